//! `rose-ash sx render`: a file, or a page in it, rendered with data from the command line.

use std::io::{Read, Write};

use contracts::AppName;
use serde_json::{Map, Value};
use sx::{
    ComponentRef, HtmlSink, PatchSink, Program, RenderError, RenderToken, Rendered, Scene, Sink,
    WireSink,
};

use super::options::{OutputKind, RenderOptions};
use super::{compiling, faults, files, workbench};
use crate::failure::Failure;

/// Prints what the file makes, and nothing else, on standard output.
pub(crate) fn render(options: &RenderOptions) -> Result<(), Failure> {
    if options.expand && options.sink != OutputKind::Wire {
        return Err(Failure::wrong_use(
            "--expand is for --sink wire: HTML and patches hold no calls",
        ));
    }
    let view = view(options)?;
    let program = compiled(options)?;
    let page = page(options, &program)?;
    let bench = workbench()?;
    let app = options.page.as_deref().map_or(AppName::Blog, app_of);
    let text = bench.with_scene(app, |scene| made(options, &program, page, &view, scene));
    let text = text.map_err(|error| {
        eprintln!("{error}\n");
        Failure::run(format!(
            "{} cannot be rendered: what is wrong stands above",
            options.file.display()
        ))
    })?;
    std::io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| Failure::run(format!("standard output: {error}")))
}

/// The data: parameters of a page, or `props` for the file's own form.
fn view(options: &RenderOptions) -> Result<Map<String, Value>, Failure> {
    let text = match options.props.as_str() {
        "-" => {
            let mut text = String::new();
            std::io::stdin()
                .read_to_string(&mut text)
                .map_err(|error| Failure::run(format!("standard input: {error}")))?;
            text
        }
        given => match given.strip_prefix('@') {
            Some(file) => files::read(file.as_ref())?,
            None => given.to_owned(),
        },
    };
    let props: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::wrong_use(format!("--props is no JSON: {error}")))?;
    match (&options.page, props) {
        (None, props) => Ok(Map::from_iter([("props".to_owned(), props)])),
        (Some(_), Value::Object(parameters)) => Ok(parameters),
        (Some(page), _) => Err(Failure::wrong_use(format!(
            "--props must be an object: its fields are the parameters of `{page}`"
        ))),
    }
}

/// The file over the shared templates, and beside what it was given `--with`.
fn compiled(options: &RenderOptions) -> Result<std::sync::Arc<Program>, Failure> {
    let mut paths = vec![options.file.clone()];
    let beside = files::named(&options.with)?;
    paths.extend(beside.into_iter().filter(|path| *path != options.file));
    let mut sources = files::sources(&paths)?;
    sources.extend(files::shared()?);
    compiling::compiled(&sources, false).map_err(|found| {
        match faults::tell(&found.0, paths.len()) {
            Err(failure) => failure,
            Ok(()) => Failure::run("the templates do not compile"),
        }
    })
}

fn page(options: &RenderOptions, program: &Program) -> Result<ComponentRef, Failure> {
    let Some(name) = &options.page else {
        return program.component(sx::MAIN).map_err(|_| {
            Failure::wrong_use(format!(
                "{} has only definitions: say which to render with --page, or end it with a form",
                options.file.display()
            ))
        });
    };
    program.component(name).map_err(|fault| {
        let help = fault.help.map(|help| format!(": {help}"));
        Failure::wrong_use(format!("{}{}", fault.message, help.unwrap_or_default()))
    })
}

/// The app whose page it is.
fn app_of(page: &str) -> AppName {
    let namespace = page.trim_start_matches('~').split(':').next();
    namespace
        .and_then(|name| name.parse().ok())
        .unwrap_or(AppName::Blog)
}

fn made(
    options: &RenderOptions,
    program: &Program,
    page: ComponentRef,
    view: &Map<String, Value>,
    scene: &Scene<'_>,
) -> Result<String, RenderError> {
    match options.sink {
        OutputKind::Html => {
            run(program, page, view, scene, HtmlSink::new()).map(|html| html.into_string())
        }
        OutputKind::Wire => {
            let sink = match options.expand {
                true => WireSink::aser_slot(),
                false => WireSink::aser(),
            };
            run(program, page, view, scene, sink).map(|wire| wire.into_string())
        }
        OutputKind::Patch => {
            let patches = run(program, page, view, scene, PatchSink::all())?;
            if patches.regions().next().is_none() {
                eprintln!("rose-ash: the page has no regions: nothing is marked with :sx-region");
            }
            Ok(patches.html())
        }
    }
}

/// Renders, and reports what was caught on the way.
fn run<S: Sink>(
    program: &Program,
    page: ComponentRef,
    view: &Map<String, Value>,
    scene: &Scene<'_>,
    sink: S,
) -> Result<S::Done, RenderError> {
    let Rendered { page, caught, .. } =
        program.render(page, view, scene, RenderToken::mint(), sink)?;
    for failure in caught {
        eprintln!("{failure}\n");
    }
    Ok(page)
}
