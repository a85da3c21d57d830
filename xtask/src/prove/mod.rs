//! `cargo xtask prove NAME`: an issue's full figures, too long for every run of the tests. Each proof is a row here,
//! fails when what it proves does not hold, and leaves its figures under bench/proofs/ with commit and machine.

mod backups;
mod database_gone;
mod events_killed;
mod fuzzing;
mod ghost_export;
mod imports;
mod neighbours;
mod redis_gone;
mod rolling_restart;
mod sites;
mod sql;
mod sx;
mod sx_reload;
mod sx_speed;
mod sx_streaming;

use std::path::Path;

use crate::fault::{Fault, Result};
use crate::{bench, report};

/// Requests a row of the HTTP figures: three times those of `cargo xtask bench`.
const HTTP_REQUESTS: usize = 18_000;

struct Proof {
    name: &'static str,
    about: &'static str,
    /// Makes the report's body; fails when it does not hold.
    run: Run,
}

enum Run {
    Alone(fn() -> Result<String>),
    /// With a folder, and what is in it.
    On(&'static str, fn(&Path) -> Result<String>),
}

const PROOFS: &[Proof] = &[
    Proof {
        name: "backup",
        about: "a backup or restore that is killed at many points leaves nothing half-made; a large site in little memory",
        run: Run::Alone(backups::backup),
    },
    Proof {
        name: "http",
        about: "cost of pages in one process and in six, of events, of a start, and memory (DESIGN §13)",
        run: Run::Alone(|| bench::measure(HTTP_REQUESTS)),
    },
    Proof {
        name: "database-gone",
        about: "PostgreSQL stopped for 30 s under load: what is kept is shown, the rest says when to come back, all is back by itself",
        run: Run::Alone(database_gone::run),
    },
    Proof {
        name: "redis-gone",
        about: "Redis killed and started again under load: no request fails, no page is wrong, all is only slower",
        run: Run::Alone(redis_gone::run),
    },
    Proof {
        name: "neighbours",
        about: "a page whose neighbours do everything wrong is whole, at most 150 ms late, and well again by itself",
        run: Run::Alone(neighbours::run),
    },
    Proof {
        name: "events-killed",
        about: "processes killed hundreds of times while they write and answer events: nothing lost, nothing doubled",
        run: Run::Alone(events_killed::run),
    },
    Proof {
        name: "import-memory",
        about: "a 500 MB Ghost export is imported in less than 300 MB, and the second time changes nothing",
        run: Run::Alone(imports::memory),
    },
    Proof {
        name: "import-killed",
        about: "an import that is killed at many points and run again ends as one that was not",
        run: Run::Alone(imports::killed),
    },
    Proof {
        name: "sx-speed",
        about: "SX beside askama, maud and minijinja; compilation of 500 components; wire against HTML; hostile templates",
        run: Run::Alone(sx_speed::run),
    },
    Proof {
        name: "rolling-restart",
        about: "six processes behind Caddy are replaced one after the other under load, and no request fails",
        run: Run::Alone(rolling_restart::run),
    },
    Proof {
        name: "sx-programs",
        about: "a million programs made by chance are the same compiled and carried out naively",
        run: Run::Alone(sx::programs),
    },
    Proof {
        name: "sx-reload",
        about: "an edit of a template is visible under 100 ms with 500 components",
        run: Run::Alone(sx_reload::run),
    },
    Proof {
        name: "sx-streaming",
        about: "the first bytes of a page whose data takes half a second come within 5 ms",
        run: Run::Alone(sx_streaming::run),
    },
    Proof {
        name: "sx-html5lib",
        about: "the serializer cases of html5lib, as SX writes them",
        run: Run::On("a copy of html5lib-tests", sx::html5lib),
    },
    Proof {
        name: "sx-fuzz",
        about: "whatever bytes are thrown at SX: no panic, no overflow, bounded memory, the same as carried out naively",
        run: Run::On(
            "the logs: what is finished there is not run again",
            fuzzing::run,
        ),
    },
];

/// Runs one proof, or lists all.
pub(crate) fn run(name: Option<&str>, path: Option<&Path>) -> Result<()> {
    let list = || {
        PROOFS
            .iter()
            .map(|proof| format!("\n  {:<14} {}", proof.name, proof.about))
            .collect::<String>()
    };
    let Some(name) = name else {
        println!("proofs:{}", list());
        return Ok(());
    };
    let proof = PROOFS.iter().find(|proof| proof.name == name);
    let proof = proof
        .ok_or_else(|| Fault::new(format!("no proof is called `{name}`; there are:{}", list())))?;
    let body = match (&proof.run, path) {
        (Run::Alone(run), None) => run()?,
        (Run::On(_, run), Some(path)) => run(path)?,
        (Run::Alone(_), Some(_)) => {
            return Err(Fault::new(format!("`{name}` takes no folder")));
        }
        (Run::On(what, _), None) => {
            return Err(Fault::new(format!(
                "`{name}` takes the folder of {what}: `cargo xtask prove {name} FOLDER`"
            )));
        }
    };
    report::write(
        "bench/proofs",
        proof.name,
        &format!("{}: {}", proof.name, proof.about),
        &body,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_proof_is_answered_with_the_list() {
        let sentence = run(Some("perpetual-motion"), None)
            .expect_err("there is none")
            .to_string();
        assert!(
            PROOFS.iter().all(|proof| sentence.contains(proof.name)),
            "{sentence}"
        );
    }
}
