//! Text made to fit: cut, filled, repeated, freed of tags, put in the singular or the plural.

use super::parts::{bound_text, keep, number_of, optional, text, write_joined};
use super::{Table, define, tags};
use crate::run::failure::{Failed, expected, wrong};
use crate::run::work::Work;
use crate::value::Val;

pub(super) const TABLE: Table = Table {
    subject: "Text made to fit",
    lines: &[
        define(
            "(truncate text:Str? length:Int ending?:Str) -> Str?",
            "The text, or if it is longer its beginning up to a word's end with `…`, in at most so many characters.",
            "(truncate \"Bread and wine\" 10)",
            truncate,
        ),
        define(
            "(pad-start text:Str|Num length:Int fill?:Str) -> Str",
            "The text, filled at its start to so many characters; with spaces if not said.",
            "(pad-start 7 3 \"0\")",
            |work, args| {
                let (text, filling) = padding(work, args)?;
                keep(work, &format!("{filling}{text}"))
            },
        ),
        define(
            "(pad-end text:Str|Num length:Int fill?:Str) -> Str",
            "The text, filled at its end to so many characters; with spaces if not said.",
            "(pad-end \"Bread\" 8 \".\")",
            |work, args| {
                let (text, filling) = padding(work, args)?;
                keep(work, &format!("{text}{filling}"))
            },
        ),
        define(
            "(repeat text:Str times:Int) -> Str",
            "The text so many times.",
            "(repeat \"ab\" 3)",
            |work, args| {
                let (text, times) = (text(args[0])?, number_of(args[1])?);
                bound_text(work, text.len().saturating_mul(times))?;
                // The empty text is as long after any number of times.
                let times = if text.is_empty() { 0 } else { times };
                keep(work, &text.repeat(times))
            },
        ),
        define(
            "(strip-tags html:Str|Safe?) -> Str",
            "What HTML says: its text without tags, comments, scripts and styles, characters in place of entities.",
            "(strip-tags \"<p>Bread &amp; <b>wine</b></p>\")",
            |work, args| match args[0] {
                Val::Nil => Ok(Val::Str("")),
                Val::Str(html) => tags::strip(work, html),
                Val::Safe(html) => tags::strip(work, html.as_html()),
                other => Err(expected("Str or Safe", other)),
            },
        ),
        define(
            "(pluralize number:Num one:Str many:Str) -> Str",
            "The word for one, or for another number; for words in the page's language there is `t`.",
            "(pluralize 2 \"loaf\" \"loaves\")",
            |_, args| {
                let number = super::parts::decimal(args[0])?;
                let (one, many) = (text(args[1])?, text(args[2])?);
                let is_one = number == rust_decimal::Decimal::ONE;
                Ok(Val::Str(if is_one { one } else { many }))
            },
        ),
    ],
};

fn truncate<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let length = number_of(args[1])?;
    let ending = optional(args, 2).map_or(Ok("…"), text)?;
    work.burn_bytes(ending.len())?;
    if let Val::Nil = args[0] {
        return Ok(Val::Nil);
    }
    let text = text(args[0])?;
    work.burn_bytes(text.len().min(length.saturating_mul(4)))?;
    if text.char_indices().nth(length).is_none() {
        return Ok(Val::Str(text));
    }
    let room = length.saturating_sub(ending.chars().count());
    let (cut, next) = text
        .char_indices()
        .nth(room)
        .map_or((text, ' '), |(at, next)| (&text[..at], next));
    let at_word_end = next.is_whitespace() || cut.ends_with(char::is_whitespace);
    let last_word_end = cut
        .rfind(char::is_whitespace)
        .filter(|end| !at_word_end && !cut[..*end].trim().is_empty());
    let kept = last_word_end.map_or(cut, |end| &cut[..end]);
    let ending: String = ending.chars().take(length).collect();
    keep(work, &format!("{}{ending}", kept.trim_end()))
}

/// The text and what it must be filled with.
fn padding<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<(String, String), Failed> {
    let mut text = String::new();
    match args[0] {
        value @ (Val::Str(_) | Val::Int(_) | Val::Dec(_)) => write_joined(value, &mut text)?,
        other => return Err(expected("Str or a number", other)),
    }
    let length = number_of(args[1])?;
    let fill = optional(args, 2).map_or(Ok(" "), super::parts::text)?;
    if fill.is_empty() {
        return Err(wrong("the text to fill with is empty"));
    }
    // Three texts are made of it.
    work.burn_bytes(text.len().saturating_mul(3) + 64)?;
    let missing = length.saturating_sub(text.chars().count());
    bound_text(work, missing)?;
    let longest = fill.chars().take(missing).map(char::len_utf8).max();
    bound_text(work, missing.saturating_mul(longest.unwrap_or(0)))?;
    Ok((text, fill.chars().cycle().take(missing).collect()))
}

#[cfg(test)]
mod tests {
    use super::padding;
    use crate::limits::{Limit, Limits};
    use crate::render_error::RenderErrorKind;
    use crate::run::work::Work;
    use crate::value::{Arena, Val};

    #[test]
    fn what_fills_a_text_is_bounded_in_bytes() {
        let limits = Limits::tenant();
        let arena = Arena::new(limits.arena_bytes);
        let filled = |length: i64, fill: &str| {
            let args = [Val::Str("a"), Val::Int(length), Val::Str(fill)];
            let made = padding(&Work::new(&arena, &limits), &args);
            made.map(|(_, filling)| filling.len())
                .map_err(|failed| failed.kind)
        };
        assert_eq!(filled(131_000, "."), Ok(130_999));
        assert_eq!(filled(32_001, "😀"), Ok(128_000));
        let full = || Err(RenderErrorKind::Limit(Limit::ArenaBytes));
        assert_eq!(filled(131_000, "😀"), full());
        assert_eq!(filled(131_000, ".😀"), full());
        assert_eq!(filled(i64::MAX, "."), full());
    }
}
