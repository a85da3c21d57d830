//! What a wire holds, once it is read.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::value::{ArenaRecord, Record, SafeStr, Shape, ToVal, Val};

/// A piece of a wire.
#[derive(Clone, Debug, PartialEq)]
pub enum WireNode {
    /// Text.
    Text(String),
    /// HTML that whoever made the wire vouches for.
    Raw(String),
    /// An element of the closed list.
    Element(WireElement),
    /// Several pieces, or none, as one.
    Fragment(Vec<WireNode>),
    /// A call of a component.
    Call(WireCall),
    /// Calls of one component with the same keywords.
    Rows(WireRows),
    /// What stands in the place of a part that comes later.
    Defer(WireDefer),
    /// What takes the place of a region in a page that is open already. It stands in nothing else.
    Patch(WirePatch),
}

/// What takes the place of a region.
#[derive(Clone, Debug, PartialEq)]
pub struct WirePatch {
    /// The name of the region.
    pub region: String,
    /// Its outer element.
    pub children: Vec<WireNode>,
}

/// What stands in the place of a part that comes later.
#[derive(Clone, Debug, PartialEq)]
pub struct WireDefer {
    /// Which part it is.
    pub id: String,
    /// What stands there until then.
    pub children: Vec<WireNode>,
}

/// An element. Its attributes are allowed, its content fits.
#[derive(Clone, Debug, PartialEq)]
pub struct WireElement {
    /// The name of the tag.
    pub tag: String,
    /// Names and values; an attribute without a value is bare.
    pub attrs: Vec<(String, Option<String>)>,
    /// What stands in it.
    pub children: Vec<WireNode>,
}

/// A call of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct WireCall {
    /// The full name of the component.
    pub component: String,
    /// Keywords, without their colons, and values.
    pub args: Vec<(String, WireValue)>,
    /// What stands in it.
    pub children: Vec<WireNode>,
}

/// Calls of one component with the same keywords.
#[derive(Clone, Debug, PartialEq)]
pub struct WireRows {
    /// The full name of the component.
    pub component: String,
    /// The keywords.
    pub columns: Arc<[WireColumn]>,
    /// For each call its values, as many as there are columns, and its children.
    pub rows: Vec<(Vec<WireValue>, Vec<WireNode>)>,
}

/// A keyword of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct WireColumn {
    /// The keyword, without its colon.
    pub keyword: String,
    /// When all values are records with the same keys: the keys.
    pub keys: Option<Arc<[Arc<str>]>>,
}

impl WireRows {
    /// The calls, made one by one.
    pub fn calls(&self) -> impl Iterator<Item = WireCall> {
        let keywords = || self.columns.iter().map(|column| column.keyword.clone());
        self.rows.iter().map(move |(values, children)| WireCall {
            component: self.component.clone(),
            args: keywords().zip(values.iter().cloned()).collect(),
            children: children.clone(),
        })
    }
}

/// The value of an argument.
#[derive(Clone, Debug, PartialEq)]
pub enum WireValue {
    /// Nothing.
    Nil,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A decimal number.
    Dec(Decimal),
    /// Text.
    Str(String),
    /// HTML that whoever made the wire vouches for.
    Safe(String),
    /// A list of data.
    List(Vec<WireValue>),
    /// A record of data.
    Rec(WireRecord),
    /// Markup; it stands nowhere but as an argument of its own.
    Markup(Box<WireNode>),
}

/// A record of a wire. Its keys differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WireRecord {
    fields: Vec<(Arc<str>, WireValue)>,
    /// The places of the fields in the order of their keys; empty for a record of few fields, as in [`ArenaRecord`]:
    /// a template pays the same for a field of every record.
    sorted: Vec<u32>,
}

impl WireRecord {
    pub(super) fn new(fields: Vec<(Arc<str>, WireValue)>) -> Self {
        let mut sorted = Vec::new();
        if fields.len() > ArenaRecord::FEW {
            // A wire has far fewer bytes than a place has values.
            sorted.extend(0..fields.len() as u32);
            sorted.sort_unstable_by_key(|place| &*fields[*place as usize].0);
        }
        WireRecord { fields, sorted }
    }

    /// Keys and values, in their order.
    pub fn fields(&self) -> &[(Arc<str>, WireValue)] {
        &self.fields
    }

    fn place(&self, key: &str) -> Option<usize> {
        if self.sorted.is_empty() {
            return self.fields.iter().position(|(name, _)| **name == *key);
        }
        let name = |place: &u32| &*self.fields[*place as usize].0;
        let found = self.sorted.binary_search_by(|place| name(place).cmp(key));
        found.ok().map(|at| self.sorted[at] as usize)
    }
}

impl ToVal for WireValue {
    const OPTIONAL: bool = true;

    /// Markup is no value: it is `nil` here.
    fn to_val(&self) -> Val<'_> {
        match self {
            WireValue::Nil | WireValue::Markup(_) => Val::Nil,
            WireValue::Bool(value) => Val::Bool(*value),
            WireValue::Int(value) => Val::Int(*value),
            WireValue::Dec(value) => Val::Dec(*value),
            WireValue::Str(text) => Val::Str(text),
            WireValue::Safe(html) => Val::Safe(SafeStr::trusted(html)),
            WireValue::List(items) => Val::List(items),
            WireValue::Rec(record) => Val::Rec(record),
        }
    }
}

impl Record for WireRecord {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }
    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }
    fn get(&self, key: &str) -> Option<Val<'_>> {
        self.place(key).map(|place| self.fields[place].1.to_val())
    }
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Val<'a>)) {
        for (key, value) in &self.fields {
            visit(key, value.to_val());
        }
    }
}
