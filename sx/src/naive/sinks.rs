//! The other sinks beside the HTML of the same program: what they make means the same page, and nothing is
//! carried out more often for it.

use super::comparison::{Compiled, MAIN, scene};
use super::programs::Generated;
use super::{ProofHost, without_line_feeds};
use crate::limits::Limits;
use crate::patch::PatchSink;
use crate::program::{Program, RenderToken};
use crate::render_error::RenderErrorKind;
use crate::wire::{WireLimits, WireSink, decode, encode};

/// Wires of programs whose page both evaluators made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wires {
    /// In how many everything was carried out, and they mean the page.
    pub expanded: u64,
    /// In how many calls stay calls, and carried out by their reader they mean the page.
    pub calls: u64,
    /// How many failed, though their program is meant to have nothing wrong: slots that nobody writes are in a wire all
    /// the same, and a generator is not perfect.
    pub failed: u64,
}

impl Wires {
    /// Adds others.
    pub fn add(&mut self, other: Wires) {
        self.expanded += other.expanded;
        self.calls += other.calls;
        self.failed += other.failed;
    }
}

/// Compares the other sinks with the page: which wires mean it too, or how one differs.
pub(super) fn compare(
    generated: &Generated,
    compiled: &Compiled,
    html: &str,
    limits: Limits,
) -> Result<Wires, String> {
    let (program, ticks) = (&compiled.program, compiled.ticks);
    if let Some(told) = patches(program, generated, html, limits, ticks) {
        return Err(told);
    }
    let mut wires = Wires::default();
    let expanded = wire(program, generated, html, limits, WireSink::aser_slot())
        .map_err(|told| format!("expanded wire: {told}"))?;
    match expanded {
        // What was expanded was carried out as often, all in all.
        Carried::Out(found) if found != ticks => {
            return Err(format!("wire: {found} calls of `tick`, not {ticks}"));
        }
        Carried::Out(_) => wires.expanded += 1,
        Carried::Failed => wires.failed += u64::from(generated.is_sound),
        Carried::NotSo => {}
    }
    if !generated.is_sound {
        // Only a program that means nothing wrong treats slots as markup alone.
        return Ok(wires);
    }
    let calls = wire(program, generated, html, limits, WireSink::aser())
        .map_err(|told| format!("wire: {told}"))?;
    match calls {
        Carried::Out(_) => wires.calls += 1,
        Carried::Failed => wires.failed += 1,
        Carried::NotSo => {}
    }
    Ok(wires)
}

/// What became of a wire that does not differ from the page.
enum Carried {
    /// It is the page, and so often `tick` was called.
    Out(u64),
    /// A limit ended it, or a guard has caught something in it alone.
    NotSo,
    /// It failed.
    Failed,
}

fn patches(
    program: &Program,
    generated: &Generated,
    html: &str,
    limits: Limits,
    ticks: u64,
) -> Option<String> {
    let host = ProofHost::default();
    let page = program.component(MAIN).ok()?;
    let token = RenderToken::mint();
    let scene = scene(generated, &host, limits);
    let patches = match program.render(page, &generated.view, &scene, token, PatchSink::all()) {
        Ok(rendered) => rendered.page,
        Err(error) => return Some(format!("patches: {}", error.message)),
    };
    if host.ticks() != ticks {
        return Some(format!(
            "patches: {} calls of `tick`, not {ticks}",
            host.ticks()
        ));
    }
    let mut regions = patches.regions();
    let lost = regions.find(|(_, region)| !html.contains(region))?;
    Some(format!("patches: {lost:?} is not in the page"))
}

/// Renders a wire, reads it and carries it out: what became of it, or how the page differs.
fn wire(
    program: &Program,
    generated: &Generated,
    html: &str,
    limits: Limits,
    sink: WireSink<'_>,
) -> Result<Carried, String> {
    let host = ProofHost::default();
    let page = program.component(MAIN).map_err(|fault| fault.message)?;
    let scene = scene(generated, &host, limits);
    let token = RenderToken::mint();
    let ended = |kind: RenderErrorKind| match kind {
        RenderErrorKind::Limit(_) => Carried::NotSo,
        _ => Carried::Failed,
    };
    let text = match program.render(page, &generated.view, &scene, token, sink) {
        Ok(rendered) if rendered.caught.is_empty() => rendered.page.into_string(),
        Ok(_) => return Ok(Carried::NotSo),
        Err(error) => return Ok(ended(error.kind)),
    };
    let nodes =
        decode(&text, WireLimits::default()).map_err(|error| format!("{error} in {text}"))?;
    if encode(&nodes) != text {
        return Err(format!("{text} is written as {}", encode(&nodes)));
    }
    let carried_out = match program.carry_out(&nodes, &scene) {
        Ok(carried_out) => carried_out,
        Err(error) => return Ok(ended(error.kind)),
    };
    if without_line_feeds(&carried_out) != without_line_feeds(html) {
        return Err(format!("{carried_out}\nfrom {text}"));
    }
    Ok(Carried::Out(host.ticks()))
}
