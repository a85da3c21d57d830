//! The work that a hostile template can cause is bounded by its limits: counted, not timed.

use super::tally::{self, Tally};
use crate::{
    Answer, Environment, HtmlSink, Limits, Needs, NoHost, PatchSink, Program, Query, RenderError,
    RenderErrorKind, RenderToken, Scene, Sink, Source, Type, WireSink,
};

const HOSTILE: &str = include_str!("../../tests/hostile.sx");
/// What stops each: as HTML, as a patch and as a wire.
const ENDS: &str = include_str!("../../tests/hostile-ends.txt");

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

/// The attacks: what takes no parameters can be rendered by itself.
fn attacks(program: &Program) -> impl Iterator<Item = &str> {
    let all = program.definitions().iter();
    all.map(|definition| (&*definition.name, &*definition.text))
        .filter(|(name, text)| text.starts_with(&format!("(defcomp {name} ()")))
        .map(|(name, _)| name)
}

fn render<S: Sink>(
    program: &Program,
    name: &str,
    limits: Limits,
    sink: S,
) -> Result<(), Box<RenderError>> {
    let page = program.component(name).unwrap();
    let scene = Scene {
        host: &NoHost,
        context: &(),
        needs: &Late,
        limits,
    };
    let rendered = program.render(page, &(), &scene, RenderToken::mint(), sink);
    rendered.map(drop).map_err(Box::new)
}

/// What stops an attack.
fn end<S: Sink>(program: &Program, name: &str, sink: S) -> String {
    match render(program, name, Limits::tenant(), sink) {
        Ok(()) => "nothing".into(),
        Err(error) => match error.kind {
            RenderErrorKind::Limit(limit) => limit.to_string(),
            _ => error.message,
        },
    }
}

/// An attack that is stopped by something else, or that is none any more, proves little.
#[test]
fn hostile_templates_end_with_what_is_meant_to_stop_them() {
    let program = hostile();
    let mut found = String::new();
    for name in attacks(&program) {
        let ends = [
            end(&program, name, HtmlSink::new()),
            end(&program, name, PatchSink::all()),
            end(&program, name, WireSink::aser()),
        ];
        found.push_str(&format!("{name}: {}\n", ends.join(", ")));
    }
    assert_eq!(found, ENDS, "found\n{found}");
}

fn attack<S: Sink>(program: &Program, name: &str, limits: Limits, sink: S) -> Tally {
    tally::take();
    // Most end with a limit, some with another failure, and some get by.
    let _ = render(program, name, limits, sink);
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
        for name in attacks(&program) {
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
