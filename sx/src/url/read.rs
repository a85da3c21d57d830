//! Text to expressions. What is percent-encoded is text and never structure, so a word may hold every character.

use std::ops::Range;

use super::error::UrlError;
use super::escape::decoded;
use super::expression::{Argument, Call, Expression, Word};
use super::{BYTES_MAX, DEPTH_MAX, ITEMS_MAX};

/// Reads what stands after `/sx/` in a path, still percent-encoded.
///
/// Forgiven, so that a program can lead to the one spelling ([`Expression`]'s `Display`): white space beside
/// structure (percent-encoded, too), slashes at the ends, missing outer parentheses (`language` for `(language)`), and parentheses that are
/// percent-encoded altogether, as some mail programs leave them.
pub fn parse(text: &str) -> Result<Expression, UrlError> {
    read(text).map_err(|fault| match fault.suggestion {
        // Only if it closes into something that can be read.
        Some(closed) => UrlError {
            suggestion: read(&closed).ok().map(|closed| closed.to_string()),
            ..fault
        },
        None => fault,
    })
}

fn read(text: &str) -> Result<Expression, UrlError> {
    let tokens = tokens(text)?;
    let mut reader = Reader::new(text, &tokens);
    let call = match reader.peek().map(|token| &token.kind) {
        None => return Ok(Expression::home()),
        Some(Kind::Dot) => {
            let message = "an address that begins with a dot is relative, and says something only on another page";
            return Err(reader.fault(message));
        }
        Some(Kind::Open) => reader.call(1)?,
        Some(Kind::Close) => return Err(reader.fault(CLOSES_NOTHING)),
        Some(_) => reader.bare_call()?,
    };
    reader.end()?;
    Ok(Expression { call: Some(call) })
}

const CLOSES_NOTHING: &str = "this `)` closes nothing";

pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) place: Range<usize>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    Dot,
    /// With what a keyword says after its colon.
    Keyword(String),
    Word(String),
}

/// How the parentheses of a text are spelt.
struct Spelling {
    open: &'static str,
    close: &'static str,
}

const PLAIN: Spelling = Spelling {
    open: "(",
    close: ")",
};
const ENCODED: Spelling = Spelling {
    open: "%28",
    close: "%29",
};

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, UrlError> {
    if text.len() > BYTES_MAX {
        let message = format!(
            "this address has {} bytes; at most {BYTES_MAX} are read",
            text.len()
        );
        return Err(UrlError::new(BYTES_MAX..text.len(), message));
    }
    let start = text.len() - text.trim_start_matches('/').len();
    let end = text.trim_end_matches('/').len().max(start);
    // No call's name begins with a parenthesis, so a whole address that does was encoded by somebody else.
    let is_encoded = !text.contains('(') && text[start..end].starts_with(ENCODED.open);
    let spelling = if is_encoded { ENCODED } else { PLAIN };
    let mut found = Vec::new();
    let mut at = start;
    while at < end {
        let rest = &text[at..end];
        let (kind, length) = if rest.starts_with(spelling.open) {
            (Kind::Open, spelling.open.len())
        } else if rest.starts_with(spelling.close) {
            (Kind::Close, spelling.close.len())
        } else if rest.starts_with('.') {
            (Kind::Dot, 1)
        } else {
            let structure = [spelling.open, spelling.close, "."];
            let length = structure.iter().filter_map(|it| rest.find(it)).min();
            let raw = &rest[..length.unwrap_or(rest.len())];
            found.extend(word_token(raw, at)?);
            at += raw.len();
            continue;
        };
        found.push(Token {
            kind,
            place: at..at + length,
        });
        at += length;
    }
    Ok(found)
}

/// Whether a word begins with one of these as it was typed: encoded they are text. White space before it is forgiven,
/// be it encoded.
pub(super) fn begins_with(raw: &str, signs: &[char]) -> bool {
    raw.find(signs).is_some_and(|at| {
        let before = decoded(&raw[..at]);
        before.is_ok_and(|before| before.trim().is_empty())
    })
}

/// A word or keyword; `None` for white space alone.
fn word_token(raw: &str, at: usize) -> Result<Option<Token>, UrlError> {
    let whole = at..at + raw.len();
    let text = decoded(raw).map_err(|(offset, message)| {
        let start = at + offset;
        let end = if offset > 0 || raw.starts_with('%') {
            (start + 3).min(whole.end)
        } else {
            whole.end
        };
        UrlError::new(start..end, message)
    })?;
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(control) = text.chars().find(|char| char.is_control()) {
        let message = format!(
            "a word has no control characters such as U+{:04X}",
            u32::from(control)
        );
        return Err(UrlError::new(whole, message));
    }
    let kind = match text.strip_prefix(':').filter(|_| begins_with(raw, &[':'])) {
        Some("") => return Err(UrlError::new(whole, "a keyword has a name after its colon")),
        Some(name) => Kind::Keyword(name.to_owned()),
        None => Kind::Word(text.to_owned()),
    };
    Ok(Some(Token { kind, place: whole }))
}

pub(super) struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    items: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, tokens: &'t [Token]) -> Self {
        Reader {
            text,
            tokens,
            at: 0,
            items: 0,
        }
    }

    pub(super) fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn take(&mut self, kind: &Kind) -> bool {
        let is_there = self.peek().is_some_and(|token| token.kind == *kind);
        self.at += usize::from(is_there);
        is_there
    }

    /// A fault at the token that comes next, or at the end of the text.
    pub(super) fn fault(&self, message: impl Into<String>) -> UrlError {
        let end = self.text.len();
        let place = self.peek().map_or(end..end, |token| token.place.clone());
        UrlError::new(place, message)
    }

    /// Nothing may follow.
    pub(super) fn end(&self) -> Result<(), UrlError> {
        match self.peek().map(|token| &token.kind) {
            None => Ok(()),
            Some(Kind::Close) => Err(self.fault(CLOSES_NOTHING)),
            Some(_) => Err(self.fault("the address ends before this")),
        }
    }

    /// Takes a word, if one comes next.
    fn word(&mut self) -> Result<Option<Word>, UrlError> {
        match self.peek() {
            Some(Token {
                kind: Kind::Word(text),
                place,
            }) => self.counted(text, place).map(Some),
            _ => Ok(None),
        }
    }

    /// Takes the word or the name of the keyword that comes next, within the bounds of addresses.
    fn counted(&mut self, text: &str, place: &Range<usize>) -> Result<Word, UrlError> {
        self.at += 1;
        self.items += 1;
        if self.items > ITEMS_MAX {
            let message = format!("an address has at most {ITEMS_MAX} names, words and keywords");
            return Err(UrlError::new(place.clone(), message));
        }
        Ok(Word::new(text, place.clone()))
    }

    /// A call, from its `(` on.
    fn call(&mut self, depth: usize) -> Result<Call, UrlError> {
        let open = self.peek().map_or(0..0, |token| token.place.clone());
        self.at += 1;
        if depth > DEPTH_MAX {
            let message = format!("calls are nested deeper than {DEPTH_MAX}");
            return Err(UrlError::new(open, message));
        }
        let name = self.name()?;
        let mut arguments = Vec::new();
        loop {
            match self.peek() {
                Some(Token {
                    kind: Kind::Close,
                    place,
                }) => {
                    self.at += 1;
                    return Ok(Call {
                        name,
                        arguments,
                        place: open.start..place.end,
                    });
                }
                Some(_) => self.separated_argument(&mut arguments, depth)?,
                None => return Err(self.unclosed(&name)),
            }
        }
    }

    /// The same without its parentheses, which must then be the whole address.
    fn bare_call(&mut self) -> Result<Call, UrlError> {
        let name = self.name()?;
        let mut arguments = Vec::new();
        while self.peek().is_some_and(|token| token.kind != Kind::Close) {
            self.separated_argument(&mut arguments, 1)?;
        }
        let place = name.place.start..self.text.len();
        Ok(Call {
            name,
            arguments,
            place,
        })
    }

    fn name(&mut self) -> Result<Word, UrlError> {
        if let Some(name) = self.word()? {
            return Ok(name);
        }
        Err(self.fault(match self.peek().map(|token| &token.kind) {
            Some(Kind::Close) => "these parentheses call nothing: a name is missing",
            _ => "the name of a page function is missing here",
        }))
    }

    /// A dot and the argument after it.
    fn separated_argument(
        &mut self,
        arguments: &mut Vec<Argument>,
        depth: usize,
    ) -> Result<(), UrlError> {
        if !self.take(&Kind::Dot) {
            return Err(self.fault("a dot is missing before this"));
        }
        let argument = self.argument(depth)?;
        add(arguments, argument)
    }

    pub(super) fn argument(&mut self, depth: usize) -> Result<Argument, UrlError> {
        match self.peek() {
            Some(Token {
                kind: Kind::Open, ..
            }) => self.call(depth + 1).map(Argument::Call),
            Some(Token {
                kind: Kind::Keyword(name),
                place,
            }) => {
                let word = self.counted(name, place)?;
                let value = self.value(name)?;
                Ok(Argument::Keyword(word, value))
            }
            _ => match self.word()? {
                Some(word) => Ok(Argument::Text(word)),
                None => Err(self.fault("a word is missing after the dot")),
            },
        }
    }

    fn value(&mut self, keyword: &str) -> Result<Word, UrlError> {
        let word = match self.take(&Kind::Dot) {
            true => self.word()?,
            false => None,
        };
        word.ok_or_else(|| {
            self.fault(format!(
                "`:{keyword}` needs a word as its value: `:{keyword}.word`"
            ))
        })
    }

    fn unclosed(&self, name: &Word) -> UrlError {
        let mut depth = 0_usize;
        for token in self.tokens {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let missing = match depth {
            1 => "a `)` is".to_owned(),
            _ => format!("{depth} `)` are"),
        };
        let close = if self.text.contains(PLAIN.open) {
            PLAIN.close
        } else {
            ENCODED.close
        };
        let whole = self.text.trim_end_matches('/').to_owned() + &close.repeat(depth);
        self.fault(format!("{missing} missing here"))
            .help(format!("the call of `{}` is not closed", name.text()))
            .suggest(whole)
    }
}

/// Adds an argument, unless it is a keyword that is there already.
fn add(arguments: &mut Vec<Argument>, argument: Argument) -> Result<(), UrlError> {
    if let Argument::Keyword(name, _) = &argument {
        let is_given =
            |other: &Argument| matches!(other, Argument::Keyword(known, _) if known == name);
        if arguments.iter().any(is_given) {
            let message = format!("`:{}` is given twice", name.text());
            return Err(UrlError::new(argument.place(), message));
        }
    }
    arguments.push(argument);
    Ok(())
}
