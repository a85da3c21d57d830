//! Lists and records. `nil` is an empty list. The subject comes first: `(take items 3)`.

use super::{Table, define, is_equal, numbers};
use crate::limits::Limit;
use crate::run::failure::{Failed, expected, limit, wrong};
use crate::run::work::Work;
use crate::value::{List, Val};

pub(super) const TABLE: Table = Table {
    subject: "Lists and records",
    lines: &[
        define(
            "(list &rest items:a) -> [a]",
            "A list of the values.",
            "(list 1 2 3)",
            made,
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
                Ok(list
                    .len()
                    .checked_sub(1)
                    .map_or(Val::Nil, |last| list.item(last)))
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
            "(nth items:[a]? index:Int) -> a?",
            "The item at a position that counts from 0; `nil` where there is none.",
            "(nth [\"a\" \"b\"] 1)",
            |_, args| {
                let list = list(args[0])?;
                Ok(usize::try_from(numbers::whole(args[1])?).map_or(Val::Nil, |at| list.item(at)))
            },
        ),
        define(
            "(len subject:Str|List|Rec?) -> Int",
            "How many characters, items or fields there are.",
            "(len \"héllo\")",
            |work, args| len(work, args[0]),
        ),
        define(
            "(empty? subject:Str|List|Rec|Safe?) -> Bool",
            "Whether there is nothing in it.",
            "(empty? [])",
            |_, args| is_empty(args[0]).map(Val::Bool),
        ),
        define(
            "(concat &rest lists:[a]?) -> [a]",
            "One list of the items of all.",
            "(concat [1] [2 3])",
            |work, args| {
                let mut all = Vec::new();
                for arg in args {
                    append(work, list(*arg)?, &mut all)?;
                }
                made(work, &all)
            },
        ),
        define(
            "(reverse items:[a]?) -> [a]",
            "The items from last to first.",
            "(reverse [1 2 3])",
            |work, args| {
                let mut all = Vec::new();
                append(work, list(args[0])?, &mut all)?;
                all.reverse();
                made(work, &all)
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
            "(range start:Int end?:Int step?:Int) -> [Int]",
            "The numbers from 0 up to one, or from one up to another, in steps; the end is not among them.",
            "(range 1 4)",
            range,
        ),
        define(
            "(contains? subject:Str|List? wanted:Any) -> Bool",
            "Whether a text is in a text, or an item in a list.",
            "(contains? [\"a\" \"b\"] \"b\")",
            |work, args| contains(work, args[0], args[1]).map(Val::Bool),
        ),
        define(
            "(has-key? record:Rec? key:Str) -> Bool",
            "Whether a record has a field of this key, be it `nil`.",
            "(has-key? {:a 1} :a)",
            |_, args| match (args[0], args[1]) {
                (Val::Nil, Val::Str(_)) => Ok(Val::Bool(false)),
                (Val::Rec(record), Val::Str(key)) => Ok(Val::Bool(record.get(key).is_some())),
                (Val::Nil | Val::Rec(_), other) => Err(expected("Str", other)),
                (other, _) => Err(expected("Rec", other)),
            },
        ),
        define(
            "(keys record:Rec?) -> [Str]",
            "The keys of a record.",
            "(keys {:a 1 :b 2})",
            |work, args| keys(work, args[0]),
        ),
        define(
            "(merge &rest records:Rec?) -> Rec",
            "All fields of all records; a later one replaces an earlier one of the same key.",
            "(merge {:a 1} {:a 2 :b 3})",
            merge,
        ),
    ],
};

fn list(value: Val<'_>) -> Result<&dyn List, Failed> {
    match value {
        Val::List(list) => Ok(list),
        Val::Nil => Ok(&EMPTY),
        other => Err(expected("List", other)),
    }
}

static EMPTY: [(); 0] = [];

/// Ends the render when a list on its way into the arena is already larger than it.
fn bounded(work: &Work<'_>, items: usize) -> Result<(), Failed> {
    let bytes = items.saturating_mul(size_of::<Val<'_>>());
    if bytes > work.arena_bytes {
        Err(limit(Limit::ArenaBytes))
    } else {
        Ok(())
    }
}

fn made<'v>(work: &Work<'v>, items: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    Ok(Val::List(work.arena.list(items)?))
}

fn append<'v>(work: &Work<'v>, list: &'v dyn List, out: &mut Vec<Val<'v>>) -> Result<(), Failed> {
    work.burn_items(list.len())?;
    bounded(work, out.len() + list.len())?;
    out.extend((0..list.len()).map(|index| list.item(index)));
    Ok(())
}

fn part<'v>(
    work: &Work<'v>,
    list: &'v dyn List,
    start: usize,
    end: usize,
) -> Result<Val<'v>, Failed> {
    let end = end.min(list.len());
    let start = start.min(end);
    work.burn_items(end - start)?;
    let items: Vec<Val<'v>> = (start..end).map(|index| list.item(index)).collect();
    made(work, &items)
}

fn list_and_number<'v>(name: &str, args: &[Val<'v>]) -> Result<(&'v dyn List, usize), Failed> {
    if let (Val::Int(_), Val::List(_)) = (args[0], args[1]) {
        return Err(wrong("expected List, found Int")
            .with_help(format!("the list comes first: `({name} items 3)`")));
    }
    let number = numbers::whole(args[1])?;
    Ok((list(args[0])?, usize::try_from(number).unwrap_or(0)))
}

fn len<'v>(work: &Work<'v>, value: Val<'v>) -> Result<Val<'v>, Failed> {
    let count = match value {
        Val::Nil => 0,
        Val::Str(text) => {
            work.burn_bytes(text.len())?;
            text.chars().count()
        }
        Val::List(list) => list.len(),
        Val::Rec(record) => {
            let mut count = 0;
            record.each(&mut |_, _| count += 1);
            count
        }
        other => return Err(expected("List, Rec or Str", other)),
    };
    Ok(Val::Int(i64::try_from(count).unwrap_or(i64::MAX)))
}

fn is_empty(value: Val<'_>) -> Result<bool, Failed> {
    Ok(match value {
        Val::Nil => true,
        Val::Str(text) => text.is_empty(),
        Val::List(list) => list.is_empty(),
        Val::Rec(record) => {
            let mut empty = true;
            record.each(&mut |_, _| empty = false);
            empty
        }
        Val::Safe(html) => html.as_html().is_empty(),
        other => return Err(expected("List, Rec or Str", other)),
    })
}

/// `(range 3)` is 0 1 2; `(range 1 4)` is 1 2 3; `(range 0 10 5)` is 0 5.
fn range<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let number = |index: usize| numbers::whole(args[index]);
    let (start, end, step) = match args.len() {
        1 => (0, number(0)?, 1),
        2 => (number(0)?, number(1)?, 1),
        _ => (number(0)?, number(1)?, number(2)?),
    };
    if step == 0 {
        return Err(wrong("the step of `range` is zero"));
    }
    let mut items = Vec::new();
    let mut at = Some(start);
    while let Some(number) = at.filter(|at| if step > 0 { *at < end } else { *at > end }) {
        // Paid one by one: a huge range must not be built first.
        work.burn(1)?;
        bounded(work, items.len())?;
        items.push(Val::Int(number));
        at = number.checked_add(step);
    }
    made(work, &items)
}

/// Text in text, an item in a list.
fn contains<'v>(work: &Work<'v>, whole: Val<'v>, wanted: Val<'v>) -> Result<bool, Failed> {
    match (whole, wanted) {
        (Val::Nil, _) => Ok(false),
        (Val::Str(text), Val::Str(wanted)) => {
            work.burn_bytes(text.len())?;
            Ok(text.contains(wanted))
        }
        (Val::Str(_), other) => Err(expected("Str", other)),
        (Val::List(list), wanted) => {
            work.burn_items(list.len())?;
            for index in 0..list.len() {
                if is_equal(work, list.item(index), wanted)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        (other @ Val::Rec(_), _) => Err(expected("Str or List", other)
            .with_help("whether a record has a key is asked with `has-key?`")),
        (other, _) => Err(expected("Str or List", other)),
    }
}

fn keys<'v>(work: &Work<'v>, value: Val<'v>) -> Result<Val<'v>, Failed> {
    let mut keys = Vec::new();
    match value {
        Val::Nil => {}
        Val::Rec(record) => record.each(&mut |key, _| keys.push(Val::Str(key))),
        other => return Err(expected("Rec", other)),
    }
    work.burn_items(keys.len())?;
    made(work, &keys)
}

/// All fields of all records; a later record's field replaces an earlier one's of the same key.
fn merge<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let mut fields: Vec<(&'v str, Val<'v>)> = Vec::new();
    for arg in args {
        match arg {
            Val::Nil => {}
            Val::Rec(record) => record.each(&mut |key, value| match fields
                .iter_mut()
                .find(|(known, _)| *known == key)
            {
                Some(field) => field.1 = value,
                None => fields.push((key, value)),
            }),
            other => return Err(expected("Rec", *other)),
        }
        // Every field is compared with those before it.
        work.burn_items(fields.len().saturating_mul(fields.len()) / 8)?;
    }
    Ok(Val::Rec(work.arena.record(&fields)?))
}
