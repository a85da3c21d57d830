//! Calls and returns.

use crate::host::{HostArgs, HostError};
use crate::limits::Limit;
use crate::ops::{CallSite, ComponentCode, HostSite, Mode, ParamCode};
use crate::primitives::Prim;
use crate::render_error::RenderErrorKind;
use crate::run::failure::{Failed, limit, wrong};
use crate::run::machine::{Frame, Machine};
use crate::sink::{Format, Sink};
use crate::suggest::did_you_mean;
use crate::value::{Closure, ComponentCall, Record, Slot, SlotOf, ToVal, Val};

impl<'v, S: Sink> Machine<'v, S> {
    /// Enters a component as the page: its parameters are the fields of the view.
    pub(crate) fn enter_page(&mut self, index: u32, view: &'v dyn Record) -> Result<(), Failed> {
        self.enter_with_view(index, view, 0, 0)
    }

    /// Enters a component whose parameters are the fields of a view.
    fn enter_with_view(
        &mut self,
        index: u32,
        view: &'v dyn Record,
        caller_base: usize,
        floor: usize,
    ) -> Result<(), Failed> {
        let component = &self.code.components[index as usize];
        let mut given = 0;
        for (bit, param) in component.params.iter().enumerate() {
            let at = self.stack.len();
            self.stack.push(Val::Nil);
            if view.read(&param.field, &mut self.stack[at]) {
                given |= 1 << bit;
            } else if let Some(default) = &param.default {
                self.stack[at] = default.to_val();
            } else if param.required {
                return Err(no_prop(component, param.name(), view));
            }
        }
        let frame = Frame {
            proc: component.proc,
            component: Some(index),
            given,
            left: self.left,
            caller_base,
            floor,
            writes: false,
        };
        self.enter(frame)?;
        self.sink.enter(&component.name);
        Ok(())
    }

    /// Calls a component, or writes the call.
    #[inline]
    pub(super) fn call(&mut self, site: &'v CallSite) -> Result<(), Failed> {
        self.instances
            .call(self.frames.len(), self.walks.len(), self.pc());
        if S::FORMAT == Format::Wire {
            if self.begin_written(site)? {
                return Ok(());
            }
            // No argument is left to write.
            self.left -= 1;
        }
        self.call_component(site)
    }

    #[inline]
    fn call_component(&mut self, site: &'v CallSite) -> Result<(), Failed> {
        let component = &self.code.components[site.component as usize];
        let frame = Frame {
            proc: component.proc,
            component: Some(site.component),
            given: site.given,
            left: self.left,
            caller_base: self.base,
            floor: self.stack.len() - component.params.len(),
            writes: false,
        };
        self.enter(frame)?;
        self.sink.enter(&component.name);
        Ok(())
    }

    /// Begins a frame: its parameters and what it captured are on top, locals come after them.
    #[inline(always)]
    fn enter(&mut self, frame: Frame) -> Result<(), Failed> {
        let proc = &self.code.procs[frame.proc as usize];
        self.work.burn_ops(proc.ops as usize)?;
        self.test_output()?;
        if self.frames.len() >= self.scene.limits.depth as usize {
            return Err(limit(Limit::Depth));
        }
        self.frames.push(frame);
        self.instances.frame(self.frames.len());
        self.base = self.stack.len() - proc.params as usize - proc.captures as usize;
        self.go(proc.entry as usize);
        let height = self.base + proc.slots as usize;
        self.test_height(height)?;
        if self.stack.len() < height {
            self.stack.resize(height, Val::Nil);
        }
        Ok(())
    }

    /// Values on the stack count as arena: variables of open calls, and what a walk gathers.
    #[inline]
    pub(super) fn test_height(&self, values: usize) -> Result<(), Failed> {
        if values * size_of::<Val<'_>>() > self.work.arena_bytes {
            return Err(limit(Limit::ArenaBytes));
        }
        Ok(())
    }

    /// The op that failed; `None` when the page was not even entered.
    pub(crate) fn place(&self) -> Option<usize> {
        if self.frames.is_empty() {
            None
        } else {
            self.pc().checked_sub(1)
        }
    }

    /// The open calls, innermost first: the procedure and the op that called it.
    pub(crate) fn calls(&self) -> Vec<(u32, Option<usize>)> {
        let called_at = |frame: &Frame| (self.code.ops.len() - frame.left).checked_sub(1);
        self.frames
            .iter()
            .rev()
            .map(|frame| (frame.proc, called_at(frame)))
            .collect()
    }

    /// Writes a slot where it stands.
    pub(super) fn enter_slot(&mut self, slot: Slot<'v>) -> Result<(), Failed> {
        let is_first = match slot.0 {
            SlotOf::Closure(closure) => !closure.used.replace(true),
            SlotOf::Call(call) => call.is_first(),
        };
        if !is_first {
            return Err(wrong("this content is written a second time").with_help(
                "a slot is written once; for markup in several places make a component",
            ));
        }
        match slot.0 {
            SlotOf::Closure(closure) => self.enter_closure(closure, self.stack.len(), false),
            SlotOf::Call(call) => self.enter_call(call),
        }
    }

    /// Carries out a call that Rust code made.
    fn enter_call(&mut self, call: &'v ComponentCall<'v>) -> Result<(), Failed> {
        let component = self.code.components.get(call.index as usize);
        if component.is_none_or(|component| component.name != call.name) {
            let message = format!("the call of `{}` was made for another program", call.name);
            return Err(wrong(message).with_help("ask the program that renders for it"));
        }
        self.enter_with_view(call.index, &*call.view, self.base, self.stack.len())
    }

    pub(super) fn enter_closure(
        &mut self,
        closure: &'v Closure<'v>,
        floor: usize,
        writes: bool,
    ) -> Result<(), Failed> {
        self.stack.extend_from_slice(closure.captured);
        self.enter_proc(closure.proc, floor, writes)
    }

    /// Enters a function or a slot; its parameters and what it captured are on top.
    pub(super) fn enter_proc(
        &mut self,
        proc: u32,
        floor: usize,
        writes: bool,
    ) -> Result<(), Failed> {
        self.enter(Frame {
            proc,
            component: None,
            given: 0,
            left: self.left,
            caller_base: self.base,
            floor,
            writes,
        })
    }

    pub(super) fn call_prim(&mut self, prim: Prim, count: usize) -> Result<(), Failed> {
        self.work.burn(1)?;
        let at = self.stack.len() - count;
        if let [Val::Dec(_), ..] = self.stack[at..] {
            self.work.burn_decimal()?;
        }
        match prim.run(&self.work, &self.stack[at..]) {
            Ok(value) => {
                self.stack.truncate(at);
                self.stack.push(value);
                Ok(())
            }
            Err(failed) => Err(failed.in_call(prim.name())),
        }
    }

    /// Ends a component, a slot or a function that makes markup; whether that was the page.
    #[inline]
    pub(super) fn return_markup(&mut self) -> bool {
        let (component, _) = self.leave();
        if let Some(component) = component {
            self.sink
                .leave(&self.code.components[component as usize].name);
        }
        self.frames.is_empty()
    }

    /// Ends a function that makes a value, which is on top.
    pub(super) fn return_value(&mut self) -> Result<(), Failed> {
        let value = self.pop();
        let (_, writes) = self.leave();
        if writes {
            return self.write(value, Mode::Content);
        }
        self.stack.push(value);
        Ok(())
    }

    /// Ends the innermost frame: the component that it was, and whether what it returns is written.
    #[inline]
    fn leave(&mut self) -> (Option<u32>, bool) {
        // Field by field: moving a frame that was written just now would wait for the memory.
        let Some(frame) = self.frames.last() else {
            return (None, false);
        };
        let (component, writes, floor) = (frame.component, frame.writes, frame.floor);
        self.base = frame.caller_base;
        self.left = frame.left;
        self.stack.truncate(floor);
        self.frames.pop();
        (component, writes)
    }

    /// Whether a parameter of the innermost call was given.
    pub(super) fn is_given(&self, param: u16) -> bool {
        self.frames
            .last()
            .is_some_and(|frame| frame.given & (1 << param) != 0)
    }

    /// Tests a parameter against its type. `nil` fits where the parameter is optional.
    pub(super) fn check(&self, slot: u16, param: u16, component: u32) -> Result<(), Failed> {
        let component = &self.code.components[component as usize];
        check(component, &component.params[param as usize], self.var(slot))
    }

    pub(super) fn call_host(&mut self, site: &'v HostSite) -> Result<(), Failed> {
        self.work.burn_host()?;
        let at = self.stack.len() - site.keywords.len() - site.positional;
        let (positional, values) = self.stack[at..].split_at(site.positional);
        let args = HostArgs {
            positional,
            names: &site.keywords,
            values,
        };
        let name = self.functions[site.function as usize].name;
        let value =
            self.scene
                .host
                .call(name, args, self.work.arena)
                .map_err(|error| match error {
                    HostError::Message(message) => {
                        wrong(format!("`{name}`: {message}")).of_kind(RenderErrorKind::Host)
                    }
                    HostError::ArenaFull => limit(Limit::ArenaBytes),
                })?;
        self.stack.truncate(at);
        self.stack.push(value);
        Ok(())
    }
}

/// Tests an argument against the type of its parameter.
pub(super) fn check(
    component: &ComponentCode,
    param: &ParamCode,
    value: Val<'_>,
) -> Result<(), Failed> {
    if param.ty.admits(&value).unwrap_or(param.takes_nil) {
        return Ok(());
    }
    Err(wrong(format!(
        "`:{}` of `{}` is {}, found {}",
        param.name(),
        component.name,
        param.declared,
        value.kind_name()
    )))
}

#[cold]
fn no_prop(component: &ComponentCode, name: &str, view: &dyn Record) -> Failed {
    let fields = view.shape().map_or(&[][..], |shape| shape.fields());
    let help = did_you_mean("", name, fields.iter().map(|field| field.name));
    let mut failed = wrong(format!(
        "the view of `{}` has no field `{name}`",
        component.name
    ))
    .of_kind(RenderErrorKind::Page);
    failed.help = help;
    failed
}
