//! The functions that the frame lends to templates: words, addresses, dates, money.

mod dates;
mod money;

use std::borrow::Cow;

use chrono_tz::Tz;
use contracts::{AppName, Currency, Instant, Money};
use fluent_bundle::{FluentArgs, FluentValue};
use sx::{Arena, Host, HostArgs, HostError, HostFunction, Keywords, Val};

use crate::assets::Assets;
use crate::urls::Urls;
use crate::words::Language;
use dates::DateStyle;

/// The table that every template is compiled with.
pub(crate) const FUNCTIONS: &[HostFunction] = &[
    HostFunction::new("t", 1..=1, "Words from Fluent, in the page's language.")
        .keywords(Keywords::Any)
        .described(
            "(t message:Str &key …) -> Str",
            "(t \"articles-count\" :count 3)",
        ),
    HostFunction::new(
        "asset",
        1..=1,
        "The content-hashed address of a static file.",
    )
    .described("(asset path:Str) -> Str", "(asset \"css/site.css\")"),
    HostFunction::new("app-url", 2..=2, "An absolute address on an app's host.").described(
        "(app-url app:Str path:Str) -> Str",
        "(app-url \"market\" \"/bread/\")",
    ),
    HostFunction::new(
        "date",
        1..=1,
        "An instant (microseconds UTC) in the site's zone and language; styles are long short iso time weekday day-month year.",
    )
    .keywords(Keywords::Only(&["style"]))
    .described(
        "(date instant:Int &key style?:Str) -> Str",
        "(date 1782948600000000 :style \"long\")",
    ),
    HostFunction::new("money", 2..=2, "Minor units as people write them.").described(
        "(money minor:Int currency:Str) -> Str",
        "(money 350 \"GBP\")",
    ),
];

/// Carries out the functions for one page: in its language and zone.
pub(crate) struct HostFunctions<'h> {
    pub(crate) assets: &'h Assets,
    pub(crate) urls: &'h Urls,
    pub(crate) language: &'h Language,
    pub(crate) zone: Tz,
}

impl Host for HostFunctions<'_> {
    fn call<'v>(
        &'v self,
        name: &str,
        args: HostArgs<'_, 'v>,
        arena: &'v Arena,
    ) -> Result<Val<'v>, HostError> {
        match name {
            "t" => self.words(args, arena),
            "asset" => kept(self.assets.address(args.text(0)?), arena),
            "app-url" => {
                let app: AppName = args
                    .text(0)?
                    .parse()
                    .map_err(|error| HostError::new(format!("{error}")))?;
                Ok(Val::Str(arena.text(&self.urls.url(app, args.text(1)?))?))
            }
            "date" => self.date(args, arena),
            "money" => self.money(args, arena),
            _ => Err(HostError::new(format!(
                "the frame has no function `{name}`"
            ))),
        }
    }
}

/// Borrowed text as it is, made text in the arena.
fn kept<'v>(text: Cow<'v, str>, arena: &'v Arena) -> Result<Val<'v>, HostError> {
    Ok(Val::Str(match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => arena.text(&text)?,
    }))
}

impl HostFunctions<'_> {
    fn words<'v>(&'v self, args: HostArgs<'_, 'v>, arena: &'v Arena) -> Result<Val<'v>, HostError> {
        let id = args.text(0)?;
        let mut given = FluentArgs::new();
        for (name, value) in args.keywords() {
            given.set(name, fluent(value)?);
        }
        let said = self.language.say(id, Some(&given));
        kept(said, arena)
    }

    fn date<'v>(&'v self, args: HostArgs<'_, 'v>, arena: &'v Arena) -> Result<Val<'v>, HostError> {
        let style = match args.keyword("style") {
            None => DateStyle::Long,
            Some(value) => value
                .as_str()
                .ok_or_else(|| HostError::expected("Str", value))?
                .parse()?,
        };
        let written = dates::write(Instant(args.int(0)?), style, self.zone, self.language);
        Ok(Val::Str(arena.text(&written)?))
    }

    fn money<'v>(&'v self, args: HostArgs<'_, 'v>, arena: &'v Arena) -> Result<Val<'v>, HostError> {
        let currency: Currency = args
            .text(1)?
            .parse()
            .map_err(|error| HostError::new(format!("{error}")))?;
        let written = money::write(
            Money {
                minor: args.int(0)?,
                currency,
            },
            self.language.numbers,
        );
        Ok(Val::Str(arena.text(&written)?))
    }
}

/// A template value as Fluent takes it; `nil` is the empty text, so that a message stays a sentence.
fn fluent(value: Val<'_>) -> Result<FluentValue<'_>, HostError> {
    match value {
        Val::Nil => Ok(FluentValue::from("")),
        Val::Bool(truth) => Ok(FluentValue::from(if truth { "true" } else { "false" })),
        Val::Int(number) => Ok(FluentValue::from(number)),
        Val::Dec(number) => Ok(FluentValue::from(number.to_string())),
        Val::Str(text) => Ok(FluentValue::from(text)),
        other => Err(HostError::expected("Str, Int, Dec, Bool or nil", other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_what_its_signature_says() {
        for function in FUNCTIONS {
            assert!(!function.signature.is_empty(), "{}", function.name);
            assert_eq!(function.fault(), None);
        }
    }
}
