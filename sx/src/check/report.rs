//! Findings, with the way that led to them.

use super::{Called, Checker};
use crate::diagnostic::{Fault, OpenComponent};

impl Checker<'_> {
    /// Notes a finding, once for its place and message.
    pub(super) fn say(&mut self, mut fault: Fault) {
        if !self.said.insert((fault.span, fault.message.clone())) {
            return;
        }
        let mut visit = &self.visits[self.here];
        loop {
            let called_at = match visit.called {
                Called::From(_, span) => Some(span),
                Called::Page(_) | Called::Never => None,
            };
            fault.stack.push(OpenComponent {
                component: self.names.signatures[visit.component as usize].name.into(),
                called_at,
            });
            match visit.called {
                Called::From(caller, _) => visit = &self.visits[caller],
                Called::Page(route) => {
                    fault.route = super::pages::shown(route);
                    break;
                }
                Called::Never => break,
            }
        }
        self.faults.push(fault);
    }
}
