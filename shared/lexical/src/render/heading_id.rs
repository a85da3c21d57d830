//! The ids of headings: the words of the heading, percent-encoded, numbered when they repeat.

use crate::js;
use std::collections::HashMap;

/// Ghost counts ids in a plain JavaScript object, where the name `constructor` is already taken
/// by a function; so the first heading “Constructor” of a document gets this strange suffix.
pub(crate) const OBJECT_CONSTRUCTOR: &str = "function Object() { [native code] }";

/// The ids that a document has used so far.
#[derive(Debug, Default)]
pub(super) struct HeadingIds {
    used: HashMap<String, String>,
}

impl HeadingIds {
    pub(super) fn next(&mut self, heading: &str) -> String {
        let id = slug(heading);
        let inherited = (id == "constructor").then(|| OBJECT_CONSTRUCTOR.to_owned());
        match self.used.remove(&id).or(inherited) {
            None => {
                self.used.insert(id.clone(), "1".into());
                id
            }
            Some(suffix) => {
                let next = match suffix.parse::<u64>() {
                    Ok(count) => (count + 1).to_string(),
                    // adding one to a function's text appends a digit
                    Err(_) => format!("{suffix}1"),
                };
                let numbered = format!("{id}-{suffix}");
                self.used.insert(id, next);
                numbered
            }
        }
    }
}

/// The words of a heading as an id: without symbols, dashes for spaces, percent-encoded.
pub(crate) fn slug(text: &str) -> String {
    let lower = js::trim(text).to_lowercase();
    let mut dashed = String::with_capacity(lower.len());
    let mut in_space = false;
    for c in lower.chars() {
        if is_symbol(c) {
            continue;
        }
        if js::is_space(c) {
            if !in_space {
                dashed.push('-');
            }
            in_space = true;
        } else {
            dashed.push(c);
            in_space = false;
        }
    }
    encode(&without_loose_dashes(&dashed))
}

/// Removes a dash at either end, and runs of dashes altogether.
fn without_loose_dashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut at_start = true;
    while let Some(dash) = rest.find('-') {
        out.push_str(&rest[..dash]);
        at_start &= dash == 0;
        let run = &rest[dash..];
        let after = run.trim_start_matches('-');
        let mut count = run.len() - after.len();
        if at_start {
            // the dash at the very start is taken first, the others count as a run of their own
            count -= 1;
        }
        let single = count == 1 && !after.is_empty();
        if single {
            out.push('-');
        }
        at_start = false;
        rest = after;
    }
    out.push_str(rest);
    out
}

fn is_symbol(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '-' | '`')
}

/// `encodeURIComponent`.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (text, expected) in [
            ("Heading & three <x>", "heading-three-x"),
            ("Ünïcode heading 四", "%C3%BCn%C3%AFcode-heading-%E5%9B%9B"),
            ("a - b", "ab"),
            ("-a-", "a"),
            ("--a--", "-a"),
            ("---a", "a"),
            ("a-b", "a-b"),
            ("`x`", "%60x%60"),
            ("  ", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn repeats_are_numbered() {
        let mut ids = HeadingIds::default();
        assert_eq!(ids.next("One"), "one");
        assert_eq!(ids.next("One"), "one-1");
        assert_eq!(ids.next("one"), "one-2");
        assert_eq!(
            ids.next("Constructor"),
            format!("constructor-{OBJECT_CONSTRUCTOR}")
        );
        assert_eq!(
            ids.next("Constructor"),
            format!("constructor-{OBJECT_CONSTRUCTOR}1")
        );
    }
}
