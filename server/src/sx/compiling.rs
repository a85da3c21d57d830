//! Files compiled on their own, without the app that they belong to.

use std::sync::{Arc, LazyLock};

use sx::{Diagnostics, Environment, Program, Query, Source};
use web::Workbench;

use super::all_apps;

/// What all apps answer: a file may belong to any of them.
static QUERIES: LazyLock<Vec<Query>> = LazyLock::new(|| web::queries(&all_apps()));

/// Compiles sources, with their tests if those are wanted. A form at the end of a file that is written to be rendered
/// becomes `~sx:main`.
pub(super) fn compiled(sources: &[Source], tests: bool) -> Result<Arc<Program>, Diagnostics> {
    let environment = Environment {
        tests,
        main: true,
        ..Workbench::environment(&QUERIES)
    };
    Program::compile(sources, &environment)
}
