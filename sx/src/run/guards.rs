//! Markup that fails or waits: guards, and parts that are kept for later.

use crate::datum::Datum;
use crate::needs::Answer;
use crate::ops::{ClosureKind, DeferSite};
use crate::render_error::RenderErrorKind;
use crate::run::failure::{Failed, wrong};
use crate::run::machine::Machine;
use crate::run::work::Work;
use crate::sink::Sink;
use crate::value::ToVal;

/// How often a render may go on after it has used up one of its limits. Each time it gets a sixteenth more, so that
/// what stands in the place can be written: a render never uses more than twice its limits.
const RECOVERIES_MAX: u32 = 16;

/// Failures of one render that are reported; more of them say nothing new.
pub(crate) const CAUGHT_MAX: usize = 32;

/// Parts of one render that come later. Together they have what the render leaves of its limits.
const DEFERRED_MAX: usize = 64;

/// Open calls that are told of such a failure, from the innermost out.
const CALLS_MAX: usize = 16;

/// Where to go on when what is written now fails, and what there was before it.
pub(super) struct Guarded<M> {
    fallback: usize,
    frames: usize,
    stack: usize,
    walks: usize,
    written: usize,
    kept: usize,
    placeholders: usize,
    base: usize,
    /// How much the sink had written.
    bytes: usize,
    mark: M,
}

/// Guards, what they have caught, and parts that come later.
pub(crate) struct Detours<M> {
    guards: Vec<Guarded<M>>,
    /// How often the render went on after a limit.
    recoveries: u32,
    pub(crate) caught: Vec<Caught>,
    /// Parts that are written later.
    pub(crate) kept: Vec<Kept>,
    /// The ids of those whose place is being filled; `None` for a place to which nothing comes.
    placeholders: Vec<Option<String>>,
    /// What the ids of such parts begin with.
    id_prefix: String,
}

impl<M> Default for Detours<M> {
    fn default() -> Self {
        Detours {
            guards: Vec::new(),
            recoveries: 0,
            caught: Vec::new(),
            kept: Vec::new(),
            placeholders: Vec::new(),
            id_prefix: String::new(),
        }
    }
}

/// A failure that a guard has caught, with its place while the calls around it were open.
pub(crate) struct Caught {
    pub(crate) failure: Failed,
    pub(crate) place: Option<usize>,
    pub(crate) calls: Vec<(u32, Option<usize>)>,
}

/// A part that is written later.
pub(crate) struct Kept {
    pub(crate) proc: u32,
    pub(crate) captured: Vec<Datum>,
    pub(crate) needs: Vec<usize>,
    pub(crate) id: String,
}

impl<'v, S: Sink> Machine<'v, S> {
    fn detours(&mut self) -> &mut Detours<S::Mark> {
        self.detours.get_or_insert_default()
    }

    pub(super) fn enter_guard(&mut self, fallback: u32) {
        let detours = self.detours.get_or_insert_default();
        detours.guards.push(Guarded {
            fallback: fallback as usize,
            frames: self.frames.len(),
            stack: self.stack.len(),
            walks: self.walks.len(),
            written: self.written.len(),
            kept: detours.kept.len(),
            placeholders: detours.placeholders.len(),
            base: self.base,
            bytes: self.sink.written(),
            mark: self.sink.mark(),
        });
    }

    pub(super) fn leave_guard(&mut self) {
        self.detours().guards.pop();
    }

    /// Whether a guard is around what is written now.
    pub(super) fn is_guarded(&self) -> bool {
        self.detours
            .as_ref()
            .is_some_and(|detours| !detours.guards.is_empty())
    }

    /// Goes on with the fallback of the innermost guard; the failure comes back when there is none.
    pub(super) fn recover(&mut self, failure: Failed) -> Result<(), Failed> {
        if !self.is_guarded() {
            return Err(failure);
        }
        let (place, mut calls) = (self.place(), self.calls());
        calls.truncate(CALLS_MAX);
        let Some(detours) = &mut self.detours else {
            return Err(failure);
        };
        let Some(guard) = detours.guards.pop() else {
            return Err(failure);
        };
        let bytes = self.sink.written().saturating_sub(guard.bytes);
        let failure = pay_for_failure(&self.work, bytes, failure);
        if let RenderErrorKind::Limit(limit) = failure.kind {
            detours.recoveries += 1;
            if detours.recoveries > RECOVERIES_MAX {
                return Err(failure);
            }
            self.work.refill(limit);
        }
        if detours.caught.len() < CAUGHT_MAX {
            detours.caught.push(Caught {
                failure,
                place,
                calls,
            });
        }
        // A part whose place is gone must not come later.
        detours.kept.truncate(guard.kept);
        detours.placeholders.truncate(guard.placeholders);
        self.frames.truncate(guard.frames);
        self.stack.truncate(guard.stack);
        self.walks.truncate(guard.walks);
        self.written.truncate(guard.written);
        self.base = guard.base;
        self.go(guard.fallback);
        self.sink.rollback(guard.mark);
        Ok(())
    }

    /// The answer to a need.
    pub(super) fn need(&mut self, index: u32) -> Result<(), Failed> {
        match self.scene.needs.answer(index as usize) {
            Answer::Ready(value) => {
                self.stack.push(value);
                Ok(())
            }
            Answer::Pending => Err(wrong("this data is not there yet")
                .of_kind(RenderErrorKind::Host)
                .with_help("what may come later stands in a `(defer :fallback … …)`")),
            Answer::Failed(why) => Err(wrong(why).of_kind(RenderErrorKind::Host)),
        }
    }

    /// Makes a slot of the captured values on top, or keeps them; whether the slot is there to be written.
    pub(super) fn defer(&mut self, site: &'v DeferSite) -> Result<bool, Failed> {
        let captures = self.code.procs[site.proc as usize].captures as usize;
        let at = self.stack.len() - captures;
        let is_pending =
            |need: &u32| matches!(self.scene.needs.answer(*need as usize), Answer::Pending);
        if !site.needs.iter().any(is_pending) {
            self.make_closure(site.proc, ClosureKind::Slot)?;
            return Ok(true);
        }
        if !self.sink.writes() {
            // There would be no place for it.
            self.stack.truncate(at);
            self.no_placeholder();
            return Ok(false);
        }
        let kept = self.detours().kept.len();
        if kept >= DEFERRED_MAX {
            return Err(wrong(format!(
                "more than {DEFERRED_MAX} parts of this page come later"
            ))
            .with_help("put one `defer` around several of them"));
        }
        let captured = self.stack[at..]
            .iter()
            .map(|value| Datum::of(*value, &self.work, 0))
            .collect::<Result<_, _>>()?;
        self.work.keep(size_of::<Kept>() + 64)?;
        self.stack.truncate(at);
        let detours = self.detours();
        let id = format!("{}{}", detours.id_prefix, kept + 1);
        detours.placeholders.push(Some(id.clone()));
        detours.kept.push(Kept {
            proc: site.proc,
            captured,
            needs: site.needs.iter().map(|need| *need as usize).collect(),
            id,
        });
        Ok(false)
    }

    pub(super) fn no_placeholder(&mut self) {
        self.detours().placeholders.push(None);
    }

    pub(super) fn placeholder(&mut self) {
        let detours = self.detours.get_or_insert_default();
        if let Some(Some(id)) = detours.placeholders.last() {
            self.sink.placeholder(id);
        }
    }

    pub(super) fn placeholder_end(&mut self) {
        if let Some(Some(id)) = self.detours().placeholders.pop() {
            self.sink.placeholder_end(&id);
        }
    }

    /// Enters a part that was kept.
    pub(crate) fn enter_kept(
        &mut self,
        proc: u32,
        captured: &'v [Datum],
        id: &str,
    ) -> Result<(), Failed> {
        self.detours().id_prefix = format!("{id}-");
        self.stack.extend(captured.iter().map(ToVal::to_val));
        self.enter_proc(proc, 0, false)
    }
}

/// A failure costs what it took to tell it, and what was written in vain. If there is not enough fuel for that, this is the
/// failure.
fn pay_for_failure(work: &Work<'_>, bytes: usize, failure: Failed) -> Failed {
    match work.burn_failure(bytes) {
        Ok(()) => failure,
        Err(out_of_fuel) => out_of_fuel,
    }
}
