//! A block's text to inline tokens.
//!
//! Rules are tried in order at each place. A rule may also be asked only whether and how far it
//! would reach ([`Mode::Ask`]): that is how a link's label is found before it is parsed.

mod delimiters;
mod link;
mod mark;
mod note;
mod script;
mod simple;

use super::chars::{is_punctuation, is_white, width_at};
use super::token::{Kind, Token, join_neighbours};
use super::{Definitions, NESTING_MAX};
pub(super) use simple::{is_link_close, is_link_open};

use delimiters::Delimiter;
use std::collections::HashMap;

/// Parses the text of one block.
pub(super) fn parse(source: &str, definitions: &mut Definitions) -> Vec<Token> {
    let mut state = State::new(source, definitions);
    state.tokenize();
    let State {
        mut tokens,
        mut delimiters,
        mut closed_delimiters,
        ..
    } = state;
    // emphasis pairs up within each link and at the top, strictly apart
    closed_delimiters.insert(0, std::mem::take(&mut delimiters));
    for list in &mut closed_delimiters {
        delimiters::pair_up(list);
    }
    for list in &closed_delimiters {
        mark::strike(&mut tokens, list);
    }
    for list in &closed_delimiters {
        mark::highlight(&mut tokens, list);
    }
    for list in &closed_delimiters {
        mark::emphasis(&mut tokens, list);
    }
    set_levels(&mut tokens);
    join_neighbours(&mut tokens);
    tokens
}

fn set_levels(tokens: &mut [Token]) {
    let mut level = 0usize;
    for token in tokens {
        if token.nesting < 0 {
            level = level.saturating_sub(1);
        }
        token.level = level;
        if token.nesting > 0 {
            level += 1;
        }
    }
}

/// Whether a rule makes tokens or only says how far it would reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Make,
    Ask,
}

type Rule = fn(&mut State<'_>, Mode) -> bool;

const RULES: [Rule; 17] = [
    simple::text,
    simple::address,
    simple::newline,
    simple::escape,
    simple::code,
    mark::tokenize_strike,
    mark::tokenize_highlight,
    mark::tokenize_emphasis,
    script::superscript,
    script::subscript,
    link::link,
    link::image,
    note::inline_note,
    note::reference,
    simple::autolink,
    simple::html,
    simple::entity,
];

struct State<'a> {
    source: &'a str,
    definitions: &'a mut Definitions,
    tokens: Vec<Token>,
    at: usize,
    max: usize,
    level: usize,
    /// Text not yet made a token.
    pending: String,
    pending_level: usize,
    /// How far the rules reach from a place, once asked.
    reach: HashMap<usize, usize>,
    delimiters: Vec<Delimiter>,
    outer_delimiters: Vec<usize>,
    /// One list for each pair of tags that opened; the open ones are named by their place here.
    closed_delimiters: Vec<Vec<Delimiter>>,
    /// The last place of a run of so many backticks.
    backticks: HashMap<usize, usize>,
    backticks_scanned: bool,
    link_level: isize,
    /// Ends of tags, comments and the like that are known not to follow a place.
    missing_ends: Vec<(&'static str, usize)>,
}

impl<'a> State<'a> {
    fn new(source: &'a str, definitions: &'a mut Definitions) -> Self {
        Self {
            source,
            definitions,
            tokens: Vec::new(),
            at: 0,
            max: source.len(),
            level: 0,
            pending: String::new(),
            pending_level: 0,
            reach: HashMap::new(),
            delimiters: Vec::new(),
            outer_delimiters: Vec::new(),
            closed_delimiters: Vec::new(),
            backticks: HashMap::new(),
            backticks_scanned: false,
            link_level: 0,
            missing_ends: Vec::new(),
        }
    }

    fn tokenize(&mut self) {
        let end = self.max;
        while self.at < end {
            let matched =
                self.level < NESTING_MAX && RULES.iter().any(|rule| rule(self, Mode::Make));
            if matched {
                continue;
            }
            let width = width_at(self.source, self.at);
            self.pending
                .push_str(&self.source[self.at..self.at + width]);
            self.at += width;
        }
        if !self.pending.is_empty() {
            self.push_pending();
        }
    }

    /// Steps over what the rules match here, without making it.
    fn skip(&mut self) {
        let from = self.at;
        if let Some(&reach) = self.reach.get(&from) {
            self.at = reach;
            return;
        }
        let mut matched = false;
        if self.level < NESTING_MAX {
            for rule in RULES {
                self.level += 1;
                matched = rule(self, Mode::Ask);
                self.level -= 1;
                if matched {
                    break;
                }
            }
        } else {
            self.at = self.max;
        }
        if !matched {
            self.at += width_at(self.source, self.at);
        }
        self.reach.insert(from, self.at);
    }

    fn push_pending(&mut self) {
        let content = std::mem::take(&mut self.pending);
        let level = self.pending_level;
        self.tokens.push(Token {
            level,
            ..Token::text(content)
        });
    }

    fn push(&mut self, kind: Kind, tag: &'static str, nesting: i8) -> &mut Token {
        if !self.pending.is_empty() {
            self.push_pending();
        }
        if nesting < 0 {
            self.level -= 1;
            if let Some(outer) = self.outer_delimiters.pop() {
                let inner = std::mem::take(&mut self.delimiters);
                self.delimiters = std::mem::replace(&mut self.closed_delimiters[outer], inner);
            }
        }
        let level = self.level;
        if nesting > 0 {
            self.level += 1;
            self.outer_delimiters.push(self.closed_delimiters.len());
            self.closed_delimiters
                .push(std::mem::take(&mut self.delimiters));
        }
        self.pending_level = self.level;
        let at = self.tokens.len();
        self.tokens.push(Token {
            level,
            ..Token::new(kind, tag, nesting)
        });
        &mut self.tokens[at]
    }

    fn byte(&self) -> Option<u8> {
        self.byte_at(self.at)
    }

    fn byte_at(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// The run of marks here: how long it is, and whether it can open or close emphasis.
    fn scan_run(&self, can_split_word: bool) -> Run {
        let start = self.at;
        let marker = self.byte();
        let bytes = self.source.as_bytes();
        let length = bytes[start..self.max]
            .iter()
            .take_while(|b| Some(**b) == marker)
            .count();
        let before = self.source[..start].chars().next_back().unwrap_or(' ');
        let after = self.source[start + length..self.max]
            .chars()
            .next()
            .unwrap_or(' ');
        let (white_before, white_after) = (is_white(before), is_white(after));
        let (punct_before, punct_after) = (is_punctuation(before), is_punctuation(after));
        let left = !white_after && (!punct_after || white_before || punct_before);
        let right = !white_before && (!punct_before || white_after || punct_after);
        Run {
            length,
            opens: left && (can_split_word || !right || punct_before),
            closes: right && (can_split_word || !left || punct_after),
        }
    }
}

struct Run {
    length: usize,
    opens: bool,
    closes: bool,
}
