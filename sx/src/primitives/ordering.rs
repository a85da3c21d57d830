//! What `sort-by` and `group-by` do once the key of every item is known.

use std::cmp::Ordering;

use super::comparison::{compare, is_equal};
use super::parts::list;
use crate::run::failure::Failed;
use crate::run::work::Work;
use crate::value::Val;

/// The items in the order of their keys, the smallest first, those without a key last. Items with equal keys stay
/// in their order.
pub(crate) fn sort_by<'v>(
    work: &Work<'v>,
    items: Val<'v>,
    keys: Val<'v>,
) -> Result<Val<'v>, Failed> {
    let (items, keys) = (list(items)?, list(keys)?);
    // n log n comparisons, eight to a step.
    let count = keys.len();
    work.burn_items(count.saturating_mul(usize::BITS as usize - count.leading_zeros() as usize))?;
    let mut places: Vec<usize> = (0..count).collect();
    let mut failed = None;
    places.sort_by(|one, other| {
        let order = match (keys.item(*one), keys.item(*other)) {
            (Val::Nil, Val::Nil) => Ok(Ordering::Equal),
            (Val::Nil, _) => Ok(Ordering::Greater),
            (_, Val::Nil) => Ok(Ordering::Less),
            (one, other) => compare(work, one, other),
        };
        order.unwrap_or_else(|failure| {
            failed.get_or_insert(failure);
            Ordering::Equal
        })
    });
    if let Some(failure) = failed {
        return Err(failure.in_call("sort-by"));
    }
    let sorted: Vec<Val<'v>> = places.into_iter().map(|place| items.item(place)).collect();
    Ok(Val::List(work.arena.list(&sorted)?))
}

/// A record `{:key :items}` for each key, in the order in which the keys come first.
pub(crate) fn group_by<'v>(
    work: &Work<'v>,
    items: Val<'v>,
    keys: Val<'v>,
) -> Result<Val<'v>, Failed> {
    let (items, keys) = (list(items)?, list(keys)?);
    let mut groups: Vec<(Val<'v>, Vec<Val<'v>>)> = Vec::new();
    for index in 0..keys.len() {
        let key = keys.item(index);
        work.burn_items(groups.len())?;
        let mut found = None;
        for (place, (known, _)) in groups.iter().enumerate() {
            if is_equal(work, *known, key)? {
                found = Some(place);
                break;
            }
        }
        match found {
            Some(place) => groups[place].1.push(items.item(index)),
            None => groups.push((key, vec![items.item(index)])),
        }
    }
    let mut records = Vec::with_capacity(groups.len());
    for (key, members) in groups {
        let members = Val::List(work.arena.list(&members)?);
        let fields = [("key", key), ("items", members)];
        records.push(Val::Rec(work.arena.record(&fields)?));
    }
    Ok(Val::List(work.arena.list(&records)?))
}
