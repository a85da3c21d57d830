//! Addresses made of parts. What an attribute may lead to is tested where it is written, in `escape`.

use super::parts::{bound_text, keep, text, write_joined};
use super::{Table, define};
use crate::run::failure::{Failed, expected, wrong};
use crate::run::work::Work;
use crate::suggest::shortened;
use crate::value::{Record, Val};

pub(super) const TABLE: Table = Table {
    subject: "Addresses",
    lines: &[
        define(
            "(url address:Str query?:Rec) -> Str",
            "The address with these fields in its query: `nil` takes one away, a list says it several times.",
            "(url \"/search?page=1#top\" {:q \"rye & wheat\" :page 2})",
            url,
        ),
        define(
            "(url-path &rest segments:Str|Int?) -> Str",
            "A path of these segments, each percent-encoded; an empty one at the end makes the closing slash.",
            "(url-path \"bread\" \"rye/wheat\" \"\")",
            url_path,
        ),
        define(
            "(url-encode text:Str|Num) -> Str",
            "The text percent-encoded, as one part of an address.",
            "(url-encode \"a b/c\")",
            |work, args| match args[0] {
                value @ (Val::Str(_) | Val::Int(_) | Val::Dec(_)) => {
                    let mut plain = String::new();
                    write_joined(value, &mut plain)?;
                    let mut out = String::new();
                    encode(&plain, is_unreserved, &mut out);
                    keep(work, &out)
                }
                other => Err(expected("Str or a number", other)),
            },
        ),
    ],
};

/// RFC 3986: what never needs encoding.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// The percent-encode set of `application/x-www-form-urlencoded` leaves these.
fn is_plain_in_query(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"*-._".contains(&byte)
}

fn encode(text: &str, is_plain: fn(u8) -> bool, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if is_plain(byte) {
            out.push(byte.into());
        } else {
            out.push('%');
            out.push(DIGITS[usize::from(byte >> 4)].into());
            out.push(DIGITS[usize::from(byte & 15)].into());
        }
    }
}

/// As browsers encode the fields of a form.
fn encode_in_query(text: &str, out: &mut String) {
    for (index, part) in text.split(' ').enumerate() {
        if index > 0 {
            out.push('+');
        }
        encode(part, is_plain_in_query, out);
    }
}

fn url<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let address = text(args[0])?;
    let fields: &dyn Record = match args.get(1) {
        None | Some(Val::Nil) => return Ok(args[0]),
        Some(Val::Rec(fields)) => *fields,
        Some(other) => return Err(expected("Rec", *other)),
    };
    work.burn_bytes(address.len())?;
    let (address, fragment) = split_before(address, '#');
    let (path, query) = split_before(address, '?');
    let mut written = Query::default();
    for pair in query.trim_start_matches('?').split('&') {
        if pair.is_empty() {
            continue;
        }
        work.burn_lookups(1)?;
        let name = pair.split_once('=').map_or(pair, |(name, _)| name);
        if fields.get(&decode(name)).is_none() {
            written.add_as_it_is(pair);
        }
    }
    let mut all = Vec::new();
    fields.each(&mut |name, value| all.push((name, value)));
    work.burn_lookups(all.len())?;
    for (name, value) in all {
        written.add(work, name, value)?;
    }
    keep(work, &format!("{path}{}{fragment}", written.text))
}

/// Both parts, the second with the mark that it begins with.
fn split_before(text: &str, mark: char) -> (&str, &str) {
    text.split_at(text.find(mark).unwrap_or(text.len()))
}

/// A query that is being written, with its `?` if there is anything in it.
#[derive(Default)]
struct Query {
    text: String,
}

impl Query {
    fn next(&mut self) {
        self.text.push(if self.text.is_empty() { '?' } else { '&' });
    }

    fn add_as_it_is(&mut self, pair: &str) {
        self.next();
        self.text.push_str(pair);
    }

    fn add(&mut self, work: &Work<'_>, name: &str, value: Val<'_>) -> Result<(), Failed> {
        match value {
            Val::Nil => {}
            Val::List(list) => {
                work.burn_items(list.len())?;
                for index in 0..list.len() {
                    self.add_one(work, name, list.item(index))?;
                }
            }
            value => self.add_one(work, name, value)?,
        }
        Ok(())
    }

    fn add_one(&mut self, work: &Work<'_>, name: &str, value: Val<'_>) -> Result<(), Failed> {
        let mut plain = String::new();
        match value {
            Val::Nil => return Ok(()),
            Val::List(_) | Val::Rec(_) | Val::Safe(_) | Val::Slot(_) | Val::Fn(_) => {
                let (name, found) = (shortened(name), value.kind_name());
                let message = format!("expected text or a number for `:{name}`, found {found}");
                return Err(wrong(message));
            }
            value => write_joined(value, &mut plain)?,
        }
        self.next();
        encode_in_query(name, &mut self.text);
        self.text.push('=');
        encode_in_query(&plain, &mut self.text);
        bound_text(work, self.text.len())
    }
}

/// A name of a query as it was before it was encoded; what is no UTF-8 matches no key.
fn decode(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let encoded = digits
            .filter(|digits| byte == b'%' && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match encoded {
            Some(encoded) => {
                bytes.push(encoded);
                rest = &after[2..];
            }
            None => bytes.push(if byte == b'+' { b' ' } else { byte }),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn url_path<'v>(work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
    let mut path = String::new();
    let last = args.len().saturating_sub(1);
    for (index, segment) in args.iter().enumerate() {
        let mut plain = String::new();
        match segment {
            Val::Nil => continue,
            Val::Str(_) | Val::Int(_) => write_joined(*segment, &mut plain)?,
            other => return Err(expected("Str or Int", *other)),
        }
        if matches!(&*plain, "." | "..") {
            return Err(wrong(format!(
                "`{plain}` is no segment: it leads elsewhere"
            )));
        }
        // Two slashes at the start would lead to another host.
        if plain.is_empty() && index < last {
            continue;
        }
        path.push('/');
        encode(&plain, is_unreserved, &mut path);
        bound_text(work, path.len())?;
    }
    if path.is_empty() {
        path.push('/');
    }
    keep(work, &path)
}
