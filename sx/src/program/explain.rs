//! What a failed render tells: the place, and the components that were open.

use super::Program;
use crate::ops::{Code, ProcKind};
use crate::render_error::{RenderError, StackEntry};
use crate::run::failure::Failure;
use crate::source::Location;

impl Program {
    /// A failure with its place and the open components. `place` is the op that failed, if one ran;
    /// `calls` are the open procedures, innermost first, with the ops that called them.
    pub(super) fn explain(
        &self,
        code: &Code,
        failed: Failure,
        place: Option<usize>,
        calls: &[(u32, Option<usize>)],
    ) -> RenderError {
        let mut stack = Vec::new();
        let mut at = place;
        for (proc, called_at) in calls {
            self.add_inlined(code, at, &mut stack);
            if let ProcKind::Component(index) = code.procs[*proc as usize].kind {
                stack.push(self.entry(index, called_at.and_then(|op| self.locate(code, op))));
            }
            at = *called_at;
        }
        RenderError {
            kind: failed.kind,
            message: failed.message,
            help: failed.help,
            location: place.and_then(|op| self.locate(code, op)),
            stack,
        }
    }

    fn locate(&self, code: &Code, op: usize) -> Option<Location> {
        code.spans
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
    fn add_inlined(&self, code: &Code, op: Option<usize>, stack: &mut Vec<StackEntry>) {
        let mut id = op.and_then(|op| code.inlined.get(op)).copied().unwrap_or(0);
        while let Some(site) = (id as usize)
            .checked_sub(1)
            .map(|at| &code.inline_sites[at])
        {
            stack.push(self.entry(
                site.component,
                Some(Location::of(site.called_at, &self.sources)),
            ));
            id = site.around;
        }
    }
}
