//! A site out of six processes, one for each app, on PostgreSQL and Redis: what a cooperative runs that has outgrown one
//! machine.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use crate::bench::usage;
use crate::fault::{Fault, Result};
use crate::served::Served;
use crate::workspace;

/// The apps; the first migrates the database and fills it.
pub(crate) const APPS: [&str; 6] = ["blog", "market", "cart", "events", "federation", "account"];
const SECRET: &str = "the six processes of a measured site";

/// Six servers that are ready; stopped when dropped.
pub(crate) struct Split(BTreeMap<&'static str, Served>);

impl Split {
    /// Starts all of them with the demo's data; pictures lie in `data`, which they share.
    pub(crate) fn start(data: &Path, database_url: &str, redis_url: &str) -> Result<Self> {
        let mut insides = BTreeMap::new();
        for app in APPS {
            let inside = SocketAddr::from(([127, 0, 0, 1], workspace::free_port()?));
            insides.insert(app, inside.to_string());
        }
        let peers: Vec<String> = insides
            .iter()
            .map(|(app, inside)| format!("{app}=http://{inside}"))
            .collect();
        let peers = peers.join(",");
        let mut served = BTreeMap::new();
        for app in APPS {
            let mut flags = vec![
                "--apps",
                app,
                "--internal",
                &insides[app],
                "--peers",
                &peers,
                "--database-url",
                database_url,
                "--redis-url",
                redis_url,
                "--secret-key",
                SECRET,
                "--domain",
                "http://localhost:8000",
            ];
            if app == APPS[0] {
                flags.extend(["--run-migrations", "true", "--demo"]);
            }
            served.insert(app, Served::start_app(app, app, data, &flags)?);
        }
        Ok(Self(served))
    }

    /// The process of an app.
    pub(crate) fn of(&self, app: &str) -> Result<&Served> {
        let served = self.0.get(app);
        served.ok_or_else(|| Fault::new(format!("there is no app {app}")))
    }

    /// User and system time so far of all six.
    pub(crate) fn processor_time(&self) -> Result<Duration> {
        let times = self.0.values().map(|it| usage::processor_time(it.id()));
        times.sum()
    }

    /// Stops all as a supervisor would; fails unless each drains and ends with exit code 0.
    pub(crate) fn stop(self) -> Result<()> {
        self.0.into_values().try_for_each(Served::stop)
    }
}
