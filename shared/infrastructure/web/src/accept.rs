//! What a client says that it accepts: encodings, and pages or JSON.

use std::io::Write;

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// An encoding that we have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// The smallest; the first where a client likes several alike.
    Zstd,
    /// What everybody knows.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    pub(crate) fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Zstd => Some(HeaderValue::from_static("zstd")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Identity => None,
        }
    }

    /// Made smaller, at a level from 1 to 9 for gzip and to 22 for zstd; `None` when it cannot be.
    pub(crate) fn compress(self, bytes: &[u8], level: u32) -> Option<Vec<u8>> {
        match self {
            Self::Zstd => zstd::bulk::compress(bytes, i32::try_from(level).ok()?).ok(),
            Self::Gzip => {
                let level = flate2::Compression::new(level);
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
                encoder.write_all(bytes).ok()?;
                encoder.finish().ok()
            }
            Self::Identity => None,
        }
    }
}

/// The level for pages made on the spot: gzip at its usual 6 takes twice as long and saves a hundredth.
pub(crate) const QUICK: u32 = 3;
/// What is smaller stays as it is: below a packet's worth it does not matter.
pub(crate) const WORTH_BYTES: usize = 860;

/// The encoding that the client likes best among those that are there; identity where nothing else will do.
pub(crate) fn best_encoding(headers: &HeaderMap, is_there: impl Fn(Encoding) -> bool) -> Encoding {
    let mut best = (Encoding::Identity, 0);
    for (encoding, name) in [(Encoding::Zstd, "zstd"), (Encoding::Gzip, "gzip")] {
        let weight = weight_of(headers, header::ACCEPT_ENCODING, |asked| {
            asked.eq_ignore_ascii_case(name)
        })
        .or_else(|| weight_of(headers, header::ACCEPT_ENCODING, |asked| asked == "*"))
        .unwrap_or(0);
        if weight > best.1 && is_there(encoding) {
            best = (encoding, weight);
        }
    }
    best.0
}

/// Whether an error should be told as JSON: the client names JSON, and no page that it likes as much.
pub(crate) fn prefers_json(headers: &HeaderMap) -> bool {
    let json = weight_of(headers, header::ACCEPT, |asked| {
        asked.eq_ignore_ascii_case("application/json")
            || asked.to_ascii_lowercase().ends_with("+json")
    });
    let page = weight_of(headers, header::ACCEPT, |asked| {
        asked.eq_ignore_ascii_case("text/html")
            || asked.eq_ignore_ascii_case("application/xhtml+xml")
    });
    json.unwrap_or(0) > page.unwrap_or(0)
}

/// The greatest weight, in thousandths, that a list header gives to an entry that fits.
fn weight_of(headers: &HeaderMap, name: HeaderName, fits: impl Fn(&str) -> bool) -> Option<u16> {
    let values = headers.get_all(name);
    let entries = values
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    entries
        .filter_map(weighted)
        .filter(|(entry, _)| fits(entry))
        .map(|(_, weight)| weight)
        .max()
}

/// `text/html;level=1;q=0.7` is `("text/html", 700)`; a weight that is none counts as refused.
fn weighted(entry: &str) -> Option<(&str, u16)> {
    let mut parts = entry.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    Some((name, weight.map_or(1000, thousandths)))
}

/// RFC 9110 §12.4.2: `0` to `1` with at most three decimals.
fn thousandths(text: &str) -> u16 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    match (whole, format!("{part:0<3}").parse()) {
        ("0", Ok(part)) => part,
        ("1", Ok(0)) => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_best_encoding_that_is_there() {
        for (asked, expected) in [
            ("", Encoding::Identity),
            ("gzip, deflate, br, zstd", Encoding::Zstd),
            ("gzip, deflate, br", Encoding::Gzip),
            ("zstd;q=0.5, gzip;q=0.8", Encoding::Gzip),
            ("zstd;q=0, *", Encoding::Gzip),
            ("*", Encoding::Zstd),
            ("br", Encoding::Identity),
            ("gzip;q=nonsense", Encoding::Identity),
            ("gzip;q=1.5", Encoding::Identity),
        ] {
            assert_eq!(
                best_encoding(&headers(header::ACCEPT_ENCODING, asked), |_| true),
                expected,
                "{asked}"
            );
        }
        let both = headers(header::ACCEPT_ENCODING, "zstd, gzip");
        assert_eq!(
            best_encoding(&both, |encoding| encoding == Encoding::Gzip),
            Encoding::Gzip
        );
    }

    #[test]
    fn json_only_where_it_is_preferred() {
        for (asked, expected) in [
            ("", false),
            ("*/*", false),
            ("application/json", true),
            ("application/activity+json", true),
            ("application/json, */*", true),
            ("text/html, application/json", false),
            ("text/html;q=0.5, application/json;q=0.9", true),
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                false,
            ),
        ] {
            assert_eq!(
                prefers_json(&headers(header::ACCEPT, asked)),
                expected,
                "{asked}"
            );
        }
    }
}
