//! Atoms: numbers, symbols, keywords, strings.

use rust_decimal::Decimal;

use crate::read::form::FormKind;

/// Stands between the name that a macro's template binds and the number of its expansion. Printed definitions
/// have it; nobody can write it.
pub(crate) const MARK: char = '%';

/// Whether a symbol may begin with this character.
#[inline]
pub(crate) fn begins_symbol(c: char) -> bool {
    c.is_ascii_lowercase()
        || c.is_alphabetic()
        || matches!(
            c,
            '_' | '~' | '*' | '+' | '-' | '>' | '<' | '=' | '/' | '!' | '?' | '&' | '@'
        )
}

/// Whether a symbol may go on with this character.
pub(crate) fn continues_symbol(c: char) -> bool {
    begins_symbol(c) || c.is_ascii_digit() || matches!(c, '.' | ':' | MARK)
}

/// Whether text reads as a number, rightly or wrongly written.
pub(crate) fn looks_like_number(token: &str) -> bool {
    token
        .trim_start_matches(['-', '+'])
        .starts_with(|c: char| c.is_ascii_digit())
}

/// Reads a token that is neither a string nor a keyword.
pub(crate) fn atom(token: &str) -> Result<FormKind, String> {
    match token {
        "nil" => return Ok(FormKind::Nil),
        "true" => return Ok(FormKind::Bool(true)),
        "false" => return Ok(FormKind::Bool(false)),
        _ => {}
    }
    if looks_like_number(token) {
        return number(token);
    }
    Ok(FormKind::Symbol(token.into()))
}

fn number(token: &str) -> Result<FormKind, String> {
    let digits = token.strip_prefix(['-', '+']).unwrap_or(token);
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let too_large = || format!("the number `{token}` is too large");
    match digits.split_once('.') {
        None if all_digits(digits) => token.parse().map(FormKind::Int).map_err(|_| too_large()),
        Some((whole, fraction)) if all_digits(whole) && all_digits(fraction) => {
            Decimal::from_str_exact(token)
                .map(FormKind::Dec)
                .map_err(|_| too_large())
        }
        _ => Err(format!(
            "`{token}` is not a number; numbers look like 3, -3 or 3.25, and symbols begin with a letter"
        )),
    }
}

/// Where the closing quote of a string stands, in what follows its opening one.
pub(crate) fn string_end(body: &str) -> Option<usize> {
    let mut escaped = false;
    body.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

/// The text of a string literal (without its quotes) with escapes resolved. Errors carry the byte
/// offset of the escape.
pub(crate) fn unescape(raw: &str) -> Result<Box<str>, (usize, String)> {
    if !raw.contains('\\') {
        return Ok(raw.into());
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let offset = raw.len() - rest.len() + at;
        let (c, used) = escape(&rest[at + 1..]).map_err(|message| (offset, message))?;
        out.push(c);
        rest = &rest[at + 1 + used..];
    }
    out.push_str(rest);
    Ok(out.into())
}

/// One escape after its backslash: the character and how many bytes it took.
fn escape(text: &str) -> Result<(char, usize), String> {
    let simple = match text.bytes().next() {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(&text[1..]).map(|(c, used)| (c, used + 1)),
        _ => {
            let shown: String = text.chars().take(1).collect();
            return Err(format!(
                "unknown escape `\\{shown}`; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX \\u{{…}}"
            ));
        }
    };
    Ok((simple, 1))
}

fn unicode(text: &str) -> Result<(char, usize), String> {
    let wrong = || "`\\u` takes four hexadecimal digits, or one to six in braces".to_owned();
    if let Some(braced) = text.strip_prefix('{') {
        let end = braced
            .find('}')
            .filter(|end| (1..=6).contains(end))
            .ok_or_else(wrong)?;
        let c = hex(&braced[..end])
            .and_then(char::from_u32)
            .ok_or_else(wrong)?;
        return Ok((c, end + 2));
    }
    let first = text.get(..4).and_then(hex).ok_or_else(wrong)?;
    if let Some(c) = char::from_u32(first) {
        return Ok((c, 4));
    }
    // JSON writes characters beyond U+FFFF as a pair of surrogates.
    let second = text
        .get(4..)
        .and_then(|rest| rest.strip_prefix("\\u"))
        .and_then(|rest| rest.get(..4))
        .and_then(hex)
        .filter(|second| (0xdc00..0xe000).contains(second) && first < 0xdc00)
        .ok_or_else(|| "half of a surrogate pair".to_owned())?;
    let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    char::from_u32(code).map(|c| (c, 10)).ok_or_else(wrong)
}

fn hex(digits: &str) -> Option<u32> {
    let all_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    if all_hex {
        u32::from_str_radix(digits, 16).ok()
    } else {
        None
    }
}
