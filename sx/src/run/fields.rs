//! Reading into records and lists.

use crate::run::failure::{Failed, expected, wrong};
use crate::run::work::Work;
use crate::suggest::{did_you_mean, shortened};
use crate::value::{FieldSite, Record, Shape, Val};

/// Puts the field that a site names into a place that holds `nil`. `nil` has only `nil` fields, and
/// free-form data answers `nil` for what it does not have.
#[inline(always)]
pub(super) fn read<'v>(
    site: &FieldSite,
    subject: &Val<'v>,
    place: &mut Val<'v>,
) -> Result<(), Failed> {
    match *subject {
        Val::Rec(record) if record.read(site, place) => Ok(()),
        Val::Rec(record) => missing(site.key(), record),
        Val::Nil => Ok(()),
        other => Err(no_record(site.key(), other)),
    }
}

#[cold]
fn missing(key: &str, record: &dyn Record) -> Result<(), Failed> {
    record
        .shape()
        .map_or(Ok(()), |shape| Err(no_field(key, shape)))
}

/// What a computed key leads to: a field, or an item counted from 0.
pub(super) fn index<'v>(
    work: &Work<'v>,
    subject: Val<'v>,
    key: Val<'v>,
) -> Result<Val<'v>, Failed> {
    match (subject, key) {
        (Val::Nil, _) => Ok(Val::Nil),
        (Val::Rec(record), Val::Str(key)) => {
            // Looking for a key costs more the longer it is; of a common one, nothing.
            work.burn(key.len() as u64 / 64)?;
            match (record.get(key), record.shape()) {
                (Some(value), _) => Ok(value),
                (None, None) => Ok(Val::Nil),
                (None, Some(shape)) => Err(no_field(key, shape)),
            }
        }
        (Val::List(list), Val::Int(index)) => {
            Ok(usize::try_from(index).map_or(Val::Nil, |index| list.item(index)))
        }
        (Val::Rec(_), other) => Err(expected("a key", other)),
        (Val::List(_), other) => Err(expected("the number of an item", other)),
        (other, _) => Err(expected("Rec or List", other)),
    }
}

#[cold]
fn no_record(key: &str, found: Val<'_>) -> Failed {
    wrong(format!(
        "cannot read `:{key}`: expected Rec, found {}",
        found.kind_name()
    ))
}

/// A shape has no such field: which it could have been.
#[cold]
pub(crate) fn no_field(key: &str, shape: &Shape) -> Failed {
    let keys = || shape.fields().iter().map(|field| field.name);
    let help = did_you_mean(":", key, keys())
        .unwrap_or_else(|| format!("it has :{}", keys().collect::<Vec<_>>().join(" :")));
    let key = shortened(key);
    wrong(format!("`{}` has no field `:{key}`", shape.name())).with_help(help)
}
