//! What most tests need: a program of one source, and a scene with nothing in it.

use std::sync::Arc;

use sx::{Environment, Limits, NoHost, NoNeeds, Program, Scene, Source};

/// The program of a source, `page.sx`.
pub(crate) fn compiled(text: impl Into<String>) -> Arc<Program> {
    let source = Source::new("page.sx", text.into());
    Program::compile(&[source], &Environment::default()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A scene without host, context and answers.
pub(crate) fn plain(limits: Limits) -> Scene<'static> {
    Scene {
        host: &NoHost,
        context: &(),
        needs: &NoNeeds,
        limits,
    }
}
