//! Calls of a wire, carried out: what a reader of a wire does, done here.

use std::cell::Cell;

use super::{Program, RenderToken, Scene};
use crate::html::HtmlSink;
use crate::limits::Limit;
use crate::render_error::{RenderError, RenderErrorKind};
use crate::run::failure::{Failure, limit, wrong};
use crate::value::{Record, Safe, Shape, ToVal, Val};
use crate::wire::{WireCall, WireNode, WireValue, to_html};

impl Program {
    /// A wire as HTML, with its calls carried out by the components of this program. Each call is a
    /// render of its own, with the limits of the scene; what all of them write counts together.
    #[allow(
        clippy::result_large_err,
        reason = "a failed render is rare and small beside a page"
    )]
    pub fn carry_out(&self, wire: &[WireNode], scene: &Scene<'_>) -> Result<String, RenderError> {
        self.carry_out_part(wire, scene, &Progress::default())
            .map_err(|error| *error)
    }

    fn carry_out_part(
        &self,
        wire: &[WireNode],
        scene: &Scene<'_>,
        progress: &Progress,
    ) -> Result<String, Box<RenderError>> {
        to_html(wire, &mut |call| self.carry_out_call(call, scene, progress))
    }

    fn carry_out_call(
        &self,
        call: &WireCall,
        scene: &Scene<'_>,
        progress: &Progress,
    ) -> Result<String, Box<RenderError>> {
        let name = &call.component;
        if progress.depth.get() >= scene.limits.depth.min(DEPTH_MAX) {
            return Err(of_wire(*limit(Limit::Depth)));
        }
        progress.depth.set(progress.depth.get() + 1);
        let component = self
            .component(name)
            .map_err(|unknown| of_wire(*wrong(unknown.message)))?;
        let params = &self.code.components[component.index as usize].params;
        let rest = match self.code.components[component.index as usize].rest {
            true => params.last().map(|param| param.name()),
            false => None,
        };
        let is_known =
            |key: &str| params.iter().any(|param| param.name() == key) && rest != Some(key);
        if let Some((key, _)) = call.args.iter().find(|(key, _)| !is_known(key)) {
            let message = format!("`{name}` has no parameter `:{key}`");
            return Err(of_wire(*wrong(message)));
        }
        let mut props = Props(Vec::new());
        for (key, value) in &call.args {
            let prop = match value {
                WireValue::Markup(node) => Prop::Html(Safe::trusted(self.carry_out_part(
                    std::slice::from_ref(node),
                    scene,
                    progress,
                )?)),
                value => Prop::Data(value),
            };
            props.0.push((key, prop));
        }
        match (rest, &*call.children) {
            (_, []) => {}
            (None, _) => {
                return Err(of_wire(*wrong(format!("`{name}` takes no children"))));
            }
            (Some(rest), [WireNode::Text(text)]) => props.0.push((rest, Prop::Text(text))),
            (Some(rest), children) => {
                let html = Safe::trusted(self.carry_out_part(children, scene, progress)?);
                props.0.push((rest, Prop::Html(html)));
            }
        }
        let sink = HtmlSink::new();
        let html = self.render(component, &props, scene, RenderToken::mint(), sink)?;
        progress.depth.set(progress.depth.get() - 1);
        progress
            .bytes
            .set(progress.bytes.get() + html.page.as_str().len());
        if progress.bytes.get() > scene.limits.output_bytes {
            return Err(of_wire(*limit(Limit::OutputBytes)));
        }
        Ok(html.page.into_string())
    }
}

/// Calls inside each other, which are carried out by recursion.
const DEPTH_MAX: u32 = 128;

/// How far the carrying out of one wire has come.
#[derive(Default)]
struct Progress {
    /// The calls that are open.
    depth: Cell<u32>,
    /// What all calls wrote.
    bytes: Cell<usize>,
}

/// The arguments of a call.
struct Props<'w>(Vec<(&'w str, Prop<'w>)>);

enum Prop<'w> {
    Data(&'w WireValue),
    Text(&'w str),
    Html(Safe),
}

impl Prop<'_> {
    fn value(&self) -> Val<'_> {
        match self {
            Prop::Data(value) => value.to_val(),
            Prop::Text(text) => Val::Str(text),
            Prop::Html(html) => html.to_val(),
        }
    }
}

impl Record for Props<'_> {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }
    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }
    fn get(&self, key: &str) -> Option<Val<'_>> {
        let found = self.0.iter().find(|(name, _)| *name == key);
        found.map(|(_, prop)| prop.value())
    }
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Val<'a>)) {
        for (key, prop) in &self.0 {
            visit(key, prop.value());
        }
    }
}

/// A fault of the wire itself, which has no place in the templates.
fn of_wire(failed: Failure) -> Box<RenderError> {
    let Failure {
        kind,
        message,
        help,
    } = failed;
    Box::new(RenderError {
        kind: match kind {
            RenderErrorKind::Value => RenderErrorKind::Page,
            kind => kind,
        },
        message,
        help,
        location: None,
        stack: Vec::new(),
    })
}
