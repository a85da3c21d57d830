//! Whole programs, made by chance from a seed: components that call each other, with everything that
//! the language has, in ways that nobody would write. Most of them render; some fail, because a value
//! does not fit, a slot is written twice, or a recursion has no end.

mod bindings;
mod components;
mod content;
mod data;
mod features;
mod functions;
mod kinds;
mod macros;
mod numbers;
mod scope;
mod shrink;
mod texts;
mod values;

use serde_json::{Map, Value};

pub use features::{FEATURES, features_of};
pub use numbers::Numbers;
pub use shrink::shrink;
pub use texts::hostile;

use components::Signature;
use scope::{Kind, Names};

/// A program and the data for its page, `~test:main`.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The source.
    pub source: String,
    /// The same program with names in its macros that are not used outside of them.
    pub apart: Option<String>,
    /// Whether nothing in it is meant to be wrong.
    pub is_sound: bool,
    /// The fields of the page.
    pub view: Map<String, Value>,
    /// The record of the render.
    pub context: Map<String, Value>,
}

/// Makes the program of a seed.
pub fn generate(seed: u64) -> Generated {
    generate_with(Numbers::new(seed))
}

/// Makes the program that bytes choose.
pub fn generate_from(bytes: &[u8]) -> Generated {
    generate_with(Numbers::from_bytes(bytes))
}

fn generate_with(mut numbers: Numbers) -> Generated {
    let view = data::view(&mut numbers);
    let context = data::context(&mut numbers);
    let mut generator = Generator {
        numbers,
        names: Names::default(),
        components: Vec::new(),
        callable: 0,
        budget: 0,
        in_loop: 0,
        in_foreign: 0,
        faults: true,
    };
    // Half of the programs mean nothing wrong; they shall render.
    generator.faults = generator.numbers.once_in(2);
    let (source, apart) = generator.program();
    Generated {
        source,
        apart: Some(apart),
        is_sound: !generator.faults,
        view,
        context,
    }
}

/// The state of making one program.
struct Generator {
    numbers: Numbers,
    names: Names,
    components: Vec<Signature>,
    /// Components from this one on can be called without a circle.
    callable: usize,
    /// How many forms this component may still have.
    budget: usize,
    /// Loops around the form.
    in_loop: usize,
    /// Pictures and formulas around the form: no part comes later there.
    in_foreign: usize,
    /// Whether something may be wrong now and then.
    faults: bool,
}

impl Generator {
    fn once_in(&mut self, times: usize) -> bool {
        self.numbers.once_in(times)
    }

    /// True once in `times`, in programs that may be wrong.
    fn wrong_once_in(&mut self, times: usize) -> bool {
        self.faults && self.numbers.once_in(times)
    }

    /// A name from few, so that names hide each other; elements and primitives are among them.
    fn name(&mut self) -> String {
        const NAMES: &[&str] = &[
            "x", "y", "n", "item", "a", "b", "p", "title", "len", "first", "acc", "f",
        ];
        self.numbers.of(NAMES).to_owned()
    }

    /// A name for a function: nothing else may have it at the head of a list.
    fn function_name(&mut self) -> String {
        self.numbers.of(&["f", "h", "k", "item", "acc"]).to_owned()
    }

    /// Runs with more names, and forgets them.
    fn within<T>(&mut self, names: &[(String, Kind)], inside: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.names.len();
        for (name, kind) in names {
            self.names.bind(name, *kind);
        }
        let result = inside(self);
        self.names.forget(mark);
        result
    }
}
