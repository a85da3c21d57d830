//! The functions of the language itself. They take and return values, know nothing of the outside,
//! and pay fuel in proportion to what they handle.
//!
//! To add one: write it in the file of its subject with a line in that file's table. The resolver
//! knows it from the table; a case in `corpus/` shows what it does.

mod collections;
mod numbers;
mod tests;
mod text;

use crate::run::failure::Failed;
use crate::run::work::Work;
use crate::value::Val;

use numbers::is_equal;
pub(crate) use text::{json_failure, write_joined};

/// A primitive, by its place in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prim(u16);

/// A line of a table.
struct Definition {
    name: &'static str,
    least: usize,
    most: usize,
    run: Run,
}

type Run = for<'v> fn(&Work<'v>, &[Val<'v>]) -> Result<Val<'v>, Failed>;

/// As many arguments as one likes.
const MANY: usize = usize::MAX;

const fn define(name: &'static str, least: usize, most: usize, run: Run) -> Definition {
    Definition {
        name,
        least,
        most,
        run,
    }
}

const TABLES: [&[Definition]; 4] = [
    numbers::TABLE,
    text::TABLE,
    collections::TABLE,
    tests::TABLE,
];

impl Prim {
    /// Finds a primitive by its name.
    pub(crate) fn named(name: &str) -> Option<Prim> {
        let index = TABLES
            .iter()
            .copied()
            .flatten()
            .position(|line| line.name == name)?;
        u16::try_from(index).ok().map(Prim)
    }

    /// The names of all primitives, for suggestions.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        TABLES.iter().copied().flatten().map(|line| line.name)
    }

    fn definition(self) -> &'static Definition {
        let mut index = self.0 as usize;
        let mut table = 0;
        // Ids come from `named`, so the place exists.
        while index >= TABLES[table].len() {
            index -= TABLES[table].len();
            table += 1;
        }
        &TABLES[table][index]
    }

    pub(crate) fn name(self) -> &'static str {
        self.definition().name
    }

    /// The fewest and the most arguments.
    pub(crate) fn arity(self) -> (usize, usize) {
        let definition = self.definition();
        (definition.least, definition.most)
    }

    pub(crate) fn run<'v>(self, work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
        (self.definition().run)(work, args)
    }
}
