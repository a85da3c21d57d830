//! Lists of a wire that have no head of their own, because another says what they hold: the rows of calls, and
//! records by their values.

use std::sync::Arc;

use super::check;
use super::item::Item;
use super::node::{WireColumn, WireNode, WireRecord, WireRows, WireValue};
use crate::resolve::is_full_name;

/// The most keywords of a call, as a component has parameters.
pub(super) const KEYWORDS_MAX: usize = 64;

/// The keys of records that are written as their values.
type Keys = Arc<[Arc<str>]>;

/// Such a list, or one that holds such.
pub(super) enum Table {
    /// `(~* component (columns) (row)…)`.
    Rows {
        component: String,
        columns: Option<Arc<[WireColumn]>>,
        rows: Vec<(Vec<WireValue>, Vec<WireNode>)>,
    },
    /// The columns of rows.
    Columns(Vec<WireColumn>),
    /// One call of rows.
    Row {
        columns: Arc<[WireColumn]>,
        values: Vec<WireValue>,
        children: Vec<WireNode>,
    },
    /// `[* (keys) (values)…]`.
    Records {
        keys: Option<Keys>,
        records: Vec<WireValue>,
    },
    /// The keys of records.
    Keys(Vec<Arc<str>>),
    /// The values of one record.
    Values { keys: Keys, values: Vec<WireValue> },
}

impl Table {
    pub(super) fn rows() -> Self {
        Table::Rows {
            component: String::new(),
            columns: None,
            rows: Vec::new(),
        }
    }

    pub(super) fn records() -> Self {
        Table::Records {
            keys: None,
            records: Vec::new(),
        }
    }

    /// The list without a head that begins here; `None` where lists have heads.
    pub(super) fn open_inside(&self) -> Option<Result<Self, String>> {
        let values = |keys: &Keys| Table::Values {
            keys: keys.clone(),
            values: Vec::new(),
        };
        Some(match self {
            Table::Rows { component, .. } if component.is_empty() => {
                Err("rows begin with the name of a component".into())
            }
            Table::Rows { columns: None, .. } => Ok(Table::Columns(Vec::new())),
            Table::Rows {
                columns: Some(columns),
                ..
            } => Ok(Table::Row {
                columns: columns.clone(),
                values: Vec::new(),
                children: Vec::new(),
            }),
            Table::Columns(columns) => match columns.last() {
                Some(WireColumn { keys: None, .. }) => Ok(Table::Keys(Vec::new())),
                _ => Err("keys follow the keyword whose values are records".into()),
            },
            Table::Row {
                columns, values: v, ..
            } => match columns.get(v.len()) {
                Some(WireColumn {
                    keys: Some(keys), ..
                }) => Ok(values(keys)),
                _ => return None,
            },
            Table::Records { keys: None, .. } => Ok(Table::Keys(Vec::new())),
            Table::Records {
                keys: Some(keys), ..
            } => Ok(values(keys)),
            Table::Keys(_) | Table::Values { .. } => return None,
        })
    }

    pub(super) fn add(&mut self, item: Item) -> Result<(), String> {
        match self {
            Table::Rows {
                component,
                columns,
                rows,
            } => match item {
                Item::Name(name) if component.is_empty() => *component = full_name(&name)?,
                Item::Columns(found) => *columns = Some(found.into()),
                Item::Row(values, children) => rows.push((values, children)),
                other => return Err(format!("{} cannot stand in rows", other.describe())),
            },
            Table::Columns(columns) => add_column(columns, item)?,
            Table::Row {
                columns,
                values,
                children,
            } => match (columns.get(values.len()), item) {
                (None, item) => children.push(item.into_node()?),
                (Some(WireColumn { keys: None, .. }), item) => values.push(item.into_argument()?),
                (Some(_), Item::Fields(record)) => values.push(WireValue::Rec(record)),
                (Some(column), _) => {
                    return Err(format!("`:{}` is a record here", column.keyword));
                }
            },
            Table::Records { keys, records } => match item {
                Item::Keys(found) => *keys = Some(found.into()),
                Item::Fields(record) => records.push(WireValue::Rec(record)),
                other => return Err(format!("{} is no record", other.describe())),
            },
            Table::Keys(keys) => match item {
                Item::Keyword(name) | Item::Text(name) => keys.push(name.into()),
                other => return Err(format!("{} is no key", other.describe())),
            },
            Table::Values { keys, values } => {
                if values.len() == keys.len() {
                    return Err(format!("this record has more than {} values", keys.len()));
                }
                values.push(item.into_data()?);
            }
        }
        Ok(())
    }

    /// What the list holds when it ends.
    pub(super) fn close(self) -> Result<Item, String> {
        match self {
            Table::Rows {
                component,
                columns: Some(columns),
                rows,
            } => Ok(Item::Node(WireNode::Rows(WireRows {
                component,
                columns,
                rows,
            }))),
            Table::Rows { .. } => Err("rows have a component and keywords".into()),
            Table::Columns(columns) => Ok(Item::Columns(columns)),
            Table::Row {
                columns,
                values,
                children,
            } => match columns.len() - values.len() {
                0 => Ok(Item::Row(values, children)),
                left => Err(format!("this row lacks {left} values")),
            },
            Table::Records {
                keys: Some(_),
                records,
            } => Ok(Item::Data(WireValue::List(records))),
            Table::Records { .. } => Err("a table of records has keys".into()),
            Table::Keys(keys) if keys.is_empty() => Err("a record of a table has keys".into()),
            Table::Keys(keys) => {
                check::keys(keys.iter().map(|key| &**key))?;
                Ok(Item::Keys(keys))
            }
            Table::Values { keys, values } => match keys.len() - values.len() {
                0 => {
                    let fields = keys.iter().cloned().zip(values).collect();
                    Ok(Item::Fields(WireRecord::new(fields)))
                }
                left => Err(format!("this record lacks {left} values")),
            },
        }
    }
}

fn add_column(columns: &mut Vec<WireColumn>, item: Item) -> Result<(), String> {
    match item {
        Item::Keyword(keyword) => {
            if columns.iter().any(|known| known.keyword == keyword) {
                return Err(format!("`:{keyword}` is written twice"));
            }
            if columns.len() >= KEYWORDS_MAX {
                return Err(format!("a call has at most {KEYWORDS_MAX} keywords"));
            }
            columns.push(WireColumn {
                keyword,
                keys: None,
            });
            Ok(())
        }
        Item::Keys(keys) => {
            if let Some(column) = columns.last_mut() {
                column.keys = Some(keys.into());
            }
            Ok(())
        }
        _ => Err("rows name their keywords first".into()),
    }
}

/// The name of a component.
pub(super) fn full_name(name: &str) -> Result<String, String> {
    match is_full_name(name) {
        true => Ok(name.to_owned()),
        false => Err(format!("`{name}` is no name of a component")),
    }
}
