//! The language as templates here have it, and pieces of it carried out: for the pages that document it.

use std::sync::Arc;

use chrono_tz::Tz;
use sx::reference::Entry;
use sx::{Diagnostics, Environment, Limits, NoNeeds, Program, RenderToken, Scene, Sink, Source};

use crate::context::RequestContext;
use crate::host_functions::{FUNCTIONS, HostFunctions};

/// Everything that a template can say: the language's own, then the functions of the frame.
pub fn reference() -> impl Iterator<Item = Entry> {
    let own = FUNCTIONS.iter().map(sx::HostFunction::entry);
    sx::reference().iter().copied().chain(own)
}

/// Source text of ours in a program of its own. Its last form is what is rendered.
pub struct Example {
    program: Arc<Program>,
}

/// More than any example needs: a mistake in one costs its page no time.
const LIMITS: Limits = Limits {
    fuel: 100_000,
    depth: 64,
    output_bytes: 64 << 10,
    arena_bytes: 256 << 10,
};

impl Example {
    /// Compiles a text with the functions of the frame.
    pub fn compile(text: &str) -> Result<Self, Diagnostics> {
        let environment = Environment {
            main: true,
            ..Environment::with_functions(FUNCTIONS)
        };
        let source = Source::new("example.sx", text);
        Program::compile(&[source], &environment).map(|program| Self { program })
    }

    /// The program that it was compiled to.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Renders what stands at the end of the text, in the English of the house: what is said around examples is, too.
    pub fn render<S: Sink>(&self, cx: &RequestContext, sink: S) -> Result<S::Done, String> {
        let house = &cx.frame().house;
        let functions = HostFunctions {
            assets: &house.assets,
            urls: &house.urls,
            language: house.words.language("en"),
            zone: Tz::UTC,
        };
        let scene = Scene {
            host: &functions,
            context: &(),
            needs: &NoNeeds,
            limits: LIMITS,
        };
        let main = self
            .program
            .component(sx::MAIN)
            .map_err(|fault| fault.to_string())?;
        self.program
            .render(main, &(), &scene, RenderToken::mint(), sink)
            .map(|rendered| rendered.page)
            .map_err(|failed| failed.to_string())
    }
}
