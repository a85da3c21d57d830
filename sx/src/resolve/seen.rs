//! Names that may come once.

use std::collections::HashSet;

/// So many names are compared one by one.
const FEW: usize = 16;

/// Names that came already.
#[derive(Default)]
pub(super) struct Seen<'n> {
    few: Vec<&'n str>,
    /// Those beyond the few: a form can have as many as a file has room for.
    many: HashSet<&'n str>,
}

impl<'n> Seen<'n> {
    /// Adds a name; whether it came for the first time.
    pub(super) fn is_new(&mut self, name: &'n str) -> bool {
        if self.few.contains(&name) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(name);
            return true;
        }
        self.many.insert(name)
    }
}
