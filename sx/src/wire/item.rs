//! What comes into a list of a wire.

use std::sync::Arc;

use super::check;
use super::node::{WireColumn, WireNode, WireRecord, WireValue};

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
    /// The columns of rows.
    Columns(Vec<WireColumn>),
    /// The keys of records.
    Keys(Vec<Arc<str>>),
    /// A record by its values.
    Fields(WireRecord),
    /// A call of rows.
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

    pub(super) fn is_name(&self, wanted: &str) -> bool {
        matches!(self, Item::Name(name) if name == wanted)
    }

    /// What it is, for messages.
    pub(super) fn describe(&self) -> String {
        match self {
            Item::Text(_) => "a string".into(),
            Item::Data(_) => "a value".into(),
            Item::Node(_) => "markup".into(),
            Item::Keyword(name) => format!("`:{name}`"),
            Item::Name(name) => format!("`{name}`"),
            Item::Fields(_) => "a record".into(),
            Item::Columns(_) | Item::Keys(_) | Item::Row(..) => "a row".into(),
        }
    }
}
