//! A host for tests and generated programs: small functions whose answers show what they were called with.

use std::cell::Cell;

use crate::host::{Host, HostArgs, HostError, HostFunction, Keywords};
use crate::value::{Arena, SafeStr, Val};

/// What a [`ProofHost`] can do.
pub fn functions() -> Vec<HostFunction> {
    vec![
        HostFunction::new("t", 1..=1, "the words of a message").keywords(Keywords::Any),
        HostFunction::new("date", 1..=1, "an instant in words: `:style \"long\"`")
            .keywords(Keywords::Only(&["style"]))
            .described(
                "(date instant:Int &key style?:Str) -> Str",
                "(date 0 :style \"long\")",
            ),
        HostFunction::new("money", 2..=2, "minor units as text").described(
            "(money minor:Int currency:Str) -> Str",
            "(money 350 \"GBP\")",
        ),
        HostFunction::new("tick", 1..=1, "what it was given; it counts its calls"),
        HostFunction::new("safe", 1..=1, "HTML that is trusted"),
        HostFunction::new("ada", 0..=0, "a record with a shape"),
        HostFunction::new("broken", 0..=1, "always fails"),
    ]
}

#[derive(sx::Record)]
struct Person {
    full_name: &'static str,
    age: u8,
    tags: [&'static str; 2],
}

/// Answers for [`functions`].
pub struct ProofHost {
    ada: Person,
    ticks: Cell<u64>,
}

impl Default for ProofHost {
    fn default() -> Self {
        ProofHost {
            ada: Person {
                full_name: "Ada <Lovelace>",
                age: 36,
                tags: ["maths", "engines"],
            },
            ticks: Cell::new(0),
        }
    }
}

impl ProofHost {
    /// How often `tick` was called.
    pub fn ticks(&self) -> u64 {
        self.ticks.get()
    }
}

impl Host for ProofHost {
    fn call<'v>(
        &'v self,
        name: &str,
        args: HostArgs<'_, 'v>,
        arena: &'v Arena,
    ) -> Result<Val<'v>, HostError> {
        Ok(match name {
            "t" => {
                let mut text = args.text(0)?.to_owned();
                for (key, value) in args.keywords() {
                    text.push_str(&format!(" {key}={value:?}"));
                }
                Val::Str(arena.text(&text)?)
            }
            "date" => {
                let style = args.keyword("style").and_then(|style| style.as_str());
                let style = style.unwrap_or("short");
                Val::Str(arena.format(format_args!("{style} {}", args.int(0)?))?)
            }
            "money" => {
                let minor = args.int(0)?;
                let (whole, part) = (minor / 100, minor % 100);
                Val::Str(arena.format(format_args!("{whole}.{part:02} {}", args.text(1)?))?)
            }
            "tick" => {
                self.ticks.set(self.ticks.get() + 1);
                args.get(0)
            }
            "safe" => Val::Safe(SafeStr::trusted(args.text(0)?)),
            "ada" => Val::Rec(&self.ada),
            _ => return Err(HostError::new("it is broken")),
        })
    }
}
