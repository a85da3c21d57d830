//! Walks over lists, and what is made of the values that they leave on the stack.

use crate::run::failure::{Failed, expected, wrong};
use crate::run::machine::Machine;
use crate::run::work::Work;
use crate::sink::Sink;
use crate::value::{List, Val};

/// What is done with items and their keys.
type Gather = for<'v> fn(&Work<'v>, Val<'v>, Val<'v>) -> Result<Val<'v>, Failed>;

/// A list that is being walked.
pub(super) struct Walk<'v> {
    list: &'v dyn List,
    len: usize,
    next: usize,
    floor: usize,
}

/// The walks that are under way.
#[derive(Default)]
pub(super) struct Walks<'v> {
    /// At hand, because every round asks it; few pages have walks inside each other.
    innermost: Option<Walk<'v>>,
    around: Vec<Walk<'v>>,
}

impl<'v> Walks<'v> {
    pub(super) fn len(&self) -> usize {
        self.around.len() + usize::from(self.innermost.is_some())
    }

    #[inline(always)]
    fn begin(&mut self, walk: Walk<'v>) {
        if let Some(around) = self.innermost.take() {
            self.around.push(around);
        }
        self.innermost = Some(walk);
    }

    /// Ends the innermost.
    #[inline]
    pub(super) fn end(&mut self) {
        self.innermost = self.around.pop();
    }

    /// Ends all but the outermost so many.
    pub(super) fn truncate(&mut self, len: usize) {
        while self.len() > len {
            self.end();
        }
    }
}

impl<'v, S: Sink> Machine<'v, S> {
    /// Pops a test; if it is true, pushes the value in a slot.
    pub(super) fn keep(&mut self, slot: u16) {
        if self.pop().is_true() {
            let value = self.var(slot);
            self.stack.push(value);
        }
    }

    /// Pops items and, below them, their keys.
    pub(super) fn gather(&mut self, gather: Gather) -> Result<(), Failed> {
        let (items, keys) = (self.pop(), self.pop());
        let value = gather(&self.work, items, keys)?;
        self.stack.push(value);
        Ok(())
    }

    /// Makes one list of the values from a height up.
    pub(super) fn collect(&mut self, from: usize) -> Result<(), Failed> {
        let list = self.work.arena.list(&self.stack[from..])?;
        self.stack.truncate(from);
        self.stack.push(Val::List(list));
        Ok(())
    }

    pub(super) fn make_record(&mut self, keys: &'v [Box<str>]) -> Result<(), Failed> {
        let at = self.stack.len() - keys.len();
        let fields: Vec<(&'v str, Val<'v>)> = keys
            .iter()
            .map(|key| &**key)
            .zip(self.stack.drain(at..))
            .collect();
        let record = self.work.arena.record(&fields)?;
        self.stack.push(Val::Rec(record));
        Ok(())
    }

    pub(super) fn walk_start(&mut self) -> Result<(), Failed> {
        // Looked at where it lies, as in `run`.
        let list = match self.stack.last() {
            Some(Val::List(list)) => *list,
            Some(Val::Nil) => &[(); 0] as &dyn List,
            Some(other @ Val::Rec(_)) => {
                return Err(expected("List", *other).with_help("walk `(keys record)`"));
            }
            other => return Err(expected("List", other.copied().unwrap_or(Val::Nil))),
        };
        self.stack.pop();
        self.walks.begin(Walk {
            list,
            len: list.len(),
            next: 0,
            floor: self.stack.len(),
        });
        Ok(())
    }

    /// Puts the next item into a slot, and its number into another if that is wanted; whether there was one. The round that begins
    /// has so many ops.
    #[inline(always)]
    pub(super) fn walk_next(
        &mut self,
        slot: u16,
        number: Option<u16>,
        ops: usize,
    ) -> Result<bool, Failed> {
        self.work.burn_ops(ops)?;
        self.test_output()?;
        let Some(walk) = &mut self.walks.innermost else {
            return Err(wrong("no walk is under way"));
        };
        if walk.next < walk.len {
            let index = walk.next;
            walk.next += 1;
            let list = walk.list;
            let slot = &mut self.stack[self.base + slot as usize];
            list.put(index, slot);
            if let Some(number) = number {
                self.set(number, Val::Int(index as i64));
            }
            self.instances.item(self.walks.len());
            self.test_height(self.stack.len())?;
            return Ok(true);
        }
        self.walked_from = walk.floor;
        self.walks.end();
        Ok(false)
    }
}
