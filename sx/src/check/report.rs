//! Findings, with the way that led to them.

use super::{Called, Checker};
use crate::diagnostic::{Fault, OpenComponent};

/// How many findings of one place are told: a component that is called with many types would repeat itself.
const TOLD_MAX: usize = 3;

impl Checker<'_> {
    /// Whether this was not yet said of its place.
    pub(super) fn is_new(&mut self, fault: &Fault) -> bool {
        let said = self.said.entry(fault.span).or_default();
        let is_new = said.len() < TOLD_MAX && !said.contains(&fault.message);
        if is_new {
            said.push(fault.message.clone());
        }
        is_new
    }

    /// Notes a finding, once for its place and message.
    pub(super) fn say(&mut self, mut fault: Fault) {
        if !self.is_new(&fault) {
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
                Called::Never => {
                    fault.route = self.declared.routes.get(&visit.component).cloned();
                    break;
                }
            }
        }
        self.faults.push(fault);
    }
}
