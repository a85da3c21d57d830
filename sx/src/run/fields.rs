//! Reading into records and lists.

use std::sync::atomic::Ordering;

use crate::ops::FieldSite;
use crate::run::failure::{Failed, expected, wrong};
use crate::suggest::did_you_mean;
use crate::value::{Record, Shape, Val};

/// The field that a site names. `nil` has only `nil` fields.
#[inline]
pub(super) fn field<'v>(site: &FieldSite, subject: Val<'v>) -> Result<Val<'v>, Failed> {
    match subject {
        Val::Rec(record) => match record.shape() {
            Some(shape) => shaped(site, record, shape),
            None => Ok(record.get(&site.key).unwrap_or(Val::Nil)),
        },
        Val::Nil => Ok(Val::Nil),
        other => Err(no_record(&site.key, other)),
    }
}

/// Most sites see records of one shape. The last shape's id and the field's index in it share one
/// word, so that threads never read halves of two answers.
#[inline]
fn shaped<'v>(
    site: &FieldSite,
    record: &'v dyn Record,
    shape: &'static Shape,
) -> Result<Val<'v>, Failed> {
    const INDEX_BITS: u64 = 0xff;
    let cached = site.cache.load(Ordering::Relaxed);
    if cached & !INDEX_BITS == shape.id() & !INDEX_BITS {
        return Ok(record.field((cached & INDEX_BITS) as usize));
    }
    let Some(index) = shape.index_of(&site.key) else {
        return Err(no_field(&site.key, shape));
    };
    if index as u64 <= INDEX_BITS {
        site.cache
            .store((shape.id() & !INDEX_BITS) | index as u64, Ordering::Relaxed);
    }
    Ok(record.field(index))
}

/// What a computed key leads to: a field, or an item counted from 0.
pub(super) fn index<'v>(subject: Val<'v>, key: Val<'v>) -> Result<Val<'v>, Failed> {
    match (subject, key) {
        (Val::Nil, _) => Ok(Val::Nil),
        (Val::Rec(record), Val::Str(key)) => match (record.get(key), record.shape()) {
            (Some(value), _) => Ok(value),
            (None, None) => Ok(Val::Nil),
            (None, Some(shape)) => Err(no_field(key, shape)),
        },
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

#[cold]
fn no_field(key: &str, shape: &Shape) -> Failed {
    let keys = || shape.fields().iter().map(|field| field.name);
    let help = did_you_mean(":", key, keys())
        .unwrap_or_else(|| format!("it has :{}", keys().collect::<Vec<_>>().join(" :")));
    wrong(format!("`{}` has no field `:{key}`", shape.name())).with_help(help)
}
