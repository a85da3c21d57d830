//! An address or a network of addresses (CIDR, RFC 4632).

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// `10.0.0.0/8`, `::1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    prefix: u8,
}

impl Network {
    /// Whether an address lies in it. An IPv4 address that came as IPv6 (`::ffff:10.0.0.1`) is the IPv4 address.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(address)) => same_prefix(
                first.to_bits().into(),
                address.to_bits().into(),
                32,
                self.prefix,
            ),
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                same_prefix(first.to_bits(), address.to_bits(), 128, self.prefix)
            }
            _ => false,
        }
    }
}

fn same_prefix(one: u128, other: u128, width: u8, prefix: u8) -> bool {
    prefix == 0 || (one ^ other) >> (width - prefix) == 0
}

impl FromStr for Network {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let first: IpAddr = address.parse().map_err(|_| ())?;
        let width = if first.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(width), |prefix| prefix.parse().map_err(|_| ()))?;
        if prefix > width {
            return Err(());
        }
        Ok(Self { first, prefix })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_lies_in_its_network_alone() {
        let inside = |network: &str, address: &str| {
            let network: Network = network.parse().expect("a network");
            network.contains(address.parse().expect("an address"))
        };
        assert!(inside("10.0.0.0/8", "10.255.0.1"));
        assert!(inside("10.0.0.0/8", "::ffff:10.0.0.1"));
        assert!(inside("127.0.0.1", "127.0.0.1"));
        assert!(inside("0.0.0.0/0", "203.0.113.9"));
        assert!(inside("fd00::/8", "fd12::1"));
        for (network, address) in [
            ("10.0.0.0/8", "11.0.0.1"),
            ("127.0.0.1", "127.0.0.2"),
            ("0.0.0.0/0", "2001:db8::1"),
            ("::1", "::2"),
        ] {
            assert!(!inside(network, address), "{network} {address}");
        }
    }

    #[test]
    fn what_is_no_network() {
        for wrong in [
            "",
            "10.0.0.0/33",
            "::1/129",
            "coop.example",
            "10.0.0.0/x",
            "10.0.0",
        ] {
            assert_eq!(wrong.parse::<Network>(), Err(()), "{wrong}");
        }
    }
}
