//! Addresses as links hold them (percent-encoded, hosts in ASCII) and as readers see them.

use crate::js;
use idna::punycode;

/// Hosts of these are written in ASCII; others may mean something else by the same place.
const WITH_HOSTS: [&str; 3] = ["http:", "https:", "mailto:"];
const SLASHED: [&str; 5] = ["http:", "https:", "ftp:", "gopher:", "file:"];
const HOST_BYTES_MAX: usize = 255;

/// The parts of an address, as loosely as markdown-it takes them.
#[derive(Debug, Default)]
struct Parts {
    protocol: Option<String>,
    slashes: bool,
    auth: Option<String>,
    host: Option<String>,
    port: Option<String>,
    /// Path, query and fragment, none of which changes.
    rest: String,
}

/// An address as it stands in a link.
pub(super) fn for_link(url: &str) -> String {
    let mut parts = parse(url);
    recode_host(&mut parts, label_to_ascii);
    encode(&format(&parts))
}

/// An address as a reader sees it.
pub(super) fn for_reading(url: &str) -> String {
    let mut parts = parse(url);
    recode_host(&mut parts, label_to_unicode);
    decode(&format(&parts))
}

/// Whether a link may lead there: no scripts, no files, no data but pictures.
pub(super) fn is_allowed(url: &str) -> bool {
    let url = js::trim(url).to_lowercase();
    let is = |scheme: &str| url.starts_with(scheme);
    if is("data:") {
        return ["gif;", "png;", "jpeg;", "webp;"].iter().any(|kind| {
            url.strip_prefix("data:image/")
                .is_some_and(|rest| rest.starts_with(kind))
        });
    }
    !is("vbscript:") && !is("javascript:") && !is("file:")
}

fn parse(url: &str) -> Parts {
    let mut parts = Parts::default();
    let mut rest = js::trim(url);
    if let Some(colon) = rest.find(':')
        && colon > 0
        && rest[..colon]
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-'))
    {
        parts.protocol = Some(rest[..=colon].to_owned());
        rest = &rest[colon + 1..];
    }
    let protocol = parts.protocol.as_deref();
    // only this spelling is known to have no host
    let hostless = protocol == Some("javascript:");
    let slashes = rest.starts_with("//");
    if slashes && !hostless {
        rest = &rest[2..];
        parts.slashes = true;
    }
    let slashed = protocol.is_some_and(|protocol| SLASHED.contains(&protocol));
    if hostless || !(slashes || (protocol.is_some() && !slashed)) {
        parts.rest = rest.to_owned();
        return parts;
    }
    let path_start = rest.find(['/', '?', '#']);
    // an @ at the very place where the path starts cannot be, so this is the part before it
    if let Some(at) = rest[..path_start.unwrap_or(rest.len())].rfind('@') {
        parts.auth = Some(rest[..at].to_owned());
        rest = &rest[at + 1..];
    }
    let mut host_end = rest
        .find(|c: char| {
            matches!(
                c,
                '%' | '/'
                    | '?'
                    | ';'
                    | '#'
                    | '\''
                    | '{'
                    | '}'
                    | '|'
                    | '\\'
                    | '^'
                    | '`'
                    | '<'
                    | '>'
                    | '"'
                    | ' '
                    | '\r'
                    | '\n'
                    | '\t'
            )
        })
        .unwrap_or(rest.len());
    if rest[..host_end].ends_with(':') {
        host_end -= 1;
    }
    let (host, after) = rest.split_at(host_end);
    split_host(host, after, &mut parts);
    parts
}

/// Takes port and host apart; what is no host goes back in front of the path.
fn split_host(host: &str, after: &str, parts: &mut Parts) {
    let mut host = host;
    if let Some(colon) = host.rfind(':')
        && host[colon + 1..].bytes().all(|b| b.is_ascii_digit())
    {
        let port = &host[colon + 1..];
        parts.port = (!port.is_empty()).then(|| port.to_owned());
        host = &host[..colon];
    }
    let mut rest = after.to_owned();
    let mut host = host.to_owned();
    if host.len() > 1 && host.starts_with('[') && host.ends_with(']') {
        host = host[1..host.len() - 1].to_owned();
    } else {
        let labels: Vec<&str> = host.split('.').collect();
        if let Some(bad) = labels.iter().position(|label| !is_label(label)) {
            let good = labels[bad]
                .chars()
                .take(63)
                .take_while(|c| is_label_char(*c));
            let length: usize = good.map(char::len_utf8).sum();
            let mut kept: Vec<&str> = labels[..bad].to_vec();
            kept.push(&labels[bad][..length]);
            let mut back: Vec<&str> = vec![&labels[bad][length..]];
            back.extend(&labels[bad + 1..]);
            rest = format!("{}{rest}", back.join("."));
            host = kept.join(".");
        }
    }
    if js::length(&host) > HOST_BYTES_MAX {
        host.clear();
    }
    parts.host = Some(host);
    parts.rest = rest;
}

fn is_label_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '_' | '-')
}

/// A label of a host; letters beyond ASCII pass here.
fn is_label(label: &str) -> bool {
    js::length(label) <= 63 && label.chars().all(|c| !c.is_ascii() || is_label_char(c))
}

fn recode_host(parts: &mut Parts, label: impl Fn(&str) -> Option<String>) {
    let known = parts
        .protocol
        .as_deref()
        .is_none_or(|protocol| WITH_HOSTS.contains(&protocol));
    let Some(host) = parts
        .host
        .as_deref()
        .filter(|host| known && !host.is_empty())
    else {
        return;
    };
    let dotted = host.replace(['\u{3002}', '\u{FF0E}', '\u{FF61}'], ".");
    let labels: Option<Vec<String>> = dotted.split('.').map(label).collect();
    if let Some(labels) = labels {
        parts.host = Some(labels.join("."));
    }
}

fn label_to_ascii(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    punycode::encode_str(label).map(|encoded| format!("xn--{encoded}"))
}

fn label_to_unicode(label: &str) -> Option<String> {
    match label.strip_prefix("xn--") {
        Some(encoded) => punycode::decode_to_string(&encoded.to_lowercase()),
        None => Some(label.to_owned()),
    }
}

fn format(parts: &Parts) -> String {
    let mut out = parts.protocol.clone().unwrap_or_default();
    if parts.slashes {
        out.push_str("//");
    }
    if let Some(auth) = parts.auth.as_deref().filter(|auth| !auth.is_empty()) {
        out.push_str(auth);
        out.push('@');
    }
    let host = parts.host.as_deref().unwrap_or_default();
    if host.contains(':') {
        out.push_str(&format!("[{host}]"));
    } else {
        out.push_str(host);
    }
    if let Some(port) = &parts.port {
        out.push_str(&format!(":{port}"));
    }
    out.push_str(&parts.rest);
    out
}

fn is_hex_pair(bytes: &[u8]) -> bool {
    bytes.len() >= 2 && bytes[..2].iter().all(u8::is_ascii_hexdigit)
}

/// Percent-encodes what addresses do not hold; leaves what is encoded already.
fn encode(url: &str) -> String {
    let bytes = url.as_bytes();
    let mut out = String::with_capacity(url.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let plain = byte.is_ascii_alphanumeric()
            || b";/?:@&=+$,-_.!~*'()#".contains(&byte)
            || (byte == b'%' && is_hex_pair(&bytes[at + 1..]));
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Decodes percent signs where that gives text and does not change what the address means.
fn decode(url: &str) -> String {
    let bytes = url.as_bytes();
    let mut out = String::with_capacity(url.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' && is_hex_pair(&bytes[at + 1..]) {
            let mut run = Vec::new();
            while at < bytes.len() && bytes[at] == b'%' && is_hex_pair(&bytes[at + 1..]) {
                run.extend(u8::from_str_radix(&url[at + 1..at + 3], 16).ok());
                at += 3;
            }
            decode_run(&run, &mut out);
        } else {
            let width = super::chars::width_at(url, at);
            out.push_str(&url[at..at + width]);
            at += width;
        }
    }
    out
}

fn decode_run(run: &[u8], out: &mut String) {
    let mut at = 0;
    while at < run.len() {
        let first = run[at];
        if first < 0x80 {
            if b";/?:@&=+$,#%".contains(&first) {
                out.push_str(&format!("%{first:02X}"));
            } else {
                out.push(char::from(first));
            }
            at += 1;
            continue;
        }
        let length = match first {
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF7 => 4,
            _ => 1,
        };
        let sequence = run
            .get(at..at + length)
            .filter(|s| length > 1 && s[1..].iter().all(|b| b & 0xC0 == 0x80));
        match sequence {
            Some(sequence) => {
                match std::str::from_utf8(sequence) {
                    Ok(text) => out.push_str(text),
                    Err(_) => out.extend(std::iter::repeat_n('\u{FFFD}', length)),
                }
                at += length;
            }
            None => {
                out.push('\u{FFFD}');
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (url, link, reading) in [
            (
                "http://ü.org/ä b?c=%20%zz#d",
                "http://xn--tda.org/%C3%A4%20b?c=%20%25zz#d",
                "http://ü.org/ä b?c= %zz#d",
            ),
            (
                "HTTP://EXAMPLE.org:80",
                "HTTP://EXAMPLE.org:80",
                "HTTP://EXAMPLE.org:80",
            ),
            ("mailto:a@ü.de", "mailto:a@xn--tda.de", "mailto:a@ü.de"),
            ("http://xn--tda.org", "http://xn--tda.org", "http://ü.org"),
            ("/a/%C3%BC%2F%FF", "/a/%C3%BC%2F%FF", "/a/ü%2F\u{fffd}"),
        ] {
            assert_eq!(for_link(url), link);
            assert_eq!(for_reading(url), reading);
        }
        assert!(!is_allowed(" JavaScript:x"));
        assert!(is_allowed("data:image/png;base64,x"));
        assert!(!is_allowed("data:text/html,x"));
    }
}
