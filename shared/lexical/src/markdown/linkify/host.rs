//! Hosts of addresses, and what may stand before them.

use super::{is_bracket, is_separator, is_separator_or_punctuation};

const LABEL_CHARS_MAX: usize = 63;
const USER_CHARS_MAX: usize = 50;
const MAILBOX_BYTES_MAX: usize = 64;

/// Top-level names of e-mail addresses without schema, besides those of two letters.
const TOP_LEVEL: [&str; 17] = [
    "biz", "com", "edu", "gov", "net", "org", "pro", "web", "xxx", "aero", "asia", "coop", "info",
    "museum", "name", "shop", "рф",
];

/// Two-letter names: for each first letter, the second letters in use.
const COUNTRIES: [&str; 26] = [
    "cdefgilmnoqrstuwxz",
    "abdefghijmnorstvwyz",
    "acdfghiklmnoruvwxyz",
    "ejkmoz",
    "cegrstu",
    "ijkmor",
    "abdefghilmnpqrstuwy",
    "kmnrtu",
    "delmnoqrst",
    "emop",
    "eghimnprwyz",
    "abcikrstuvy",
    "acdeghklmnopqrstuvwxyz",
    "acefgilopruz",
    "m",
    "aefghklmnrstwy",
    "a",
    "eosuw",
    "abcdeghijklmnortuvxyz",
    "cdfghjklmnortvwz",
    "agksyz",
    "aceginu",
    "fs",
    "",
    "et",
    "amw",
];

/// A character of a word: none that separates, none that is punctuation.
pub(super) fn is_word(c: char) -> bool {
    !is_bracket(c) && !is_separator_or_punctuation(c)
}

/// `user@` before a host, if there is one.
fn user(text: &str) -> usize {
    for (count, (at, c)) in text.char_indices().enumerate() {
        if c == '@' && count > 0 {
            return at + 1;
        }
        let forbidden = is_separator(c) || matches!(c, '@' | '/' | '[' | ']' | '(' | ')');
        if forbidden || count == USER_CHARS_MAX {
            return 0;
        }
    }
    0
}

/// The length of a label here: words and dashes, but no dash at either end.
fn label(text: &str) -> Option<usize> {
    if let Some(length) = ascii_label(text) {
        return Some(length);
    }
    let mut length = 0;
    for (count, (at, c)) in text.char_indices().enumerate() {
        if !(is_word(c) || (c == '-' && count > 0)) {
            break;
        }
        if count == LABEL_CHARS_MAX {
            return None;
        }
        length = at + c.len_utf8();
    }
    (length > 0 && !text[..length].ends_with('-')).then_some(length)
}

/// `xn--…`, which may end with a dash.
fn ascii_label(text: &str) -> Option<usize> {
    let start = text
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("xn--"))?;
    let rest = &text.as_bytes()[start.len()..];
    let length = rest
        .iter()
        .take(59)
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'-')
        .count();
    let end = 4 + length;
    // only if the word ends here too
    let ends = !text[end..].starts_with(|c| is_word(c) || c == '-');
    (length > 0 && ends).then_some(end)
}

/// Labels with dots between them: where the last begins, and where it ends.
fn labels(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    let mut end = label(text)?;
    while let Some(rest) = text[end..].strip_prefix('.') {
        match label(rest) {
            Some(length) => {
                start = end + 1;
                end = start + length;
            }
            None => break,
        }
    }
    Some((start, end))
}

/// Whether a host may end here.
fn ends(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(next) = chars.next() else {
        return true;
    };
    if !(is_bracket(next) || is_separator_or_punctuation(next)) {
        return false;
    }
    let second = chars.next();
    match next {
        '-' | '_' => false,
        ':' => !second.is_some_and(|c| c.is_ascii_digit()),
        '.' => second.is_none_or(|c| c != '-' && is_separator_or_punctuation(c)),
        _ => true,
    }
}

/// `:8080`, up to 65535, where the host may end after it.
fn port(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(':') else {
        return 0;
    };
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let fits = match rest[..digits].parse::<u32>() {
        Ok(port) => port <= 65535 && (digits < 5 || port >= 10000),
        Err(_) => false,
    };
    if fits && ends(&rest[digits..]) {
        1 + digits
    } else {
        0
    }
}

/// A host with what may stand around it.
fn with_user_and_port(text: &str, host: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    let whole = |from: usize| {
        let host = host(&text[from..])?;
        let after = from + host;
        let port = port(&text[after..]);
        ends(&text[after + port..]).then_some(after + port)
    };
    let user = user(text);
    whole(user).or_else(|| if user > 0 { whole(0) } else { None })
}

/// A host of one label or more, as behind `http://`.
pub(super) fn of_any_labels(text: &str) -> Option<usize> {
    with_user_and_port(text, |text| labels(text).map(|(_, end)| end))
}

/// `localhost` or a host of two labels or more, as behind `//`.
pub(super) fn of_many_labels(text: &str) -> Option<usize> {
    let localhost = with_user_and_port(text, |text| {
        text.get(..9)
            .filter(|start| start.eq_ignore_ascii_case("localhost"))
            .map(str::len)
    });
    localhost.or_else(|| with_user_and_port(text, many_labels))
}

fn many_labels(text: &str) -> Option<usize> {
    let (start, end) = labels(text)?;
    let last = &text[start..end];
    let is_root = !last.contains('-') || ascii_label(last).is_some();
    (start > 0 && is_root).then_some(end)
}

/// The part before the @.
fn mailbox(text: &str) -> Option<usize> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-;:&=+$,._".contains(&b);
    let bytes = text.as_bytes();
    if !plain(*bytes.first()?) {
        return None;
    }
    let more = bytes[1..]
        .iter()
        .take(MAILBOX_BYTES_MAX - 1)
        .take_while(|b| plain(**b) || **b == b'"');
    let length = 1 + more.count();
    (bytes.get(length) == Some(&b'@')).then_some(length + 1)
}

/// What follows `mailto:`.
pub(super) fn mail(text: &str) -> Option<usize> {
    let at = mailbox(text)?;
    let (_, end) = labels(&text[at..])?;
    ends(&text[at + end..]).then_some(at + end)
}

/// An e-mail address without schema: its host has a top-level name that is known.
pub(super) fn email(text: &str) -> Option<usize> {
    let at = mailbox(text)?;
    let host = &text[at..];
    if let Some(length) = ip4(host)
        && ends(&host[length..])
    {
        return Some(at + length);
    }
    let (start, end) = labels(host)?;
    let known = start > 0 && is_top_level(&host[start..end]);
    (known && ends(&host[end..])).then_some(at + end)
}

fn is_top_level(label: &str) -> bool {
    let lower = label.to_lowercase();
    let two_letters = match lower.as_bytes() {
        [first @ b'a'..=b'z', second] => COUNTRIES[usize::from(first - b'a')]
            .as_bytes()
            .contains(second),
        _ => false,
    };
    two_letters || TOP_LEVEL.contains(&lower.as_str()) || ascii_label(label) == Some(label.len())
}

fn ip4(text: &str) -> Option<usize> {
    let mut at = 0;
    for part in 0..4 {
        if part > 0 {
            text[at..].strip_prefix('.')?;
            at += 1;
        }
        let digits = text[at..]
            .bytes()
            .take(3)
            .take_while(u8::is_ascii_digit)
            .count();
        let fits = text[at..at + digits]
            .parse::<u32>()
            .is_ok_and(|number| number <= 255);
        if !fits {
            return None;
        }
        at += digits;
    }
    Some(at)
}

/// Whether a text holds something like a host; only then are its pieces looked at.
pub(super) fn looks_like_host(text: &str) -> bool {
    let lower = text.to_lowercase();
    if lower.contains("localhost") || lower.contains("www.") {
        return true;
    }
    lower.match_indices('.').any(|(at, _)| {
        let rest = &lower[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&digits) && rest[digits..].starts_with('.') {
            return true;
        }
        let ends = |length: usize| {
            rest[length..]
                .chars()
                .next()
                .is_none_or(|c| c == '>' || is_separator_or_punctuation(c))
        };
        let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        if is_top_level(&rest[..word]) && ends(word) {
            return true;
        }
        rest.starts_with("xn--")
    })
}
