//! Attacks, carried out under the limits for strangers.

use std::time::{Duration, Instant};

use sx::{
    Answer, ComponentRef, Environment, Limits, Needs, NoHost, Program, Query, RenderErrorKind,
    RenderToken, Scene, Sink, Source, Type,
};

use crate::allocations::{Counts, counted};

const SOURCE: &str = include_str!("../../../sx/tests/hostile.sx");

/// All attacks, compiled.
pub(super) struct Attacks {
    program: std::sync::Arc<Program>,
}

/// An attack.
pub(super) struct Attack<'a> {
    program: &'a Program,
    component: ComponentRef,
    pub(super) name: &'a str,
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

    /// The attacks in the order of the source.
    pub(super) fn all(&self) -> Vec<Attack<'_>> {
        let mut names: Vec<&str> = self.program.components().collect();
        names.sort_by_key(|name| SOURCE.find(&format!("{name} ()")).unwrap_or(usize::MAX));
        let attack = |name| Attack {
            program: &self.program,
            component: self.program.component(name).expect("it was named just now"),
            name: &name["~hostile:".len()..],
        };
        // What an attack calls has parameters.
        let is_attack = |name: &&str| SOURCE.contains(&format!("{name} ()"));
        names.into_iter().filter(is_attack).map(attack).collect()
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
                Ok(rendered) => format!("ends, {} failures caught", rendered.caught.len()),
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
