//! Text to a wire. The text may come from anyone: the reader keeps its own stack, counts what it makes, and lets
//! nothing through that a template could not have written.

use std::fmt;

use rust_decimal::Decimal;

use super::frame::Frame;
use super::item::Item;
use super::node::{WireNode, WireValue};
use crate::read::{FormKind, token};

/// How much one text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WireLimits {
    /// Bytes of text. Default 8 MiB, as much as a render may write.
    pub bytes: usize,
    /// Pieces, values and keywords. Default a million.
    pub nodes: usize,
    /// Pieces inside each other. Default 512, which is what browsers nest; at most that.
    pub depth: usize,
    /// Whether HTML may stand in it. Default `true`: whoever reads what others wrote says `false`.
    pub html: bool,
}

impl Default for WireLimits {
    fn default() -> Self {
        WireLimits {
            bytes: 8 << 20,
            nodes: 1_000_000,
            depth: DEPTH_MAX,
            html: true,
        }
    }
}

/// What later passes walk by recursion.
const DEPTH_MAX: usize = 512;

/// Why a text is no wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireError {
    /// The byte at which it goes wrong.
    pub place: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.place, self.message)
    }
}

impl std::error::Error for WireError {}

/// Reads a wire.
pub fn decode(text: &str, limits: WireLimits) -> Result<Vec<WireNode>, WireError> {
    let mut decoder = Decoder {
        text,
        at: 0,
        limits,
        nodes: 0,
        stack: Vec::new(),
        done: Vec::new(),
    };
    match decoder.run() {
        Ok(()) => Ok(decoder.done),
        Err(message) => Err(WireError {
            place: decoder.at,
            message,
        }),
    }
}

struct Decoder<'t> {
    text: &'t str,
    at: usize,
    limits: WireLimits,
    nodes: usize,
    stack: Vec<Frame>,
    done: Vec<WireNode>,
}

impl<'t> Decoder<'t> {
    fn run(&mut self) -> Result<(), String> {
        if self.text.len() > self.limits.bytes {
            let (found, most) = (self.text.len(), self.limits.bytes);
            return Err(format!(
                "the text has {found} bytes; at most {most} are read"
            ));
        }
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
            self.at += blank.count();
            let Some(byte) = self.text.as_bytes().get(self.at) else {
                break;
            };
            match byte {
                b'(' => self.open_list()?,
                b'[' => self.open(Frame::list(), 1)?,
                b'{' => self.open(Frame::record(), 1)?,
                b')' | b']' | b'}' => self.close(*byte)?,
                b'"' => self.string()?,
                b':' => self.keyword()?,
                _ => self.atom()?,
            }
        }
        match self.stack.is_empty() {
            true => Ok(()),
            false => Err("the text ends inside a list".into()),
        }
    }

    fn open_list(&mut self) -> Result<(), String> {
        if let Some(frame) = self.stack.last().and_then(Frame::open_inside) {
            return self.open(frame?, 1);
        }
        let head = self.symbol(self.at + 1);
        let frame = match head {
            "raw!" if !self.limits.html => return Err("HTML is not wanted here".into()),
            "patch" if !self.stack.is_empty() => return Err("a patch stands alone".into()),
            head => Frame::of_head(head)?,
        };
        self.open(frame, 1 + head.len())
    }

    fn open(&mut self, frame: Frame, width: usize) -> Result<(), String> {
        let most = self.limits.depth.min(DEPTH_MAX);
        if self.stack.len() >= most {
            return Err(format!("pieces are nested deeper than {most}"));
        }
        self.count()?;
        self.stack.push(frame);
        self.at += width;
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Result<(), String> {
        let Some(frame) = self.stack.pop() else {
            return Err(format!("`{}` closes nothing", char::from(byte)));
        };
        let item = frame.close(byte)?;
        self.add(item)?;
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<(), String> {
        let body = &self.text[self.at + 1..];
        let end = token::string_end(body).ok_or("this string has no end")?;
        let text = token::unescape(&body[..end]).map_err(|(_, message)| message)?;
        self.count()?;
        self.add(Item::Text(text.into()))?;
        self.at += end + 2;
        Ok(())
    }

    fn keyword(&mut self) -> Result<(), String> {
        let name = self.symbol(self.at + 1);
        if name.is_empty() {
            return Err("a keyword has a name".into());
        }
        self.count()?;
        self.add(Item::Keyword(name.to_owned()))?;
        self.at += 1 + name.len();
        Ok(())
    }

    /// A name, a number, or one of the words that are values.
    fn atom(&mut self) -> Result<(), String> {
        let word = self.symbol(self.at);
        let item = match word {
            "" => {
                let found = self.text[self.at..].chars().next().unwrap_or_default();
                return Err(format!("`{found}` has no meaning here"));
            }
            "nil" => Item::Data(WireValue::Nil),
            "true" => Item::Data(WireValue::Bool(true)),
            "false" => Item::Data(WireValue::Bool(false)),
            word if token::looks_like_number(word) => Item::Data(number(word)?),
            word => Item::Name(word.to_owned()),
        };
        self.count()?;
        self.add(item)?;
        self.at += word.len();
        Ok(())
    }

    /// The run of symbol characters from a place.
    fn symbol(&self, from: usize) -> &'t str {
        let text = self.text;
        let rest = &text[from..];
        let end = rest.find(|c| !token::continues_symbol(c));
        &rest[..end.unwrap_or(rest.len())]
    }

    fn count(&mut self) -> Result<(), String> {
        self.nodes += 1;
        match self.nodes > self.limits.nodes {
            true => Err(format!("there are more than {} pieces", self.limits.nodes)),
            false => Ok(()),
        }
    }

    fn add(&mut self, item: Item) -> Result<(), String> {
        match self.stack.last_mut() {
            Some(frame) => frame.add(item),
            None => {
                self.done.push(item.into_node()?);
                Ok(())
            }
        }
    }
}

/// Whole numbers beyond the range of `Int` are decimals, as they are for hosts.
fn number(word: &str) -> Result<WireValue, String> {
    let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    match token::atom(word) {
        Ok(FormKind::Int(number)) => Ok(WireValue::Int(number)),
        Ok(FormKind::Dec(number)) => Ok(WireValue::Dec(number)),
        _ if !is_whole => Err(format!("`{word}` is no number")),
        _ => Decimal::from_str_exact(word)
            .map(WireValue::Dec)
            .map_err(|_| format!("`{word}` is no number")),
    }
}
