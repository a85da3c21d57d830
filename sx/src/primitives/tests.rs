//! What holds for every primitive: it takes what its signature says and nothing else, and it pays for its work.

use std::cell::Cell;

use rust_decimal::Decimal;

use super::Prim;
use crate::limits::{Limit, Limits};
use crate::reference::{Param, Ty};
use crate::render_error::RenderErrorKind;
use crate::run::failure::Failed;
use crate::run::work::Work;
use crate::value::Closure;
use crate::value::{Arena, Function, SafeStr, Slot, Type, Val};

/// A text that fits wherever one is wanted: no separator is empty, and it is a unit of time.
const WORD: &str = "days";

fn all() -> impl Iterator<Item = Prim> {
    Prim::names().map(|name| Prim::named(name).expect("a name is found"))
}

fn listed<'v>(arena: &'v Arena, items: &[Val<'v>]) -> Val<'v> {
    Val::List(arena.list(items).expect("there is room"))
}

fn recorded<'v>(arena: &'v Arena, key: &'v str, value: Val<'v>) -> Val<'v> {
    Val::Rec(arena.record(&[(key, value)]).expect("there is room"))
}

/// A value of a type.
fn sample<'v>(arena: &'v Arena, ty: &Ty) -> Val<'v> {
    match ty {
        Ty::Plain(Type::Bool) => Val::Bool(true),
        Ty::Plain(Type::Int) | Ty::Var('n' | 'o') => Val::Int(1),
        Ty::Plain(Type::Dec) => Val::Dec(Decimal::new(15, 1)),
        Ty::Plain(Type::List) => listed(arena, &[Val::Str(WORD), Val::Str(WORD)]),
        Ty::Plain(Type::Rec) => recorded(arena, WORD, Val::Int(1)),
        Ty::Plain(_) | Ty::Var(_) => Val::Str(WORD),
        Ty::ListOf(item) => listed(arena, &[sample(arena, item)]),
        Ty::OneOf(types) => sample(arena, &types[0]),
        Ty::OrNil(ty) => sample(arena, ty),
    }
}

fn closure<'v>(arena: &'v Arena) -> &'v Closure<'v> {
    let closure = Closure {
        proc: 0,
        captured: &[],
        used: Cell::new(false),
    };
    arena.keep(closure).expect("there is room")
}

/// One value of each kind, and lists of several kinds.
fn kinds<'v>(arena: &'v Arena) -> Vec<Val<'v>> {
    let closure = closure(arena);
    let rec = recorded(arena, WORD, Val::Int(1));
    vec![
        Val::Nil,
        Val::Bool(false),
        Val::Int(1),
        Val::Dec(Decimal::new(15, 1)),
        Val::Str(WORD),
        Val::Safe(SafeStr::trusted("<b>x</b>")),
        Val::Slot(Slot::of_closure(closure)),
        Val::Fn(Function(closure)),
        rec,
        listed(arena, &[]),
        listed(arena, &[Val::Int(1), Val::Int(2)]),
        listed(arena, &[Val::Str(WORD), Val::Str(WORD)]),
        listed(arena, &[Val::Bool(true)]),
        listed(arena, &[rec]),
        listed(arena, &[Val::Fn(Function(closure))]),
    ]
}

/// The parameters that a call with every argument has, two for the rest.
fn parameters(prim: Prim) -> Vec<&'static Param> {
    let signature = prim.signature();
    let rest = signature.rest.iter().flat_map(|rest| [rest, rest]);
    signature.params.iter().chain(rest).collect()
}

fn call<'v>(prim: Prim, arena: &'v Arena, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    prim.run(&Work::new(arena, &Limits::default()), args)
}

#[test]
fn arguments_fit_or_not_as_the_signature_says() {
    for prim in all() {
        let params = parameters(prim);
        for (index, param) in params.iter().enumerate() {
            if prim.name() == "assoc" && param.name == "more" {
                // Keys and values in turn: no type says that. The corpus has cases.
                continue;
            }
            let arena = Arena::new(1 << 20);
            for value in kinds(&arena) {
                let mut args: Vec<Val<'_>> = params
                    .iter()
                    .map(|param| sample(&arena, &param.ty))
                    .collect();
                args[index] = value;
                let left_out = param.optional && matches!(value, Val::Nil);
                // The others are numbers, so text is not of their sort.
                let unlike = param.ty == Ty::Var('o') && matches!(value, Val::Str(_));
                let fits = left_out || (param.ty.accepts(value) && !unlike);
                let refused = match call(prim, &arena, &args) {
                    Ok(_) => None,
                    Err(failed) => Some(failed.message).filter(|text| text.contains("expected")),
                };
                let text = format!("`{}` with {value:?} as {}", prim.name(), param.name);
                assert_eq!(refused.is_none(), fits, "{text}: {refused:?}");
            }
        }
    }
}

#[test]
fn results_are_what_the_signature_says() {
    for prim in all() {
        let arena = Arena::new(1 << 20);
        let params = parameters(prim);
        let (least, _) = prim.arity();
        for count in least..=params.len() {
            let args: Vec<Val<'_>> = params[..count]
                .iter()
                .map(|param| sample(&arena, &param.ty))
                .collect();
            let Ok(result) = call(prim, &arena, &args) else {
                continue;
            };
            assert!(
                prim.signature().result.accepts(result),
                "`{}` makes {result:?}",
                prim.name()
            );
        }
    }
}

/// Values at the edges of their types.
fn edges<'v>(arena: &'v Arena) -> Vec<Val<'v>> {
    let texts = ["", "é👩‍🌾", "<a b='&#x;", "0000-00-00T00:00:00.", "?a=%#"];
    let mut values: Vec<Val<'_>> = texts.map(Val::Str).to_vec();
    values.extend([
        Val::Nil,
        Val::Int(-1),
        Val::Int(i64::MIN),
        Val::Int(i64::MAX),
        Val::Dec(Decimal::MAX),
        Val::Dec(Decimal::MIN),
        Val::Dec(Decimal::new(-1, 28)),
        listed(arena, &[]),
        listed(arena, &[Val::Nil, Val::Int(i64::MIN)]),
        recorded(arena, "", Val::Str("")),
    ]);
    values
}

#[test]
fn no_arguments_are_too_strange() {
    let limits = Limits {
        fuel: 10_000,
        arena_bytes: 1 << 16,
        ..Limits::default()
    };
    let values_arena = Arena::new(1 << 20);
    let values = edges(&values_arena);
    for prim in all() {
        let (least, most) = prim.arity();
        for count in least..=most.min(3) {
            for number in 0..values.len().pow(u32::try_from(count).expect("it is small")) {
                let digit = |place: u32| values[number / values.len().pow(place) % values.len()];
                let args: Vec<Val<'_>> = (0..).map(digit).take(count).collect();
                let arena = Arena::new(limits.arena_bytes);
                // What it answers does not matter here; that it answers does.
                let _ = prim.run(&Work::new(&arena, &limits), &args);
            }
        }
    }
}

/// Where a large argument alone costs nothing: it is passed on, or only its kind, its length or a small part of it is
/// looked at.
const FREE: &[(&str, &[&str])] = &[
    ("=", &["value", "other", "more"]),
    ("!=", &["value", "other"]),
    ("<", &["value", "other", "more"]),
    ("<=", &["value", "other", "more"]),
    (">", &["value", "other", "more"]),
    (">=", &["value", "other", "more"]),
    ("not", &["value"]),
    ("nil?", &["value"]),
    ("boolean?", &["value"]),
    ("number?", &["value"]),
    ("string?", &["value"]),
    ("list?", &["value"]),
    ("record?", &["value"]),
    ("function?", &["value"]),
    ("type-of", &["value"]),
    ("join", &["separator"]),
    ("trim", &["text"]),
    ("starts-with?", &["text"]),
    ("ends-with?", &["text"]),
    ("truncate", &["text"]),
    ("pad-start", &["fill"]),
    ("pad-end", &["fill"]),
    ("pluralize", &["one", "many"]),
    ("len", &["subject"]),
    ("empty?", &["subject"]),
    ("contains?", &["wanted"]),
    ("index-of", &["wanted"]),
    ("slice", &["subject"]),
    ("list", &["items"]),
    ("first", &["items"]),
    ("last", &["items"]),
    ("nth", &["items"]),
    ("take", &["items"]),
    ("cons", &["item"]),
    ("append", &["item"]),
    ("zip", &["items", "others"]),
    ("has-key?", &["record"]),
    ("assoc", &["value", "more"]),
    ("select-keys", &["record"]),
    ("duration", &["unit"]),
];

/// What compares its arguments pays when all of them are large.
const PAID_TOGETHER: [&str; 8] = [
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "starts-with?",
    "ends-with?",
];

/// Runs a primitive with less fuel than a large argument costs.
fn runs_out<'v>(prim: Prim, arena: &'v Arena, args: &[Val<'v>]) -> bool {
    let limits = Limits {
        fuel: 512,
        arena_bytes: 64 << 20,
        ..Limits::default()
    };
    let failed = prim.run(&Work::new(arena, &limits), args).err();
    failed.is_some_and(|failed| failed.kind == RenderErrorKind::Limit(Limit::Fuel))
}

#[test]
fn large_arguments_are_paid_for() {
    let arena = Arena::new(64 << 20);
    let text = " a".repeat(1 << 16);
    let items = vec![Val::Str("a"); 1 << 14];
    let keys: Vec<String> = (0..1 << 14).map(|number| format!("key {number}")).collect();
    let fields: Vec<(&str, Val<'_>)> = keys.iter().map(|key| (key.as_str(), Val::Int(1))).collect();
    let large = [
        Val::Str(&text),
        listed(&arena, &items),
        Val::Rec(arena.record(&fields).expect("there is room")),
    ];
    for prim in all() {
        let params = parameters(prim);
        let samples: Vec<Val<'_>> = params
            .iter()
            .map(|param| sample(&arena, &param.ty))
            .collect();
        let free = FREE.iter().find(|(name, _)| *name == prim.name());
        for value in large {
            for (index, param) in params.iter().enumerate() {
                let is_free = free.is_some_and(|(_, params)| params.contains(&&*param.name));
                if is_free || !param.ty.accepts(value) {
                    continue;
                }
                let mut args = samples.clone();
                args[index] = value;
                let text = format!("`{}`, {}", prim.name(), param.name);
                assert!(runs_out(prim, &arena, &args), "{text}: {value:.40?}");
            }
            if PAID_TOGETHER.contains(&prim.name()) && params[0].ty.accepts(value) {
                let args = vec![value; params.len()];
                assert!(runs_out(prim, &arena, &args), "`{}`", prim.name());
            }
        }
    }
}

#[test]
fn what_is_made_in_vain_is_paid_for() {
    let arena = Arena::new(1 << 20);
    let text = "a".repeat(1 << 16);
    let function = Val::Fn(Function(closure(&arena)));
    let json = Prim::named("json").expect("it is a primitive");
    let value = listed(&arena, &[Val::Str(&text), function]);
    assert!(runs_out(json, &arena, &[value]));
}

#[test]
fn each_pair_of_an_address_is_looked_up_for_fuel() {
    let arena = Arena::new(1 << 20);
    let address = format!("?{}", "a&".repeat(1 << 10));
    let url = Prim::named("url").expect("it is a primitive");
    let fields = recorded(&arena, "b", Val::Int(1));
    assert!(runs_out(url, &arena, &[Val::Str(&address), fields]));
}
