//! Addresses that say where to go from here. `../../URLS.md` describes the algebra.

use super::error::UrlError;
use super::expression::{Argument, Call, Expression, Word};
use super::read::{Kind, Reader, begins_with, parse, tokens};

/// Follows a reference from a page.
///
/// `.word` goes on below the page, each further dot first goes up a level (`..` is the page above, `..word` a sibling),
/// `.:name.value` sets a keyword of the innermost call, `.:name.+1` and `.:name.-1` count from its value. A reference
/// that begins with a parenthesis is absolute, an empty one is the page itself.
///
/// ```
/// use sx::url::{parse, resolve};
/// let page = parse("(language.(form.let))")?;
/// assert_eq!(resolve(&page, "..map")?, parse("(language.(form.map))")?);
/// # Ok::<(), sx::url::UrlError>(())
/// ```
pub fn resolve(base: &Expression, reference: &str) -> Result<Expression, UrlError> {
    resolve_counting(base, reference, &|_, _| None)
}

/// The same; `default` knows the number that a keyword has where an address does not say it.
pub(super) fn resolve_counting(
    base: &Expression,
    reference: &str,
    default: &dyn Fn(&Call, &str) -> Option<i64>,
) -> Result<Expression, UrlError> {
    let tokens = tokens(reference)?;
    match tokens.first().map(|token| &token.kind) {
        None => return Ok(base.clone()),
        Some(Kind::Open) => return parse(reference),
        Some(Kind::Dot) => {}
        Some(_) => {
            let message =
                "a reference begins with a dot, or with a parenthesis if it is a whole address";
            return Err(UrlError::new(tokens[0].place.clone(), message));
        }
    }
    let mut reader = Reader::new(reference, &tokens);
    let mut dots = 0;
    while reader.take(&Kind::Dot) {
        dots += 1;
    }
    let mut steps = Vec::new();
    while reader.peek().is_some_and(|token| token.kind != Kind::Close) {
        if !steps.is_empty() && !reader.take(&Kind::Dot) {
            return Err(reader.fault("a dot is missing before this"));
        }
        steps.push(reader.argument(0)?);
    }
    reader.end()?;

    let mut walk = Walk {
        call: base.call.clone(),
        reference,
        default,
    };
    if dots > 1 || steps.iter().any(|step| !step.is_keyword()) {
        walk.leave_keywords();
    }
    walk.up(dots - 1)?;
    for step in steps {
        walk.step(step)?;
    }
    walk.arrive()
}

/// A place among the pages, on its way.
struct Walk<'r> {
    call: Option<Call>,
    reference: &'r str,
    default: &'r dyn Fn(&Call, &str) -> Option<i64>,
}

impl Walk<'_> {
    /// Up `levels`: each takes away the last word of the innermost call, or the call itself when it has none.
    fn up(&mut self, levels: usize) -> Result<(), UrlError> {
        for level in 0..levels {
            let Some(call) = &mut self.call else {
                let above = match level {
                    0 => "nothing is above the home".to_owned(),
                    1 => "only one level is above this page".to_owned(),
                    _ => format!("only {level} levels are above this page"),
                };
                return Err(UrlError::new(0..levels + 1, above));
            };
            if !pop(call) {
                self.call = None;
            }
        }
        Ok(())
    }

    /// Keywords say how a page is looked at: whoever goes on to another page leaves them behind.
    fn leave_keywords(&mut self) {
        if let Some(call) = &mut self.call {
            at_innermost(call, |call| call.arguments.retain(|it| !it.is_keyword()));
        }
    }

    fn step(&mut self, step: Argument) -> Result<(), UrlError> {
        let place = step.place();
        let Some(call) = &mut self.call else {
            self.call = Some(match step {
                Argument::Call(call) => call,
                Argument::Text(name) => Call {
                    name,
                    arguments: Vec::new(),
                    place,
                },
                Argument::Keyword(name, _) => {
                    let message = format!("the home takes no `:{}`", name.text());
                    return Err(UrlError::new(place, message));
                }
            });
            return Ok(());
        };
        let (reference, default) = (self.reference, self.default);
        at_innermost(call, |call| match step {
            Argument::Keyword(name, value) => {
                let value = counted(call, &name, value, reference, default)?;
                set(call, name, value);
                Ok(())
            }
            step => {
                call.arguments.push(step);
                Ok(())
            }
        })
    }

    /// The expression, with the places that it has in its own spelling, and within the bounds of addresses.
    fn arrive(self) -> Result<Expression, UrlError> {
        let arrived = Expression { call: self.call };
        parse(&arrived.to_string()).map_err(|fault| {
            let message = format!("this leads too far: {}", fault.message);
            UrlError::new(0..self.reference.len(), message)
        })
    }
}

/// Does something with the call that the last words of an address belong to.
fn at_innermost<T>(call: &mut Call, act: impl FnOnce(&mut Call) -> T) -> T {
    match call.arguments.iter_mut().rfind(|it| !it.is_keyword()) {
        Some(Argument::Call(inner)) => at_innermost(inner, act),
        _ => act(call),
    }
}

/// Takes away the last word of the innermost call with the call's keywords; `false` when nothing of `call` is left.
fn pop(call: &mut Call) -> bool {
    let Some(last) = call.arguments.iter().rposition(|it| !it.is_keyword()) else {
        return false;
    };
    let inside = match &mut call.arguments[last] {
        Argument::Call(inner) => Some(pop(inner)),
        _ => None,
    };
    match inside {
        Some(true) => {}
        Some(false) => {
            call.arguments.remove(last);
        }
        None => {
            call.arguments.remove(last);
            call.arguments.retain(|it| !it.is_keyword());
        }
    }
    true
}

fn set(call: &mut Call, name: Word, value: Word) {
    let known = call
        .arguments
        .iter_mut()
        .find_map(|argument| match argument {
            Argument::Keyword(known, old) if *known == name => Some(old),
            _ => None,
        });
    match known {
        Some(old) => *old = value,
        None => call.arguments.push(Argument::Keyword(name, value)),
    }
}

/// The value of a keyword; `+1` and `-1` count from the one that it has.
fn counted(
    call: &Call,
    name: &Word,
    value: Word,
    reference: &str,
    default: &dyn Fn(&Call, &str) -> Option<i64>,
) -> Result<Word, UrlError> {
    if !begins_with(&reference[value.place()], &['+', '-']) {
        return Ok(value);
    }
    let place = value.place();
    let Ok(step) = value.text().parse::<i64>() else {
        return Err(UrlError::new(
            place,
            format!("`{}` is no step: a step is a whole number", value.text()),
        )
        .help("percent-encode the sign if it is text: `%2B`, `%2D`"));
    };
    let here = match call.keyword(name.text()) {
        Some(value) => value.text().parse().map_err(|_| {
            let message = format!(
                "`:{}` is `{}` here, which is no number to count from",
                name.text(),
                value.text()
            );
            UrlError::new(place.clone(), message)
        })?,
        None => default(call, name.text()).ok_or_else(|| {
            let message = format!("`:{}` has no value here to count from", name.text());
            UrlError::new(place.clone(), message)
        })?,
    };
    match i64::checked_add(here, step) {
        Some(number) => Ok(Word::new(number.to_string(), place)),
        None => Err(UrlError::new(
            place,
            "this counts beyond the largest number",
        )),
    }
}
