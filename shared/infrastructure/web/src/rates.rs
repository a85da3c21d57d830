//! How often one address may send something that changes things. Counted in the cache, so that processes that share a
//! Redis count together.
//!
//! Loopback is exempt: it is the developer, or a proxy that nobody named in `TRUSTED_PROXIES`, behind which all visitors
//! look alike.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use data::Cache;
use data::cache::Allowance;
use http::Method;

use crate::client_address::ClientAddress;
use crate::fault::Fault;

const MINUTE: Duration = Duration::from_secs(60);

/// `Err` is the 429 that says when to come back.
pub(crate) async fn refuse_floods(
    method: &Method,
    client: Option<&ClientAddress>,
    writes_per_minute: u32,
    cache: &Cache,
) -> Result<(), Fault> {
    let Some(client) = client.filter(|client| !client.address.is_loopback()) else {
        return Ok(());
    };
    if method.is_safe() {
        return Ok(());
    }
    let key = format!("writes {}", network_of(client.address));
    match cache.allow(&key, writes_per_minute, MINUTE).await {
        Allowance::Granted => Ok(()),
        Allowance::Refused { retry_after } => Err(Fault::too_many(retry_after)),
    }
}

/// One household has one IPv4 address, or 2⁶⁴ of IPv6 (RFC 6177).
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_counted_as_one() {
        for (address, network) in [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            let address: IpAddr = address.parse().expect("an address");
            assert_eq!(network_of(address).to_string(), network);
        }
    }
}
