//! The sockets of a process: those that a supervisor holds for it (`LISTEN_FDS`, as systemd's socket units do), the public
//! one first, the internal one second; else its own.
//!
//! A held socket stays open while one process follows another: whoever connects meanwhile waits in its queue, and no form
//! is refused.

use std::net::{SocketAddr, TcpListener};

use data::Config;
use listenfd::ListenFd;
use nix::sys::socket::{Backlog, listen};

use crate::failure::Failure;

/// Where a process listens.
pub(crate) struct Sockets {
    /// For visitors.
    pub(crate) public: TcpListener,
    /// For neighbours and whoever watches.
    pub(crate) internal: Option<TcpListener>,
}

impl Sockets {
    /// Takes what is held, and opens the rest.
    pub(crate) fn open(config: &Config) -> Result<Self, Failure> {
        let mut held = ListenFd::from_env();
        let public = match take(&mut held, 0)? {
            Some(listener) => listener,
            None => bind(config.listen, "--listen")?,
        };
        let internal = match (take(&mut held, 1)?, config.internal) {
            (Some(listener), _) => Some(listener),
            (None, Some(address)) => Some(bind(address, "--internal")?),
            (None, None) => None,
        };
        Ok(Self { public, internal })
    }
}

fn take(held: &mut ListenFd, index: usize) -> Result<Option<TcpListener>, Failure> {
    let refuse = |error: &dyn std::fmt::Display| {
        Failure::run(format!(
            "socket {index} of LISTEN_FDS cannot be listened on: {error}"
        ))
    };
    let taken = held.take_tcp_listener(index);
    let Some(listener) = taken.map_err(|error| refuse(&error))? else {
        return Ok(None);
    };
    // Whoever holds it may have bound it and no more.
    listen(&listener, Backlog::MAXCONN).map_err(|error| refuse(&error))?;
    let unblocked = listener.set_nonblocking(true);
    unblocked.map_err(|error| refuse(&error))?;
    Ok(Some(listener))
}

fn bind(address: SocketAddr, flag: &str) -> Result<TcpListener, Failure> {
    let listener = TcpListener::bind(address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            Failure::run(format!("{address} is taken by another program: stop that one, or choose another address with {flag}"))
        }
        std::io::ErrorKind::PermissionDenied => {
            Failure::run(format!("{address} may not be listened on by this user: choose a port above 1023 with {flag}"))
        }
        _ => Failure::run(format!("{address} cannot be listened on: {error}")),
    })?;
    listener
        .set_nonblocking(true)
        .map_err(|error| Failure::run(format!("{address}: {error}")))?;
    Ok(listener)
}
