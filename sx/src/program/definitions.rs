//! Definitions by their content: what a reader of the wire fetches once and keeps for ever.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use super::{ComponentRef, Program};
use crate::expand::readable;
use crate::ops::{Code, Op};
use crate::read::print;
use crate::sink::Format;

/// A definition as its readers get it: macros expanded, comments and spacing gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The full name of what it defines.
    pub name: String,
    /// The first 16 hexadecimal digits of the SHA-256 of the text.
    pub hash: String,
    /// The source.
    pub text: String,
    /// Whether it, and all that it calls, can be carried out away from the host: without host
    /// functions, the context of a render and data that is asked for.
    pub is_portable: bool,
}

/// What a page may call: the definitions that a reader of its wire needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest<'p> {
    /// In the order of their names.
    pub definitions: Vec<&'p Definition>,
    /// A hash of all their names and hashes, made like that of a definition.
    pub hash: String,
}

/// The definitions of a program, by name and by hash.
#[derive(Debug)]
pub(super) struct Definitions {
    /// In the order of their names.
    all: Vec<Definition>,
    by_hash: HashMap<String, usize>,
    /// Where the definition of a component is in `all`; those that a higher layer replaced have
    /// none.
    by_component: HashMap<u32, usize>,
}

impl Program {
    /// All definitions, in the order of their names. What a higher layer replaced is not among them.
    pub fn definitions(&self) -> &[Definition] {
        &self.known_definitions().all
    }

    /// The definition with this hash.
    pub fn definition(&self, hash: &str) -> Option<&Definition> {
        let known = self.known_definitions();
        known.by_hash.get(hash).map(|index| &known.all[*index])
    }

    /// Whether a component can be carried out away from the host; see [`Definition::is_portable`].
    pub fn is_portable(&self, name: &str) -> bool {
        let known = self.known_definitions();
        self.by_name
            .get(name)
            .and_then(|component| known.by_component.get(component))
            .is_some_and(|index| known.all[*index].is_portable)
    }

    /// What a page may call, directly or not. The page itself is carried out by whoever renders it.
    pub fn manifest(&self, page: ComponentRef) -> Manifest<'_> {
        let code = self.code(Format::Wire);
        let mut found = BTreeSet::new();
        let mut open: Vec<u32> = match self.find(code, page) {
            Some(_) => vec![page.index],
            None => Vec::new(),
        };
        while let Some(component) = open.pop() {
            let calls = callees(code, component).filter(|callee| found.insert(*callee));
            open.extend(calls);
        }
        let known = self.known_definitions();
        let mut definitions: Vec<&Definition> = found
            .iter()
            .filter_map(|component| known.by_component.get(component))
            .map(|index| &known.all[*index])
            .collect();
        definitions.sort_by(|a, b| a.name.cmp(&b.name));
        let lines = definitions.iter();
        let lines: String = lines
            .map(|it| format!("{} {}\n", it.name, it.hash))
            .collect();
        Manifest {
            hash: content_hash(&lines),
            definitions,
        }
    }

    /// Made when they are wanted first: few programs are read by anyone but their host.
    fn known_definitions(&self) -> &Definitions {
        self.definitions.get_or_init(|| {
            let portable = portable(self.code(Format::Wire));
            let mut named: Vec<(&str, u32)> = self
                .by_name
                .iter()
                .map(|(name, component)| (&**name, *component))
                .collect();
            named.sort_unstable();
            let define = |&(name, component): &(&str, u32)| {
                let text = print(&readable(&self.forms[component as usize]));
                Definition {
                    name: name.to_owned(),
                    hash: content_hash(&text),
                    text,
                    is_portable: portable[component as usize],
                }
            };
            let all: Vec<Definition> = named.iter().map(define).collect();
            let hashes = all.iter().enumerate();
            let components = named.iter().enumerate();
            Definitions {
                by_hash: hashes.map(|(index, it)| (it.hash.clone(), index)).collect(),
                by_component: components.map(|(index, it)| (it.1, index)).collect(),
                all,
            }
        })
    }
}

/// The first 16 hexadecimal digits of the SHA-256.
fn content_hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let bytes = digest.iter().take(8);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// The components that a component calls. The code of a wire has a call for each: it inlines nothing.
fn callees(code: &Code, component: u32) -> impl Iterator<Item = u32> {
    let calls = code.components[component as usize].calls.clone();
    code.calls[calls].iter().map(|call| call.component)
}

/// For each component whether it, and all that it calls, does without the host.
fn portable(code: &Code) -> Vec<bool> {
    let components = code.components.iter();
    let mut portable: Vec<bool> = components
        .map(|component| {
            !code.ops[component.ops.clone()]
                .iter()
                .any(|it| asks_host(it.op))
        })
        .collect();
    let mut callers: Vec<Vec<u32>> = vec![Vec::new(); portable.len()];
    for caller in 0..portable.len() as u32 {
        for callee in callees(code, caller) {
            callers[callee as usize].push(caller);
        }
    }
    let mut open: Vec<usize> = (0..portable.len()).filter(|it| !portable[*it]).collect();
    while let Some(component) = open.pop() {
        for caller in &callers[component] {
            if std::mem::take(&mut portable[*caller as usize]) {
                open.push(*caller as usize);
            }
        }
    }
    portable
}

fn asks_host(op: Op) -> bool {
    matches!(op, Op::Host { .. } | Op::Context | Op::Need(_))
}
