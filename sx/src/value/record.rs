//! Records: host structs with a shape known at compile time, maps, and records made in a render.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::value::{ToVal, Type, Val};

/// Named fields that a template can read. Derive it for structs: `#[derive(sx::Record)]`.
///
/// A record either has a static [`Shape`] (structs: fields are found once and then by index), or
/// varies from value to value (maps, JSON objects), and then answers `get` and `each` itself.
/// Reading a field that a shape does not have is an error with a suggestion; a varying record
/// answers `nil`.
pub trait Record {
    /// The fields, when all records of this type have the same.
    fn shape(&self) -> Option<&'static Shape>;

    /// The value of the shape's field at `index`.
    fn field(&self, index: usize) -> Val<'_>;

    /// Puts the value of the shape's field at `index` where it is wanted, as [`List::put`](super::List::put) does.
    fn put<'a>(&'a self, index: usize, place: &mut Val<'a>) {
        *place = self.field(index);
    }

    /// The value under `key`, `None` when there is no such field.
    fn get(&self, key: &str) -> Option<Val<'_>> {
        self.shape()?.index_of(key).map(|index| self.field(index))
    }

    /// What one place in a template reads again and again, put where it is wanted; whether there is such
    /// a field. As `get`, but a shape is searched once. There is no reason to implement this; it is a method
    /// of the trait so that it is compiled for each type of record, with one dynamic call in place of two
    /// and the value made in its place: one that is moved as soon as it is made waits for the memory.
    fn read<'a>(&'a self, site: &FieldSite, place: &mut Val<'a>) -> bool {
        match self.shape().and_then(|shape| site.index_in(shape)) {
            Some(index) => {
                self.put(index, place);
                true
            }
            // A call in the place of the return: a record that is known needs no frame.
            None => read_anew(self, site, place),
        }
    }

    /// Visits every field, in order.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Val<'a>)) {
        let fields = self.shape().map_or(&[][..], |shape| shape.fields);
        for (index, field) in fields.iter().enumerate() {
            visit(field.name, self.field(index));
        }
    }
}

/// Reads a field of a record that has no shape, or another than the last one.
#[cold]
#[inline(never)]
fn read_anew<'a, R: Record + ?Sized>(record: &'a R, site: &FieldSite, place: &mut Val<'a>) -> bool {
    let value = match record.shape() {
        Some(shape) => site.search(shape).map(|index| record.field(index)),
        None => record.get(&site.key),
    };
    let is_there = value.is_some();
    *place = value.unwrap_or(Val::Nil);
    is_there
}

/// A struct whose shape is known without a value: what a page can be checked against at start.
/// The derive implements it.
pub trait View: Record {
    /// The fields, in order.
    const FIELDS: &'static [Field];
    /// The fields as a shape.
    const SHAPE: &'static Shape;
}

/// The fields of a struct, in order.
#[derive(Debug)]
pub struct Shape {
    name: &'static str,
    fields: &'static [Field],
    /// Equal for shapes with the same keys in the same order, whatever their address.
    id: u64,
}

/// A place in a program that reads a field, and what it learned about the records that come by: the id of the last shape
/// and the index of the field in it, in one word, so that threads never read halves of two answers.
#[derive(Debug)]
pub struct FieldSite {
    key: Box<str>,
    known: AtomicU64,
}

impl FieldSite {
    /// The lowest byte is the index; ids are compared without theirs.
    const INDEX_BITS: u64 = 0xff;

    pub(crate) fn new(key: &str) -> Self {
        FieldSite {
            key: key.into(),
            known: AtomicU64::default(),
        }
    }

    /// The key of the field.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The index of the field in the shape that was seen last.
    #[inline]
    fn index_in(&self, shape: &Shape) -> Option<usize> {
        let known = self.known.load(Ordering::Relaxed);
        let is_known = (known ^ shape.id) & !Self::INDEX_BITS == 0;
        is_known.then_some((known & Self::INDEX_BITS) as usize)
    }

    fn search(&self, shape: &Shape) -> Option<usize> {
        let index = shape.index_of(&self.key)?;
        if index as u64 <= Self::INDEX_BITS {
            self.known.store(
                (shape.id & !Self::INDEX_BITS) | index as u64,
                Ordering::Relaxed,
            );
        }
        Some(index)
    }
}

/// A field: its key as templates write it, and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key, in kebab-case.
    pub name: &'static str,
    /// The type of the value.
    pub ty: Type,
    /// Whether the value may be `nil`.
    pub optional: bool,
}

impl Field {
    /// A field that holds a `T`.
    pub const fn of<T: ToVal + ?Sized>(name: &'static str) -> Self {
        Field {
            name,
            ty: T::TYPE,
            optional: T::OPTIONAL,
        }
    }
}

impl Shape {
    /// A shape named after its struct (for messages).
    pub const fn new(name: &'static str, fields: &'static [Field]) -> Self {
        Shape {
            name,
            fields,
            id: hash_names(fields),
        }
    }

    /// The name of the struct.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The fields, in order.
    pub fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// Whether both are named alike and have the same keys in the same order: what messages and
    /// templates can tell apart.
    pub fn is_alike(&self, other: &Shape) -> bool {
        self.id == other.id && self.name == other.name
    }

    /// Whether both describe the same struct: their fields are of the same types, too.
    pub(crate) fn is_same(&self, other: &Shape) -> bool {
        std::ptr::eq(self, other) || (self.is_alike(other) && self.fields == other.fields)
    }

    /// Where the field with this key is.
    pub fn index_of(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == key)
    }
}

/// FNV-1a over the names, each closed by a byte that no name holds.
const fn hash_names(fields: &[Field]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < fields.len() {
        let name = fields[at].name.as_bytes();
        let mut byte = 0;
        while byte <= name.len() {
            let next = if byte < name.len() { name[byte] } else { 0xff };
            hash = (hash ^ next as u64).wrapping_mul(0x0000_0100_0000_01b3);
            byte += 1;
        }
        at += 1;
    }
    hash
}

/// The record without fields.
impl Record for () {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }
    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }
}

impl<V: ToVal> Record for BTreeMap<String, V> {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }
    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }
    fn get(&self, key: &str) -> Option<Val<'_>> {
        BTreeMap::get(self, key).map(ToVal::to_val)
    }
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Val<'a>)) {
        for (key, value) in self {
            visit(key, value.to_val());
        }
    }
}

impl Record for serde_json::Map<String, serde_json::Value> {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }
    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }
    fn get(&self, key: &str) -> Option<Val<'_>> {
        serde_json::Map::get(self, key).map(ToVal::to_val)
    }
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Val<'a>)) {
        for (key, value) in self {
            visit(key, value.to_val());
        }
    }
}

/// A record made during a render, in its arena.
pub(crate) struct ArenaRecord<'a> {
    pub(crate) fields: &'a [(&'a str, Val<'a>)],
    /// The places of the fields in the order of their keys; empty for a record of few fields, which is searched
    /// as it is. So reading costs little, however many fields a template has put together.
    pub(crate) sorted: &'a [u32],
}

impl ArenaRecord<'_> {
    /// Up to so many fields are searched one by one.
    pub(crate) const FEW: usize = 16;
}

impl Record for ArenaRecord<'_> {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }
    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }
    fn get(&self, key: &str) -> Option<Val<'_>> {
        if self.sorted.is_empty() {
            let field = self.fields.iter().find(|(name, _)| *name == key);
            return field.map(|(_, value)| *value);
        }
        let place = self
            .sorted
            .binary_search_by(|place| self.fields[*place as usize].0.cmp(key))
            .ok()?;
        Some(self.fields[self.sorted[place] as usize].1)
    }
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Val<'a>)) {
        for (key, value) in self.fields {
            visit(key, *value);
        }
    }
}
