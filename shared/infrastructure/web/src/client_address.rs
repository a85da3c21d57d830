//! Who asks: the visitor's address and scheme, also when proxies stand between.

use std::net::{IpAddr, SocketAddr};

use data::config::Network;
use http::HeaderMap;

use crate::urls::Scheme;

const FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED_PROTO: &str = "x-forwarded-proto";

/// How many proxies are believed at most; beyond, the nearest of them stands for the visitor.
const HOPS_MAX: usize = 16;

/// Where a connection comes from; the listener puts it on each request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// The visitor's address and scheme, on every request that came over a connection (as a request extension). They are
/// the connection's own, unless it is a trusted proxy's (`TRUSTED_PROXIES`), which has told better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress {
    /// The visitor's, as far as proxies that we trust can tell; never one that a visitor could choose.
    pub address: IpAddr,
    /// What the visitor's browser spoke: with TLS or without.
    pub scheme: Scheme,
}

impl ClientAddress {
    /// Reads `X-Forwarded-For` from the right: each proxy has added whom it saw, so the first address that is no proxy of
    /// ours is the visitor, and what stands before it is the visitor's own invention.
    pub(crate) fn of(peer: Peer, headers: &HeaderMap, trusted: &[Network]) -> Self {
        let is_trusted = |address| trusted.iter().any(|network| network.contains(address));
        let mut address = peer.0.to_canonical();
        let mut proxies = 0;
        let mut hops = words(headers, FORWARDED_FOR);
        while proxies < HOPS_MAX && is_trusted(address) {
            let Some(before) = hops.next().and_then(address_in) else {
                // A proxy that tells nothing, or nothing that is an address: it stands for its visitor.
                proxies += 1;
                break;
            };
            address = before;
            proxies += 1;
        }
        Self {
            address,
            scheme: scheme(headers, proxies),
        }
    }
}

/// The scheme that the outermost of so many trusted proxies saw; one that replaces the list gives its only entry.
fn scheme(headers: &HeaderMap, proxies: usize) -> Scheme {
    let seen = words(headers, FORWARDED_PROTO).take(proxies).last();
    match seen {
        Some(word) if word.eq_ignore_ascii_case("https") => Scheme::Https,
        _ => Scheme::Http,
    }
}

/// The parts of a list that may stand in several fields, the last first.
fn words<'a>(headers: &'a HeaderMap, name: &'static str) -> impl Iterator<Item = &'a str> {
    let fields: Vec<_> = headers.get_all(name).iter().collect();
    fields
        .into_iter()
        .rev()
        .flat_map(|field| field.to_str().unwrap_or_default().rsplit(','))
        .map(str::trim)
}

/// `192.0.2.1`, `2001:db8::1`, and with a port as some proxies write it.
fn address_in(text: &str) -> Option<IpAddr> {
    let address = text.parse().ok();
    let address = address.or_else(|| text.parse().ok().map(|with: SocketAddr| with.ip()));
    let address = address.or_else(|| {
        let inner = text.strip_prefix('[')?.strip_suffix(']')?;
        inner.parse().ok()
    });
    address.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, fields: &[(&'static str, &str)], trusted: &[&str]) -> (String, Scheme) {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.append(*name, value.parse().expect("a header"));
        }
        let trusted: Vec<Network> = trusted
            .iter()
            .map(|network| network.parse().expect("a network"))
            .collect();
        let peer = Peer(peer.parse().expect("an address"));
        let client = ClientAddress::of(peer, &headers, &trusted);
        (client.address.to_string(), client.scheme)
    }

    const FOR: &str = "x-forwarded-for";
    const PROTO: &str = "x-forwarded-proto";

    #[test]
    fn who_is_no_trusted_proxy_speaks_for_themselves_alone() {
        let forged = [(FOR, "192.0.2.1"), (PROTO, "https")];
        let own = ("203.0.113.9".to_owned(), Scheme::Http);
        assert_eq!(client("203.0.113.9", &forged, &[]), own);
        assert_eq!(client("203.0.113.9", &forged, &["10.0.0.0/8"]), own);
        assert_eq!(client("::ffff:203.0.113.9", &forged, &[]), own);
    }

    #[test]
    fn a_trusted_proxy_tells_whom_it_saw_and_a_forged_beginning_counts_for_nothing() {
        fn seen(fields: &[(&'static str, &str)]) -> (String, Scheme) {
            client("10.0.0.7", fields, &["10.0.0.0/8", "::1"])
        }
        let visitor = ("203.0.113.9".to_owned(), Scheme::Https);
        assert_eq!(seen(&[(FOR, "203.0.113.9"), (PROTO, "https")]), visitor);
        assert_eq!(
            seen(&[(FOR, "192.0.2.1, 203.0.113.9"), (PROTO, "https")]),
            visitor
        );
        assert_eq!(
            seen(&[(FOR, "192.0.2.1"), (FOR, "203.0.113.9"), (PROTO, "HTTPS")]),
            visitor
        );
        // Two proxies of ours, the outer one spoken to with TLS.
        let chain = (FOR, "192.0.2.1, 203.0.113.9, 10.1.1.1");
        assert_eq!(seen(&[chain, (PROTO, "https,http")]), visitor);
        assert_eq!(seen(&[chain, (PROTO, "https")]), visitor);
        // A visitor without TLS who says otherwise.
        let forged = [(FOR, "203.0.113.9"), (PROTO, "https, http")];
        assert_eq!(seen(&forged), ("203.0.113.9".to_owned(), Scheme::Http));
        // A private network behind the proxy: all are trusted, the outermost is the visitor.
        assert_eq!(seen(&[(FOR, "10.2.2.2, 10.1.1.1")]).0, "10.2.2.2");
    }

    #[test]
    fn notations_and_nonsense() {
        let seen = |value| client("10.0.0.7", &[(FOR, value)], &["10.0.0.0/8"]).0;
        assert_eq!(seen("203.0.113.9:4711"), "203.0.113.9");
        assert_eq!(seen("2001:db8::1"), "2001:db8::1");
        assert_eq!(seen("[2001:db8::1]"), "2001:db8::1");
        assert_eq!(seen("[2001:db8::1]:80"), "2001:db8::1");
        assert_eq!(seen("::ffff:203.0.113.9"), "203.0.113.9");
        for nonsense in ["", "unknown", "203.0.113.9, ", "<script>", "1.2.3.4.5"] {
            assert_eq!(seen(nonsense), "10.0.0.7", "{nonsense}");
        }
        let many = ["10.0.0.1"; 5_000].join(",");
        assert_eq!(seen(&many), "10.0.0.1");
    }
}
