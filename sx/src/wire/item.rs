//! What comes into a list of a wire.

use super::check;
use super::node::{WireNode, WireValue};

/// What comes into a list.
pub(super) enum Item {
    /// A string: text, or a value.
    Text(String),
    /// A value that is nothing else.
    Data(WireValue),
    Node(WireNode),
    Keyword(String),
    /// A name in the place of a value.
    Name(String),
    Keys(Vec<String>),
    Row(Vec<WireValue>, Vec<WireNode>),
}

impl Item {
    /// A piece of markup.
    pub(super) fn into_node(self) -> Result<WireNode, String> {
        match self {
            Item::Text(text) => {
                check::text(&text)?;
                Ok(WireNode::Text(text))
            }
            Item::Node(node) => Ok(node),
            other => Err(format!("{} cannot stand between tags", other.describe())),
        }
    }

    pub(super) fn into_data(self) -> Result<WireValue, String> {
        match self {
            Item::Text(text) => Ok(WireValue::Str(text)),
            Item::Data(value) => Ok(value),
            Item::Node(WireNode::Raw(html)) => Ok(WireValue::Safe(html)),
            other => Err(format!("{} is no data", other.describe())),
        }
    }

    /// Data, or markup.
    pub(super) fn into_argument(self) -> Result<WireValue, String> {
        match self {
            Item::Node(node) if !matches!(node, WireNode::Raw(_)) => {
                Ok(WireValue::Markup(Box::new(node)))
            }
            other => other.into_data(),
        }
    }

    pub(super) fn describe(&self) -> String {
        match self {
            Item::Text(_) => "a string".into(),
            Item::Data(_) => "a value".into(),
            Item::Node(_) => "markup".into(),
            Item::Keyword(name) => format!("`:{name}`"),
            Item::Name(name) => format!("`{name}`"),
            Item::Keys(_) | Item::Row(..) => "a row".into(),
        }
    }
}
