//! Who may work here: the one place that decides it.
//!
//! Nobody can sign in yet, so the staff screens are open to whoever runs the house for themselves: with `--dev`, and
//! under a `localhost` domain. Both are what the process was told at its start. The peer's address decides nothing:
//! behind a proxy every peer is the loopback. Everywhere else the screens are not found.

use crate::context::RequestContext;
use crate::fault::Fault;
use crate::setup::Mode;

/// Proof that the request may use the staff screens; only [`RequestContext::staff`] makes it.
#[derive(Clone, Copy, Debug)]
pub struct Staff(());

impl RequestContext {
    /// The proof, or 404.
    pub fn staff(&self) -> Result<Staff, Fault> {
        let house = &self.frame().house;
        if house.mode == Mode::Dev && house.urls.is_loopback() {
            Ok(Staff(()))
        } else {
            Err(Fault::not_found())
        }
    }

    /// Whether the request may see what a template declares for a role (its `:auth`): `public` is for everybody, and until
    /// there is sign-in all other roles are for whoever may use the staff screens.
    ///
    /// # Errors
    /// 404, as if there were nothing.
    pub fn admit(&self, role: &str) -> Result<(), Fault> {
        if role == "public" {
            return Ok(());
        }
        self.staff().map(|_| ())
    }
}
