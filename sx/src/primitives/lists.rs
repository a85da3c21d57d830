//! Lists. `nil` is an empty list. The subject comes first: `(take items 3)`; only `cons` keeps the order of
//! its tradition.

use std::collections::HashSet;

use super::comparison::{Scalar, is_equal};
use super::parts::{add_items, bound_items, list, made, number_of, part, whole};
use super::{Table, define};
use crate::run::failure::{Failed, wrong};
use crate::run::work::Work;
use crate::value::{List, Val};

pub(super) const TABLE: Table = Table {
    subject: "Lists",
    lines: &[
        define(
            "(list &rest items:a) -> [a]",
            "A list of the values.",
            "(list 1 2 3)",
            made,
        ),
        define(
            "(range start:Int end?:Int step?:Int) -> [Int]",
            "The numbers from 0 up to one, or from one up to another, in steps; the end is not among them.",
            "(range 1 4)",
            range,
        ),
        define(
            "(first items:[a]?) -> a?",
            "The first item, `nil` of an empty list.",
            "(first [1 2])",
            |_, args| Ok(list(args[0])?.item(0)),
        ),
        define(
            "(last items:[a]?) -> a?",
            "The last item, `nil` of an empty list.",
            "(last [1 2])",
            |_, args| {
                let list = list(args[0])?;
                let last = list.len().checked_sub(1);
                Ok(last.map_or(Val::Nil, |last| list.item(last)))
            },
        ),
        define(
            "(nth items:[a]? index:Int) -> a?",
            "The item at a position that counts from 0; `nil` where there is none.",
            "(nth [\"a\" \"b\"] 1)",
            |_, args| {
                let list = list(args[0])?;
                Ok(usize::try_from(whole(args[1])?).map_or(Val::Nil, |at| list.item(at)))
            },
        ),
        define(
            "(rest items:[a]?) -> [a]",
            "All items but the first.",
            "(rest [1 2 3])",
            |work, args| {
                let list = list(args[0])?;
                part(work, list, 1, list.len())
            },
        ),
        define(
            "(take items:[a]? number:Int) -> [a]",
            "The first so many items.",
            "(take [1 2 3] 2)",
            |work, args| {
                let (list, number) = list_and_number("take", args)?;
                part(work, list, 0, number)
            },
        ),
        define(
            "(drop items:[a]? number:Int) -> [a]",
            "All items but the first so many.",
            "(drop [1 2 3] 2)",
            |work, args| {
                let (list, number) = list_and_number("drop", args)?;
                part(work, list, number, list.len())
            },
        ),
        define(
            "(cons item:a items:[a]?) -> [a]",
            "The list with one more item before it.",
            "(cons 1 [2 3])",
            |work, args| {
                let mut all = vec![args[0]];
                add_items(work, list(args[1])?, &mut all)?;
                made(work, &all)
            },
        ),
        define(
            "(append items:[a]? item:a) -> [a]",
            "The list with one more item behind it; for the items of another list there is `concat`.",
            "(append [1 2] 3)",
            |work, args| {
                let mut all = Vec::new();
                add_items(work, list(args[0])?, &mut all)?;
                all.push(args[1]);
                made(work, &all)
            },
        ),
        define(
            "(concat &rest lists:[a]?) -> [a]",
            "One list of the items of all.",
            "(concat [1] [2 3])",
            |work, args| {
                let mut all = Vec::new();
                for arg in args {
                    add_items(work, list(*arg)?, &mut all)?;
                }
                made(work, &all)
            },
        ),
        define(
            "(flatten items:List?) -> List",
            "The items, and in place of each list among them its items: one level of lists less.",
            "(flatten [[1 2] 3 [[4]]])",
            flatten,
        ),
        define(
            "(reverse items:[a]?) -> [a]",
            "The items from last to first.",
            "(reverse [1 2 3])",
            |work, args| {
                let mut all = Vec::new();
                add_items(work, list(args[0])?, &mut all)?;
                all.reverse();
                made(work, &all)
            },
        ),
        define(
            "(distinct items:[a]?) -> [a]",
            "The items without those that equal an earlier one.",
            "(distinct [1 2 1 3 2])",
            distinct,
        ),
        define(
            "(chunk-every items:[a]? size:Int) -> [[a]]",
            "The items in lists of so many; the last may be shorter.",
            "(chunk-every [1 2 3 4 5] 2)",
            chunk_every,
        ),
        define(
            "(zip items:[a]? others:[b]?) -> [[a|b]]",
            "Pairs of the items of two lists at the same positions, as long as the shorter.",
            "(zip [\"a\" \"b\"] [1 2])",
            |work, args| {
                let (items, others) = (list(args[0])?, list(args[1])?);
                pairs(work, items.len().min(others.len()), |index| {
                    [items.item(index), others.item(index)]
                })
            },
        ),
        define(
            "(zip-pairs items:[a]?) -> [[a]]",
            "Each item with the next.",
            "(zip-pairs [1 2 3])",
            |work, args| {
                let items = list(args[0])?;
                pairs(work, items.len().saturating_sub(1), |index| {
                    [items.item(index), items.item(index + 1)]
                })
            },
        ),
    ],
};

fn list_and_number<'v>(name: &str, args: &[Val<'v>]) -> Result<(&'v dyn List, usize), Failed> {
    if let (Val::Int(_), Val::List(_)) = (args[0], args[1]) {
        return Err(wrong("expected List, found Int")
            .with_help(format!("the list comes first: `({name} items 3)`")));
    }
    let list = list(args[0])?;
    Ok((list, number_of(args[1])?))
}

/// `(range 3)` is 0 1 2; `(range 1 4)` is 1 2 3; `(range 0 10 5)` is 0 5.
fn range<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let number = |index: usize| super::parts::optional(args, index).map(whole).transpose();
    let first = whole(args[0])?;
    let (start, end) = match number(1)? {
        Some(end) => (first, end),
        None => (0, first),
    };
    let step = number(2)?.unwrap_or(1);
    if step == 0 {
        return Err(wrong("the step is zero"));
    }
    let mut items = Vec::new();
    let mut at = Some(start);
    while let Some(number) = at.filter(|at| if step > 0 { *at < end } else { *at > end }) {
        // Paid one by one: a huge range must not be built first.
        work.burn(1)?;
        bound_items(work, items.len())?;
        items.push(Val::Int(number));
        at = number.checked_add(step);
    }
    made(work, &items)
}

fn flatten<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let outer = list(args[0])?;
    work.burn_items(outer.len())?;
    let mut all = Vec::new();
    for index in 0..outer.len() {
        match outer.item(index) {
            Val::List(inner) => add_items(work, inner, &mut all)?,
            // The empty list.
            Val::Nil => {}
            item => {
                bound_items(work, all.len() + 1)?;
                all.push(item);
            }
        }
    }
    made(work, &all)
}

fn distinct<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let items = list(args[0])?;
    work.burn_lookups(items.len())?;
    bound_items(work, items.len())?;
    let mut seen = HashSet::new();
    // Lists and records are compared with each other one by one.
    let mut others: Vec<Val<'v>> = Vec::new();
    let mut all = Vec::new();
    for index in 0..items.len() {
        let item = items.item(index);
        let is_new = match Scalar::of(item) {
            Some(scalar) => {
                if let Scalar::Str(text) = scalar {
                    work.burn(text.len() as u64 / 64)?;
                }
                seen.insert(scalar)
            }
            None => {
                work.burn_items(others.len())?;
                let mut is_new = true;
                for other in &others {
                    is_new = is_new && !is_equal(work, item, *other)?;
                }
                if is_new {
                    others.push(item);
                }
                is_new
            }
        };
        if is_new {
            all.push(item);
        }
    }
    made(work, &all)
}

fn chunk_every<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let (items, size) = list_and_number("chunk-every", args)?;
    if size == 0 {
        return Err(wrong("the size of a part is less than 1"));
    }
    let mut all = Vec::new();
    let mut start = 0;
    while start < items.len() {
        let end = start.saturating_add(size).min(items.len());
        all.push(part(work, items, start, end)?);
        start = end;
    }
    made(work, &all)
}

fn pairs<'v>(
    work: &Work<'v>,
    count: usize,
    pair: impl Fn(usize) -> [Val<'v>; 2],
) -> Result<Val<'v>, Failed> {
    work.burn_items(count.saturating_mul(2))?;
    bound_items(work, count.saturating_mul(2))?;
    let mut all = Vec::with_capacity(count);
    for index in 0..count {
        all.push(made(work, &pair(index))?);
    }
    made(work, &all)
}
