//! Attacks, carried out under the limits for strangers.

use std::time::{Duration, Instant};

use sx::{
    Answer, ComponentRef, Environment, Limits, Needs, NoHost, Program, Query, RenderErrorKind,
    RenderToken, Scene, Sink, Source, Type,
};

use crate::allocations::{Counts, counted};

const SOURCE: &str = include_str!("../../../sx/tests/hostile.sx");
/// What stops each, which the tests of `sx` hold to be all of them.
const ENDS: &str = include_str!("../../../sx/tests/hostile-ends.txt");

/// All attacks, compiled.
pub(super) struct Attacks {
    program: std::sync::Arc<Program>,
}

/// An attack.
pub(super) struct Attack<'a> {
    program: &'a Program,
    component: ComponentRef,
    pub(super) name: &'a str,
    /// What is meant to stop it: as HTML, as a patch and as a wire.
    pub(super) ends: Vec<&'a str>,
}

/// What an attack came to.
pub(super) struct Outcome {
    /// What stopped it.
    pub(super) end: String,
    pub(super) time: Duration,
    pub(super) counts: Counts,
}

/// Every answer is late.
struct Late;

impl Needs for Late {
    fn answer(&self, _index: usize) -> Answer<'_> {
        Answer::Pending
    }
}

impl Attacks {
    pub(super) fn new() -> Self {
        let query = Query {
            name: "never",
            arguments: &[],
            result: Type::Any,
            doc: "An answer that does not come.",
        };
        let environment = Environment {
            queries: &[query],
            ..Environment::default()
        };
        let program = Program::compile(&[Source::new("hostile.sx", SOURCE)], &environment);
        Attacks {
            program: program.unwrap_or_else(|faults| panic!("{}", faults[0])),
        }
    }

    /// The attacks in the order of their names.
    pub(super) fn all(&self) -> Vec<Attack<'_>> {
        let attack = |line: &'static str| {
            let (name, ends) = line.split_once(": ").expect("a name and what stops it");
            Attack {
                program: &self.program,
                component: self.program.component(name).expect("it is in the source"),
                name: &name["~hostile:".len()..],
                ends: ends.split(", ").collect(),
            }
        };
        ENDS.lines().map(attack).collect()
    }
}

impl Attack<'_> {
    /// Renders it once.
    pub(super) fn carry_out<S: Sink>(&self, sink: S, limits: Limits) -> Outcome {
        let scene = Scene {
            host: &NoHost,
            context: &(),
            needs: &Late,
            limits,
        };
        let start = Instant::now();
        let (end, counts) = counted(|| {
            let token = RenderToken::mint();
            let rendered = self
                .program
                .render(self.component, &(), &scene, token, sink);
            match rendered {
                Ok(_) => "nothing".into(),
                Err(error) => match error.kind {
                    RenderErrorKind::Limit(limit) => limit.to_string(),
                    _ => error.message,
                },
            }
        });
        let time = start.elapsed();
        Outcome { end, time, counts }
    }
}
