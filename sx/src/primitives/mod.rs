//! The functions of the language itself. They take and return values, know nothing of the outside,
//! and pay fuel in proportion to what they handle.
//!
//! To add one: write it in the file of its subject with a line in that file's table. Its name, how many
//! arguments it takes and their types are read from the signature in that line; the resolver, the
//! documentation and the checker know it from there. Cases in `corpus/` show what it does.

mod comparison;
mod lists;
mod numbers;
mod ordering;
mod parts;
mod questions;
mod records;
mod rounding;
mod sequences;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod times;
mod typesetting;
mod urls;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::reference::{Entry, EntryKind, Signature, name_of};
use crate::run::failure::Failed;
use crate::run::work::Work;
use crate::value::Val;

pub(crate) use ordering::{group_by, sort_by};
pub(crate) use parts::write_joined;
pub(crate) use text::json_of;

/// A primitive, by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prim(u16);

/// A line of a table.
#[derive(Clone, Copy)]
struct Definition {
    signature: &'static str,
    doc: &'static str,
    example: &'static str,
    run: Run,
}

type Run = for<'v> fn(&Work<'v>, &[Val<'v>]) -> Result<Val<'v>, Failed>;

const fn define(
    signature: &'static str,
    doc: &'static str,
    example: &'static str,
    run: Run,
) -> Definition {
    Definition {
        signature,
        doc,
        example,
        run,
    }
}

/// The primitives of one subject.
struct Table {
    subject: &'static str,
    lines: &'static [Definition],
}

const TABLES: [Table; 11] = [
    numbers::TABLE,
    rounding::TABLE,
    comparison::TABLE,
    questions::TABLE,
    text::TABLE,
    typesetting::TABLE,
    sequences::TABLE,
    lists::TABLE,
    records::TABLE,
    urls::TABLE,
    times::TABLE,
];

const COUNT: usize = {
    let (mut count, mut table) = (0, 0);
    while table < TABLES.len() {
        count += TABLES[table].lines.len();
        table += 1;
    }
    count
};

/// All lines in one row, so that a call finds its code with one step.
static ALL: [Definition; COUNT] = {
    let mut all = [TABLES[0].lines[0]; COUNT];
    let (mut at, mut table) = (0, 0);
    while table < TABLES.len() {
        let mut line = 0;
        while line < TABLES[table].lines.len() {
            all[at] = TABLES[table].lines[line];
            at += 1;
            line += 1;
        }
        table += 1;
    }
    all
};

/// What is read from the signatures, once.
struct Read {
    by_name: HashMap<&'static str, Prim>,
    signatures: Vec<Signature>,
}

static READ: LazyLock<Read> = LazyLock::new(|| Read {
    by_name: (0u16..)
        .zip(&ALL)
        .map(|(index, line)| (name_of(line.signature), Prim(index)))
        .collect(),
    signatures: ALL
        .iter()
        .map(|line| match Signature::parse(line.signature) {
            Ok(signature) => signature,
            // The signatures are constants, and a test reads them all.
            Err(error) => panic!("{error}"),
        })
        .collect(),
});

impl Prim {
    /// Finds a primitive by its name.
    pub(crate) fn named(name: &str) -> Option<Prim> {
        READ.by_name.get(name).copied()
    }

    /// The names of all primitives, for suggestions.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|line| name_of(line.signature))
    }

    /// The lines of the reference.
    pub(crate) fn entries() -> impl Iterator<Item = Entry> {
        TABLES.into_iter().flat_map(|table| {
            table.lines.iter().map(move |line| Entry {
                name: name_of(line.signature),
                kind: EntryKind::Primitive,
                subject: table.subject,
                signature: line.signature,
                doc: line.doc,
                example: line.example,
            })
        })
    }

    pub(crate) fn name(self) -> &'static str {
        name_of(self.signature_text())
    }

    /// The signature as it is shown to people.
    pub(crate) fn signature_text(self) -> &'static str {
        ALL[self.0 as usize].signature
    }

    /// The types of its parameters and of its result.
    pub(crate) fn signature(self) -> &'static Signature {
        &READ.signatures[self.0 as usize]
    }

    /// The fewest and the most arguments.
    pub(crate) fn arity(self) -> (usize, usize) {
        self.signature().arity()
    }

    pub(crate) fn run<'v>(self, work: &Work<'v>, args: &[Val<'v>]) -> Result<Val<'v>, Failed> {
        (ALL[self.0 as usize].run)(work, args)
    }
}
