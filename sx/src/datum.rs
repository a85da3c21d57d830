//! Data of its own: what a program holds as constants, and what is kept of a render that goes on later.

use rust_decimal::Decimal;

use crate::run::failure::{Failed, expected, wrong};
use crate::run::work::Work;
use crate::value::{ArenaRecord, Record, Safe, Shape, ToVal, Val};

/// A constant.
#[derive(Clone, Debug)]
pub(crate) enum Datum {
    Nil,
    Bool(bool),
    Int(i64),
    Dec(Decimal),
    Str(Box<str>),
    Safe(Safe),
    List(Vec<Datum>),
    Rec(DatumRecord),
}

/// Whether both are written the same: 1.5 is not 1.50.
impl PartialEq for Datum {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Datum::Nil, Datum::Nil) => true,
            (Datum::Bool(a), Datum::Bool(b)) => a == b,
            (Datum::Int(a), Datum::Int(b)) => a == b,
            (Datum::Dec(a), Datum::Dec(b)) => a.serialize() == b.serialize(),
            (Datum::Str(a), Datum::Str(b)) => a == b,
            (Datum::Safe(a), Datum::Safe(b)) => a == b,
            (Datum::List(a), Datum::List(b)) => a == b,
            (Datum::Rec(a), Datum::Rec(b)) => a == b,
            _ => false,
        }
    }
}

/// A constant record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DatumRecord {
    fields: Vec<(Box<str>, Datum)>,
    /// The places of the fields in the order of their keys; empty for a record of few fields, as in the arena.
    sorted: Box<[u32]>,
}

impl DatumRecord {
    /// What a field takes without its value and the text of its key.
    const KEY_BYTES: usize = size_of::<Box<str>>() + size_of::<u32>();

    pub(crate) fn new(fields: Vec<(Box<str>, Datum)>) -> Self {
        let mut sorted = Vec::new();
        if fields.len() > ArenaRecord::FEW {
            sorted.extend(0..u32::try_from(fields.len()).unwrap_or(u32::MAX));
            sorted.sort_unstable_by_key(|place| &fields[*place as usize].0);
        }
        let sorted = sorted.into();
        DatumRecord { fields, sorted }
    }

    pub(crate) fn fields(&self) -> &[(Box<str>, Datum)] {
        &self.fields
    }
}

/// Lists and records inside each other that are kept.
const DEPTH_MAX: usize = 64;

impl Datum {
    /// A copy of a value that outlives its render. Functions and slots are no data.
    pub(crate) fn of(value: Val<'_>, work: &Work<'_>, depth: usize) -> Result<Datum, Failed> {
        if depth > DEPTH_MAX {
            let message = format!("this value is nested deeper than {DEPTH_MAX}");
            return Err(wrong(message));
        }
        work.burn(1)?;
        work.keep(size_of::<Datum>())?;
        Ok(match value {
            Val::Nil => Datum::Nil,
            Val::Bool(value) => Datum::Bool(value),
            Val::Int(value) => Datum::Int(value),
            Val::Dec(value) => Datum::Dec(value),
            Val::Str(text) => {
                work.burn_bytes(text.len())?;
                work.keep(text.len())?;
                Datum::Str(text.into())
            }
            Val::Safe(html) => {
                work.burn_bytes(html.as_html().len())?;
                work.keep(html.as_html().len())?;
                Datum::Safe(Safe::trusted(html.as_html()))
            }
            Val::List(list) => Datum::List(
                (0..list.len())
                    .map(|index| Datum::of(list.item(index), work, depth + 1))
                    .collect::<Result<_, _>>()?,
            ),
            Val::Rec(record) => {
                let mut fields = Vec::new();
                record.each(&mut |key, value| fields.push((key, value)));
                work.burn_lookups(fields.len())?;
                let fields = fields.into_iter().map(|(key, value)| {
                    work.burn_bytes(key.len())?;
                    work.keep(DatumRecord::KEY_BYTES + key.len())?;
                    Ok((key.into(), Datum::of(value, work, depth + 1)?))
                });
                Datum::Rec(DatumRecord::new(fields.collect::<Result<_, Failed>>()?))
            }
            other @ (Val::Slot(_) | Val::Fn(_)) => {
                return Err(expected("data", other)
                    .with_help("what is drawn later can use only data of what is around it"));
            }
        })
    }
}

impl ToVal for Datum {
    fn to_val(&self) -> Val<'_> {
        match self {
            Datum::Nil => Val::Nil,
            Datum::Bool(value) => Val::Bool(*value),
            Datum::Int(value) => Val::Int(*value),
            Datum::Dec(value) => Val::Dec(*value),
            Datum::Str(value) => Val::Str(value),
            Datum::Safe(html) => Val::Safe(html.borrowed()),
            Datum::List(items) => Val::List(items),
            Datum::Rec(record) => Val::Rec(record),
        }
    }
}

impl Record for DatumRecord {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }
    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }
    fn get(&self, key: &str) -> Option<Val<'_>> {
        if self.sorted.is_empty() {
            let field = self.fields.iter().find(|(name, _)| **name == *key);
            return field.map(|(_, value)| value.to_val());
        }
        let place = self
            .sorted
            .binary_search_by(|place| (*self.fields[*place as usize].0).cmp(key))
            .ok()?;
        Some(self.fields[self.sorted[place] as usize].1.to_val())
    }
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Val<'a>)) {
        for (key, value) in &self.fields {
            visit(key, value.to_val());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Datum, DatumRecord};
    use crate::limits::{Limit, Limits};
    use crate::render_error::RenderErrorKind;
    use crate::run::work::Work;
    use crate::value::{Arena, Val};

    /// What came of keeping a value when so many bytes can be kept.
    fn kept(value: Val<'_>, arena_bytes: usize) -> Result<(), RenderErrorKind> {
        let limits = Limits {
            arena_bytes,
            ..Limits::tenant()
        };
        let arena = Arena::new(1 << 20);
        let work = Work::new(&arena, &limits);
        let kept = Datum::of(value, &work, 0);
        kept.map(|_| ()).map_err(|failed| failed.kind)
    }

    #[test]
    fn keys_that_are_kept_count() {
        let key = "k".repeat(60_000);
        let arena = Arena::new(1 << 20);
        let record = Val::Rec(arena.record(&[(&key, Val::Int(1))]).unwrap());
        let one = 2 * size_of::<Datum>() + DatumRecord::KEY_BYTES + key.len();
        assert!(kept(record, one).is_ok());
        let full = RenderErrorKind::Limit(Limit::ArenaBytes);
        assert_eq!(kept(record, one - 1), Err(full));
        let list = Val::List(arena.list(&[record; 1_000]).unwrap());
        let full = RenderErrorKind::Limit(Limit::ArenaBytes);
        assert_eq!(kept(list, Limits::tenant().arena_bytes), Err(full));
    }
}
