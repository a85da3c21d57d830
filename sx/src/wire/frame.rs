//! Pieces of a wire that have begun and wait for their end.

use std::sync::Arc;

use super::check;
use super::item::Item;
use super::node::{WireCall, WireDefer, WireElement, WireNode, WirePatch, WireRecord, WireValue};
use super::table::{KEYWORDS_MAX, Table, full_name};
use crate::resolve::is_region;

/// A list that has begun.
pub(super) enum Frame {
    Element {
        element: WireElement,
        key: Option<String>,
    },
    Call {
        call: WireCall,
        key: Option<String>,
    },
    Fragment(Vec<WireNode>),
    Raw(Option<String>),
    Defer {
        /// `None` until `:id` and its value were there.
        part: Option<WireDefer>,
        has_key: bool,
    },
    /// Its region, and what takes the place of the region in the page.
    Patch {
        region: Option<String>,
        children: Vec<WireNode>,
    },
    /// A list without a head, or one that holds such.
    Table(Table),
    List(Vec<WireValue>),
    Record {
        fields: Vec<(Arc<str>, WireValue)>,
        key: Option<String>,
    },
}

impl Frame {
    pub(super) fn list() -> Self {
        Frame::List(Vec::new())
    }

    pub(super) fn record() -> Self {
        Frame::Record {
            fields: Vec::new(),
            key: None,
        }
    }

    /// The list that this head begins.
    pub(super) fn of_head(head: &str) -> Result<Self, String> {
        match head {
            "" => Err("a list begins with a name".into()),
            "<>" => Ok(Frame::Fragment(Vec::new())),
            "raw!" => Ok(Frame::Raw(None)),
            "patch" => Ok(Frame::Patch {
                region: None,
                children: Vec::new(),
            }),
            "defer" => Ok(Frame::Defer {
                part: None,
                has_key: false,
            }),
            "~*" => Ok(Frame::Table(Table::rows())),
            name if name.starts_with('~') => Ok(Frame::Call {
                call: WireCall {
                    component: full_name(name)?,
                    args: Vec::new(),
                    children: Vec::new(),
                },
                key: None,
            }),
            tag => {
                check::tag(tag)?;
                Ok(Frame::Element {
                    element: WireElement {
                        tag: tag.to_owned(),
                        attrs: Vec::new(),
                        children: Vec::new(),
                    },
                    key: None,
                })
            }
        }
    }

    /// The list without a head that begins here; `None` where lists have heads.
    pub(super) fn open_inside(&self) -> Option<Result<Self, String>> {
        match self {
            Frame::Table(table) => Some(table.open_inside()?.map(Frame::Table)),
            _ => None,
        }
    }

    pub(super) fn add(&mut self, item: Item) -> Result<(), String> {
        match self {
            Frame::Element { element, key } => add_to_element(element, key, item),
            Frame::Call { call, key } => add_to_call(call, key, item),
            Frame::Fragment(nodes) => push(nodes, item),
            Frame::Raw(html @ None) => match item {
                Item::Text(text) => {
                    *html = Some(text);
                    Ok(())
                }
                _ => Err("`raw!` takes a string".into()),
            },
            Frame::Raw(Some(_)) => Err("`raw!` takes one string".into()),
            Frame::Defer {
                part: Some(part), ..
            } => push(&mut part.children, item),
            Frame::Defer { part, has_key } => begin_defer(part, has_key, item),
            Frame::Patch { region, children } => match (&region, item) {
                (None, Item::Text(name)) if is_region(&name) => {
                    *region = Some(name);
                    Ok(())
                }
                (None, _) => Err("`patch` begins with the name of a region".into()),
                (Some(_), item) => push(children, item),
            },
            Frame::Table(table) => table.add(item),
            Frame::List(items) if items.is_empty() && item.is_name("*") => {
                *self = Frame::Table(Table::records());
                Ok(())
            }
            Frame::List(items) => {
                items.push(item.into_data()?);
                Ok(())
            }
            Frame::Record { fields, key } => add_to_record(fields, key, item),
        }
    }

    /// The finished list as an item.
    pub(super) fn close(self, byte: u8) -> Result<Item, String> {
        let expected = match self {
            Frame::List(_) | Frame::Table(Table::Records { .. }) => b']',
            Frame::Record { .. } => b'}',
            _ => b')',
        };
        if byte != expected {
            let (expected, found) = (char::from(expected), char::from(byte));
            return Err(format!("expected `{expected}`, found `{found}`"));
        }
        match self {
            Frame::Element { key: Some(key), .. }
            | Frame::Call { key: Some(key), .. }
            | Frame::Record { key: Some(key), .. } => Err(format!("`{key}` has no value")),
            Frame::Element { element, .. } => {
                let names = element.attrs.iter().map(|(name, _)| &**name);
                check::distinct(names).map_err(|name| format!("`:{name}` is written twice"))?;
                check::content(&element)?;
                Ok(Item::Node(WireNode::Element(element)))
            }
            Frame::Call { call, .. } => Ok(Item::Node(WireNode::Call(call))),
            Frame::Fragment(nodes) => Ok(Item::Node(WireNode::Fragment(nodes))),
            Frame::Raw(Some(html)) => Ok(Item::Node(WireNode::Raw(html))),
            Frame::Raw(None) => Err("`raw!` takes a string".into()),
            Frame::Defer { part, .. } => match part {
                Some(part) => Ok(Item::Node(WireNode::Defer(part))),
                None => Err("`defer` has an `:id`".into()),
            },
            Frame::Patch { region, children } => match region {
                Some(region) => Ok(Item::Node(WireNode::Patch(WirePatch { region, children }))),
                None => Err("`patch` begins with the name of a region".into()),
            },
            Frame::Table(table) => table.close(),
            Frame::List(items) => Ok(Item::Data(WireValue::List(items))),
            Frame::Record { fields, .. } => {
                check::keys(fields.iter().map(|(key, _)| &**key))?;
                Ok(Item::Data(WireValue::Rec(WireRecord::new(fields))))
            }
        }
    }
}

fn push(nodes: &mut Vec<WireNode>, item: Item) -> Result<(), String> {
    nodes.push(item.into_node()?);
    Ok(())
}

fn add_to_element(
    element: &mut WireElement,
    key: &mut Option<String>,
    item: Item,
) -> Result<(), String> {
    let Some(name) = key.take() else {
        return match item {
            Item::Keyword(_) if !element.children.is_empty() => {
                Err("attributes come before content".into())
            }
            Item::Keyword(name) => {
                *key = Some(name);
                Ok(())
            }
            item => push(&mut element.children, item),
        };
    };
    let value = match item {
        Item::Text(text) => Some(text),
        Item::Data(WireValue::Bool(true)) => None,
        other => return Err(format!("{} is no value of an attribute", other.describe())),
    };
    check::attribute(&element.tag, &name, value.as_deref())?;
    element.attrs.push((name, value));
    Ok(())
}

fn add_to_call(call: &mut WireCall, key: &mut Option<String>, item: Item) -> Result<(), String> {
    if let Some(name) = key.take() {
        call.args.push((name, item.into_argument()?));
        return Ok(());
    }
    match item {
        Item::Keyword(_) if !call.children.is_empty() => {
            Err("keywords come before children".into())
        }
        Item::Keyword(name) if call.args.iter().any(|(known, _)| *known == name) => {
            Err(format!("`:{name}` is written twice"))
        }
        Item::Keyword(_) if call.args.len() >= KEYWORDS_MAX => {
            Err(format!("a call has at most {KEYWORDS_MAX} keywords"))
        }
        Item::Keyword(name) => {
            *key = Some(name);
            Ok(())
        }
        item => push(&mut call.children, item),
    }
}

fn begin_defer(part: &mut Option<WireDefer>, has_key: &mut bool, item: Item) -> Result<(), String> {
    match item {
        Item::Keyword(name) if name == "id" && !*has_key => {
            *has_key = true;
            Ok(())
        }
        Item::Text(id) if *has_key && is_id(&id) => {
            *part = Some(WireDefer {
                id,
                children: Vec::new(),
            });
            Ok(())
        }
        _ => Err("`defer` begins with an `:id` of letters, digits and hyphens".into()),
    }
}

fn is_id(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_plain)
}

fn add_to_record(
    fields: &mut Vec<(Arc<str>, WireValue)>,
    key: &mut Option<String>,
    item: Item,
) -> Result<(), String> {
    if let Some(name) = key.take() {
        fields.push((name.into(), item.into_data()?));
        return Ok(());
    }
    match item {
        Item::Keyword(name) | Item::Text(name) => {
            *key = Some(name);
            Ok(())
        }
        other => Err(format!("{} is no key", other.describe())),
    }
}
