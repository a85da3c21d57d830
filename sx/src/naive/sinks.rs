//! The other sinks beside the HTML of the same program: what they make means the same page, and nothing is
//! carried out more often for it.

use super::comparison::{MAIN, environment, scene};
use super::programs::Generated;
use super::{ProofHost, functions, without_line_feeds};
use crate::html::HtmlSink;
use crate::limits::Limits;
use crate::patch::PatchSink;
use crate::program::{Program, RenderToken};
use crate::source::Source;
use crate::wire::{WireLimits, WireSink, decode, encode};

/// Compares the other sinks with the page: how many wires mean it too, or how one differs.
pub(super) fn compare(generated: &Generated, html: &str, limits: Limits) -> Result<u64, String> {
    let functions = functions();
    let sources = [Source::new("case.sx", generated.source.as_str())];
    let Ok(program) = Program::compile(&sources, &environment(&functions)) else {
        return Ok(0);
    };
    let host = ProofHost::default();
    let page = program.component(MAIN).map_err(|fault| fault.message)?;
    let token = RenderToken::mint();
    let scene = scene(generated, &host, limits);
    let rendered = program.render(page, &generated.view, &scene, token, HtmlSink::new());
    // What a guard holds is only called in a wire: there it fails for whoever carries it out.
    if !rendered.is_ok_and(|rendered| rendered.caught.is_empty()) {
        return Ok(0);
    }
    if let Some(told) = patches(&program, generated, html, limits, host.ticks()) {
        return Err(told);
    }
    let expanded = wire(&program, generated, html, limits, WireSink::aser_slot())
        .map_err(|told| format!("expanded wire: {told}"))?;
    // What was expanded was carried out as often, all in all.
    if let Some(ticks) = expanded.filter(|ticks| *ticks != host.ticks()) {
        return Err(format!(
            "wire: {ticks} calls of `tick`, not {}",
            host.ticks()
        ));
    }
    if !generated.is_sound {
        // Only a program that means nothing wrong treats slots as markup alone.
        return Ok(u64::from(expanded.is_some()));
    }
    let calls = wire(&program, generated, html, limits, WireSink::aser())
        .map_err(|told| format!("wire: {told}"))?;
    Ok(u64::from(expanded.is_some()) + u64::from(calls.is_some()))
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

/// Renders a wire, reads it and carries it out: how often `tick` was called, or how the page differs.
fn wire(
    program: &Program,
    generated: &Generated,
    html: &str,
    limits: Limits,
    sink: WireSink<'_>,
) -> Result<Option<u64>, String> {
    let host = ProofHost::default();
    let page = program.component(MAIN).map_err(|fault| fault.message)?;
    let scene = scene(generated, &host, limits);
    let token = RenderToken::mint();
    let text = match program.render(page, &generated.view, &scene, token, sink) {
        Ok(rendered) if rendered.caught.is_empty() => rendered.page.into_string(),
        // Slots that nobody writes are in the wire all the same, and may fail there.
        Ok(_) | Err(_) => return Ok(None),
    };
    let nodes =
        decode(&text, WireLimits::default()).map_err(|error| format!("{error} in {text}"))?;
    if encode(&nodes) != text {
        return Err(format!("{text} is written as {}", encode(&nodes)));
    }
    let Ok(carried_out) = program.carry_out(&nodes, &scene) else {
        return Ok(None);
    };
    if without_line_feeds(&carried_out) != without_line_feeds(html) {
        return Err(format!("{carried_out}\nfrom {text}"));
    }
    Ok(Some(host.ticks()))
}
