//! A site out of several processes: what must be told before they can work together.

use contracts::AppName;
use data::{Config, DatabaseAddress};
use url::{Host, Url};

use crate::failure::Failure;

/// Refuses a split that could not work, and says what an operator should know of one that can.
pub(crate) fn check(config: &Config) -> Result<Vec<String>, Failure> {
    if config.peers.is_empty() {
        return Ok(Vec::new());
    }
    if config.secret_key.is_none() && !config.peers.values().all(is_on_this_machine) {
        return Err(Failure::wrong_use(
            "PEERS names processes on other machines: give all of them the same SECRET_KEY (or SECRET_KEY_FILE), else they do not believe each other",
        ));
    }
    let mut notes = Vec::new();
    if config.secret_key.is_none() {
        notes.push(format!(
            "without SECRET_KEY the processes of this site must share the data folder {}, which keeps their key",
            config.data.display()
        ));
    }
    if let DatabaseAddress::Sqlite(_) = config.database {
        notes.push(
            "several processes on one SQLite file are for development only: use PostgreSQL"
                .to_owned(),
        );
    }
    let nowhere: Vec<_> = AppName::ALL
        .into_iter()
        .filter(|app| !config.apps.contains(app) && !config.peers.contains_key(app))
        .map(AppName::as_str)
        .collect();
    if !nowhere.is_empty() {
        notes.push(format!(
            "no page links to {}: neither this process serves it nor does PEERS name who does",
            nowhere.join(", ")
        ));
    }
    Ok(notes)
}

fn is_on_this_machine(peer: &Url) -> bool {
    match peer.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}
