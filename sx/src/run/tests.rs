//! The work that a hostile template can cause is bounded by its limits: counted, not timed.

use super::tally::{self, Tally};
use crate::{
    Answer, Environment, HtmlSink, Limits, Needs, NoHost, PatchSink, Program, Query, RenderToken,
    Scene, Sink, Source, Type, WireSink,
};

const HOSTILE: &str = include_str!("../../tests/hostile.sx");

/// With guards, a render may use this many times its limits.
const WITH_GUARDS: u64 = 2;

/// Every answer is late.
struct Late;

impl Needs for Late {
    fn answer(&self, _index: usize) -> Answer<'_> {
        Answer::Pending
    }
}

fn hostile() -> std::sync::Arc<Program> {
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
    Program::compile(&[Source::new("hostile.sx", HOSTILE)], &environment).unwrap()
}

fn attack<S: Sink>(program: &Program, name: &str, limits: Limits, sink: S) -> Tally {
    let page = program.component(name).unwrap();
    let scene = Scene {
        host: &NoHost,
        context: &(),
        needs: &Late,
        limits,
    };
    tally::take();
    // Most end with a limit, some with another failure, and some get by.
    drop(program.render(page, &(), &scene, RenderToken::mint(), sink));
    tally::take()
}

#[test]
fn hostile_templates_do_no_more_work_than_their_limits_allow() {
    let program = hostile();
    let ops = program.code_len() as u64;
    let scarce = Limits {
        fuel: 20_000,
        depth: 32,
        output_bytes: 64 << 10,
        arena_bytes: 256 << 10,
    };
    for limits in [Limits::tenant(), scarce] {
        // What takes no parameters can be rendered by itself.
        let names = program
            .components()
            .filter(|name| HOSTILE.contains(&format!("{name} ()")));
        for name in names {
            for tally in [
                attack(&program, name, limits, HtmlSink::new()),
                attack(&program, name, limits, PatchSink::all()),
                attack(&program, name, limits, WireSink::aser()),
            ] {
                let fuel = limits.fuel * WITH_GUARDS;
                assert!(tally.fuel <= fuel, "{name}: {tally:?}");
                assert!(tally.ops <= 8 * tally.fuel + ops, "{name}: {tally:?}");
                let arena = limits.arena_bytes * WITH_GUARDS as usize;
                assert!(tally.arena <= arena, "{name}: {tally:?}");
                // Text is written in pieces, and what is behind the limit is thrown away.
                let output = limits.output_bytes + (32 << 10);
                assert!(tally.output <= output, "{name}: {tally:?}");
            }
        }
    }
}
