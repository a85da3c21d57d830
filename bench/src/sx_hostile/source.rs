//! Sources that are an attack as they are: on whoever compiles them.

use std::time::{Duration, Instant};

use sx::{Environment, Program, Source};

use crate::allocations::{Counts, counted};

/// A source, and what it tries.
pub(super) struct Attack {
    pub(super) name: String,
    /// Whether its forms are nested without end.
    pub(super) is_nested: bool,
    text: String,
}

/// What came of it.
pub(super) struct Outcome {
    /// The first fault, or that there is none.
    pub(super) end: String,
    pub(super) faults: usize,
    pub(super) time: Duration,
    pub(super) counts: Counts,
}

/// All of them.
#[allow(clippy::too_many_lines, reason = "a table of attacks")]
pub(super) fn all() -> Vec<Attack> {
    let deep = 100_000;
    let brackets = [
        ("(", ")"),
        ("[", "]"),
        ("{:a ", "}"),
        ("'", ""),
        ("`", ""),
        ("#;", ""),
        ("(div ", ")"),
        ("(if true ", ")"),
        ("(let ((x 1)) ", ")"),
        ("((fn (x) ", ") 1)"),
        ("(-> 1 (+ ", "))"),
    ];
    let nested = brackets.map(|(open, close)| Attack {
        name: format!("`{}` nested {deep} deep", open.trim()),
        is_nested: true,
        text: page(&format!("{}1{}", open.repeat(deep), close.repeat(deep))),
    });
    let many = |name: &str, text: String| Attack {
        name: name.to_owned(),
        is_nested: false,
        text,
    };
    let doubling: String = (1..64)
        .map(|n| format!("(defmacro m{n} (x) `(m{} (+ ,x ,x)))", n - 1))
        .collect();
    let inlined: String = (1..60)
        .map(|n| {
            format!(
                "(defcomp ~h:c{n} () {})",
                format!("(~h:c{})", n - 1).repeat(3)
            )
        })
        .collect();
    let named = |count: usize| {
        (0..count)
            .map(|n| format!("(unknown-name-{n}) "))
            .collect::<String>()
    };
    let attributes: String = (0..10_000).map(|n| format!(":unknown-{n} 1 ")).collect();
    let lets: String = (0..10_000).map(|n| format!("(a{n} {n}) ")).collect();
    let mut attacks = Vec::from(nested);
    attacks.extend([
        many("brackets that never close", "(".repeat(deep)),
        many("brackets that never opened", ")".repeat(deep)),
        many(
            "a macro of itself",
            format!("(defmacro m (x) `(m (+ ,x 1))){}", page("(m 1)")),
        ),
        many(
            "macros that double",
            format!("(defmacro m0 (x) `(+ ,x 1)){doubling}{}", page("(m63 1)")),
        ),
        many(
            "components in components",
            format!("(defcomp ~h:c0 () \"x\"){inlined}{}", page("(~h:c59)")),
        ),
        many("10,000 unknown names", page(&named(10_000))),
        many(
            "10,000 unknown attributes",
            page(&format!("(p {attributes})")),
        ),
        many("10,000 variables", page(&format!("(let ({lets}) 1)"))),
        many("a string without end", format!("\"{}", "x".repeat(100_000))),
        many("a number without end", page(&"9".repeat(100_000))),
        many("a name without end", page(&"x".repeat(100_000))),
        many(
            "100,000 arguments",
            page(&format!("(+ {})", "1 ".repeat(deep))),
        ),
    ]);
    attacks
}

fn page(body: &str) -> String {
    format!("(defcomp ~h:page () {body})")
}

impl Attack {
    /// How long it is.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Compiles it once.
    pub(super) fn carry_out(&self) -> Outcome {
        let source = [Source::new("hostile.sx", self.text.as_str())];
        let start = Instant::now();
        let (compiled, counts) = counted(|| Program::compile(&source, &Environment::default()));
        let time = start.elapsed();
        let (end, faults) = match &compiled {
            Ok(_) => ("it compiles".to_owned(), 0),
            Err(faults) => (faults[0].message.chars().take(60).collect(), faults.len()),
        };
        Outcome {
            end,
            faults,
            time,
            counts,
        }
    }
}
