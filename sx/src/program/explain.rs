//! What a failed render tells: the place, and the components that were open.

use super::Program;
use crate::ops::ProcKind;
use crate::render_error::{RenderError, StackEntry};
use crate::run::failure::Failure;
use crate::source::Location;

impl Program {
    /// A failure with its place and the open components. `place` is the op that failed, if one ran;
    /// `calls` are the open procedures, innermost first, with the ops that called them.
    pub(super) fn explain(
        &self,
        failed: Failure,
        place: Option<usize>,
        calls: &[(u32, Option<usize>)],
    ) -> RenderError {
        let mut stack = Vec::new();
        let mut at = place;
        for (proc, called_at) in calls {
            self.add_inlined(at, &mut stack);
            if let ProcKind::Component(index) = self.code.procs[*proc as usize].kind {
                stack.push(self.entry(index, called_at.and_then(|op| self.locate(op))));
            }
            at = *called_at;
        }
        RenderError {
            kind: failed.kind,
            message: failed.message,
            help: failed.help,
            location: place.and_then(|op| self.locate(op)),
            stack,
        }
    }

    fn locate(&self, op: usize) -> Option<Location> {
        self.code
            .spans
            .get(op)
            .map(|span| Location::of(*span, &self.sources))
    }

    fn entry(&self, component: u32, called_at: Option<Location>) -> StackEntry {
        let component = self.code.components[component as usize].name.to_string();
        StackEntry {
            component,
            called_at,
        }
    }

    /// Adds the inlined calls that an op belongs to, innermost first.
    fn add_inlined(&self, op: Option<usize>, stack: &mut Vec<StackEntry>) {
        let mut id = op
            .and_then(|op| self.code.inlined.get(op))
            .copied()
            .unwrap_or(0);
        while let Some(site) = (id as usize)
            .checked_sub(1)
            .map(|at| &self.code.inline_sites[at])
        {
            stack.push(self.entry(
                site.component,
                Some(Location::of(site.called_at, &self.sources)),
            ));
            id = site.around;
        }
    }
}
