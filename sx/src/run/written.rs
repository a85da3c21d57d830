//! Calls that a wire holds as calls. Their arguments are evaluated where they stand, once: values are
//! written as data, slots as the markup that they make.

use crate::ops::{CallSite, ComponentCode};
use crate::run::calls;
use crate::run::failure::{Failed, wrong};
use crate::run::machine::Machine;
use crate::sink::{CallPart, Data, Sink, SlotKind};
use crate::value::{Slot, SlotOf, Val};
use crate::wire::data;

/// A written call that has not ended.
pub(super) struct WrittenCall<'v> {
    site: &'v CallSite,
    /// Where its arguments lie on the stack.
    args: usize,
    /// The next parameter.
    next: usize,
    /// The part that ends the slot that is being written.
    open: Option<CallPart<'static>>,
}

impl<'v, S: Sink> Machine<'v, S> {
    /// Begins to write a call, if the sink wants it and all its arguments can be written.
    pub(super) fn begin_written(&mut self, site: &'v CallSite) -> Result<bool, Failed> {
        let component = &self.code.components[site.component as usize];
        // A failure inside a guard must be met here, where the guard is.
        let may_fail = self.is_guarded() && !component.is_island;
        if may_fail || !self.sink.keeps(&component.name, component.is_island) {
            return Ok(false);
        }
        let args = self.stack.len() - component.params.len();
        if !self.can_be_written(site, args)? {
            return Ok(false);
        }
        for (index, param) in component.params.iter().enumerate() {
            if site.gives(index) {
                calls::check(component, param, self.stack[args + index])?;
            }
        }
        self.work.burn(1)?;
        let keys = site.given & !children_bit(component);
        let mut shapes = String::new();
        for (index, arg) in self.stack[args..].iter().enumerate() {
            if keys & (1 << index) != 0 {
                data::shape(*arg, &mut shapes);
            }
        }
        self.sink.call(CallPart::Begin {
            name: &component.name,
            component: site.component,
            keys,
            shapes: &shapes,
        });
        self.written.push(WrittenCall {
            site,
            args,
            next: 0,
            open: None,
        });
        Ok(true)
    }

    /// Whether every argument is data, or a slot that was not written yet and comes once. Any other
    /// call is carried out, so that what it means does not change.
    fn can_be_written(&self, site: &CallSite, args: usize) -> Result<bool, Failed> {
        let mut seen = Vec::new();
        for (index, arg) in self.stack[args..].iter().enumerate() {
            if !site.gives(index) {
                continue;
            }
            if let Val::Slot(slot) = *arg {
                if slot.is_written() || seen.contains(&slot.identity()) {
                    return Ok(false);
                }
                seen.push(slot.identity());
                continue;
            }
            let size = data::size(*arg);
            let (Ok(visited) | Err(visited)) = size;
            self.work.burn_items(visited)?;
            if size.is_err() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Goes on with the innermost written call: with its next argument, or to its end. A slot is
    /// entered, and comes back to this op.
    pub(super) fn next_argument(&mut self) -> Result<(), Failed> {
        loop {
            let Some(call) = self.written.last_mut() else {
                return Err(wrong("no call is being written"));
            };
            let component: &'v ComponentCode = &self.code.components[call.site.component as usize];
            if let Some(end) = call.open.take() {
                self.sink.call(end);
            }
            let index = call.next;
            call.next += 1;
            if index == component.params.len() {
                let args = call.args;
                self.written.pop();
                self.stack.truncate(args);
                self.sink.call(CallPart::End);
                return self.test_output();
            }
            if !call.site.gives(index) {
                continue;
            }
            let is_children = component.rest && index + 1 == component.params.len();
            match self.stack[call.args + index] {
                Val::Slot(slot) => return self.write_slot(component, index, is_children, slot),
                Val::Nil if is_children => {}
                value => self.write_argument(component, index, is_children, value)?,
            }
        }
    }

    fn write_slot(
        &mut self,
        component: &'v ComponentCode,
        index: usize,
        is_children: bool,
        slot: Slot<'v>,
    ) -> Result<(), Failed> {
        let kind = match slot.0 {
            SlotOf::Closure(closure) if self.code.procs[closure.proc as usize].is_element => {
                SlotKind::Element
            }
            _ => SlotKind::Any,
        };
        let end = if is_children {
            self.sink.call(CallPart::BeginChildren);
            CallPart::EndChildren
        } else {
            let name = component.params[index].name();
            self.sink.call(CallPart::Keyword(name));
            self.sink.call(CallPart::BeginSlot(kind));
            CallPart::EndSlot(kind)
        };
        if let Some(call) = self.written.last_mut() {
            call.open = Some(end);
        }
        self.left += 1;
        self.enter_slot(slot)
    }

    fn write_argument(
        &mut self,
        component: &ComponentCode,
        index: usize,
        is_children: bool,
        value: Val<'v>,
    ) -> Result<(), Failed> {
        if is_children {
            self.sink.call(CallPart::BeginChildren);
            self.write(value, crate::ops::Mode::Content)?;
            self.sink.call(CallPart::EndChildren);
            return Ok(());
        }
        self.sink
            .call(CallPart::Keyword(component.params[index].name()));
        self.take_scratch(|this, text| {
            let mut places = Vec::new();
            match value {
                Val::Rec(record) => {
                    data::write_record(record, text, this.output_max, &mut places)?;
                }
                value => data::write(value, text, this.output_max)?,
            }
            this.work.burn_bytes(text.len())?;
            this.sink.call(CallPart::Data(Data {
                text,
                places: &places,
            }));
            this.test_output()
        })
    }
}

impl CallSite {
    /// Whether the call gives the parameter at `index`.
    fn gives(&self, index: usize) -> bool {
        self.given & (1 << index) != 0
    }
}

fn children_bit(component: &ComponentCode) -> u64 {
    match component.params.len().checked_sub(1) {
        Some(last) if component.rest => 1 << last,
        _ => 0,
    }
}
