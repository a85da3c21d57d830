//! A stored document: bounded when read, kept untouched.

use serde_json::Value;
use std::fmt;

/// The largest document that is read, in bytes.
pub(crate) const BYTES_MAX: usize = 10 * 1024 * 1024;
/// The deepest nesting of JSON that is read. The editor nests lists about ten deep.
pub(crate) const DEPTH_MAX: usize = 200;
/// The most JSON values that a document may hold.
pub(crate) const VALUES_MAX: usize = 1_000_000;

/// A Lexical document as it is stored: its JSON, known to be an object with a `root`.
///
/// Nodes and properties that this crate does not know stay as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    json: Value,
}

/// Why a text is not a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError {
    /// More than 10 MB.
    TooLong {
        /// How many bytes came.
        bytes: usize,
    },
    /// Nested deeper than 200 levels.
    TooDeep,
    /// More than a million values.
    TooMany,
    /// Not JSON.
    NotJson {
        /// The line of the fault, from 1.
        line: usize,
        /// The column of the fault, from 1.
        column: usize,
        /// What the JSON reader says.
        reason: String,
    },
    /// JSON without `root.children`.
    NoRoot,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes } => write!(
                f,
                "the document has {bytes} bytes, at most {BYTES_MAX} are read: split it in two"
            ),
            Self::TooDeep => write!(
                f,
                "the document is nested deeper than {DEPTH_MAX} levels: flatten its lists"
            ),
            Self::TooMany => write!(
                f,
                "the document has more than {VALUES_MAX} values: split it in two"
            ),
            Self::NotJson {
                line,
                column,
                reason,
            } => {
                write!(
                    f,
                    "the document is not JSON at line {line}, column {column}: {reason}"
                )
            }
            Self::NoRoot => write!(
                f,
                "the document has no `root` with `children`: it is not a Lexical document"
            ),
        }
    }
}

impl std::error::Error for ParseError {}

impl Document {
    /// Reads a document from its JSON text.
    ///
    /// # Errors
    /// When the text is too large, too deep, not JSON, or has no `root` with `children`.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        if text.len() > BYTES_MAX {
            return Err(ParseError::TooLong { bytes: text.len() });
        }
        check_shape(text)?;
        let json = match read(text) {
            Ok(json) => json,
            Err(error) => match mend_surrogates(text) {
                Some(mended) => read(&mended).map_err(not_json)?,
                None => return Err(not_json(error)),
            },
        };
        Self::from_value(json)
    }

    /// Takes JSON that is already in memory.
    ///
    /// # Errors
    /// When it has no `root` with `children`, or is too deep.
    pub fn from_value(json: Value) -> Result<Self, ParseError> {
        if !json.pointer("/root/children").is_some_and(Value::is_array) {
            return Err(ParseError::NoRoot);
        }
        if depth_over(&json, DEPTH_MAX) {
            return Err(ParseError::TooDeep);
        }
        Ok(Self { json })
    }

    /// An empty document: one empty paragraph, as the editor begins.
    pub fn blank() -> Self {
        let json = serde_json::json!({"root": {
            "children": [{
                "children": [], "direction": null, "format": "", "indent": 0,
                "type": "paragraph", "version": 1
            }],
            "direction": null, "format": "", "indent": 0, "type": "root", "version": 1
        }});
        Self { json }
    }

    /// The document as JSON text, with everything that came in, in the same order.
    pub fn to_json(&self) -> String {
        self.json.to_string()
    }

    /// The document as JSON.
    pub fn as_value(&self) -> &Value {
        &self.json
    }

    pub(crate) fn as_value_mut(&mut self) -> &mut Value {
        &mut self.json
    }

    /// The nodes at the top of the document.
    pub(crate) fn children(&self) -> &[Value] {
        match self.json.pointer("/root/children") {
            Some(Value::Array(children)) => children,
            _ => &[],
        }
    }
}

/// The depth is already known to be small, so serde_json's own limit of 128 is not needed.
fn read(text: &str) -> serde_json::Result<Value> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let value = serde::Deserialize::deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

fn not_json(error: serde_json::Error) -> ParseError {
    // serde_json says the place itself at the end of its sentence
    let reason = error.to_string();
    let reason = reason
        .split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned();
    ParseError::NotJson {
        line: error.line(),
        column: error.column(),
        reason,
    }
}

/// Counts depth and values before anything is built, so that a hostile text costs one pass.
fn check_shape(text: &str) -> Result<(), ParseError> {
    let (mut depth, mut values) = (0usize, 1usize);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                depth += 1;
                values += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if depth > DEPTH_MAX {
            return Err(ParseError::TooDeep);
        }
    }
    if values > VALUES_MAX {
        return Err(ParseError::TooMany);
    }
    Ok(())
}

fn depth_over(value: &Value, limit: usize) -> bool {
    let mut open = vec![(value, 0usize)];
    while let Some((value, depth)) = open.pop() {
        if depth > limit {
            return true;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(map) => open.extend(map.values().map(|item| (item, depth + 1))),
            _ => {}
        }
    }
    false
}

/// JavaScript writes half an emoji as `\ud83d`, which is no JSON text for anyone else. Ghost cuts
/// titles and descriptions by UTF-16 units, so such halves do occur; they become U+FFFD here.
fn mend_surrogates(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let unit_at = |at: usize| -> Option<u32> {
        let escape = text.get(at..at + 6)?;
        let hex = escape.strip_prefix("\\u")?;
        u32::from_str_radix(hex, 16).ok()
    };
    let mut out = String::with_capacity(text.len());
    let (mut at, mut copied, mut mended) = (0, 0, false);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match unit_at(at) {
            Some(0xD800..=0xDBFF) if matches!(unit_at(at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                out.push_str(&text[copied..at]);
                out.push_str("\\ufffd");
                at += 6;
                copied = at;
                mended = true;
            }
            // any other escape is two bytes at least; its second may be a backslash
            _ => at += 2,
        }
    }
    out.push_str(&text[copied..]);
    mended.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_everything_in_order() {
        let text = r#"{"root":{"children":[{"type":"x-new","z":1,"a":[1.5,null]}],"type":"root","extra":{"q":"ü"}},"top":true}"#;
        let document = Document::parse(text).unwrap();
        assert_eq!(document.to_json(), text);
    }

    #[test]
    fn refuses_what_is_no_document() {
        assert_eq!(Document::parse("{}"), Err(ParseError::NoRoot));
        assert_eq!(
            Document::parse(r#"{"root":{"children":3}}"#),
            Err(ParseError::NoRoot)
        );
        assert!(matches!(
            Document::parse("{\n \"root\": x}"),
            Err(ParseError::NotJson { line: 2, .. })
        ));
        assert!(matches!(
            Document::parse(""),
            Err(ParseError::NotJson { .. })
        ));
        let deep = "[".repeat(DEPTH_MAX + 1);
        assert_eq!(Document::parse(&deep), Err(ParseError::TooDeep));
        let long = " ".repeat(BYTES_MAX + 1);
        assert_eq!(
            Document::parse(&long),
            Err(ParseError::TooLong {
                bytes: BYTES_MAX + 1
            })
        );
        let many = format!("[{}1]", "1,".repeat(VALUES_MAX));
        assert_eq!(Document::parse(&many), Err(ParseError::TooMany));
    }

    #[test]
    fn mends_half_an_emoji() {
        let text = r#"{"root":{"children":[],"t":"a\ud83d b\\ud83d \ud83d\ude00 \udc00"}}"#;
        let document = Document::parse(text).unwrap();
        let t = document.as_value().pointer("/root/t").unwrap();
        assert_eq!(t, "a\u{fffd} b\\ud83d 😀 \u{fffd}");
    }
}
