//! Words from Fluent files: `shared/words/<language>/*.ftl`, inside the binary.
//!
//! To add a language: add a folder with the same messages. What it lacks is said in English.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use include_dir::{Dir, include_dir};
use unic_langid::LanguageIdentifier;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../words");
const FALLBACK: &str = "en";

/// All languages.
pub(crate) struct Words {
    languages: Vec<Language>,
    fallback: usize,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberStyle {
    /// `1,234.50`, the currency's sign before it.
    Point,
    /// `1.234,50`, the currency's sign after it.
    Comma,
}

/// One language.
pub(crate) struct Language {
    /// Its folder's name: `en`.
    pub(crate) tag: &'static str,
    /// How it writes numbers: its message `number-style`.
    pub(crate) numbers: NumberStyle,
    bundle: FluentBundle<Arc<FluentResource>>,
}

impl Words {
    /// Reads the files in the binary.
    pub(crate) fn embedded() -> Result<Self, String> {
        let fallback_files = match FILES.get_dir(FALLBACK) {
            Some(dir) => resources(dir)?,
            None => return Err(format!("there is no folder shared/words/{FALLBACK}")),
        };
        let mut languages = Vec::new();
        for dir in FILES.dirs() {
            let tag = dir.path().to_str().unwrap_or_default();
            languages.push(Language::new(tag, &fallback_files, &resources(dir)?)?);
        }
        let fallback = languages
            .iter()
            .position(|language| language.tag == FALLBACK)
            .unwrap_or(0);
        Ok(Self {
            languages,
            fallback,
        })
    }

    /// The language for a locale such as `de-AT`: the same tag, else the same language, else English.
    pub(crate) fn language(&self, locale: &str) -> &Language {
        let exact = || {
            self.languages
                .iter()
                .find(|language| language.tag.eq_ignore_ascii_case(locale))
        };
        let short = locale.split(['-', '_']).next().unwrap_or_default();
        let near = || {
            self.languages
                .iter()
                .find(|language| language.tag.eq_ignore_ascii_case(short))
        };
        exact()
            .or_else(near)
            .unwrap_or(&self.languages[self.fallback])
    }

    /// All languages.
    pub(crate) fn languages(&self) -> &[Language] {
        &self.languages
    }
}

fn resources(dir: &'static Dir<'static>) -> Result<Vec<Arc<FluentResource>>, String> {
    let files = dir.files().filter(|file| {
        file.path()
            .extension()
            .is_some_and(|extension| extension == "ftl")
    });
    files
        .map(|file| {
            let text = file.contents_utf8().unwrap_or_default().to_owned();
            let parsed = FluentResource::try_new(text);
            parsed.map(Arc::new).map_err(|(_, errors)| {
                format!("shared/words/{}: {errors:?}", file.path().display())
            })
        })
        .collect()
}

impl Language {
    fn new(
        tag: &'static str,
        fallback: &[Arc<FluentResource>],
        own: &[Arc<FluentResource>],
    ) -> Result<Self, String> {
        let id: LanguageIdentifier = tag
            .parse()
            .map_err(|_| format!("shared/words/{tag}: the folder's name is not a language tag"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        for file in fallback.iter().chain(own) {
            bundle.add_resource_overriding(file.clone());
        }
        let mut language = Self {
            tag,
            numbers: NumberStyle::Point,
            bundle,
        };
        if language.say("number-style", None) == "comma" {
            language.numbers = NumberStyle::Comma;
        }
        Ok(language)
    }

    /// A message in this language. One that is missing is said by its name, so that a page never fails for a word.
    pub(crate) fn say<'a>(&'a self, id: &'a str, args: Option<&FluentArgs<'_>>) -> Cow<'a, str> {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            tracing::debug!(
                language = self.tag,
                message = id,
                "no words for “{id}” in {}",
                self.tag
            );
            return Cow::Borrowed(id);
        };
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, args, &mut errors);
        if !errors.is_empty() {
            tracing::debug!(
                language = self.tag,
                message = id,
                ?errors,
                "“{id}” lacks an argument in {}",
                self.tag
            );
        }
        said
    }
}
