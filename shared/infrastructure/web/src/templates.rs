//! Each app's compiled templates: the shared ones with the app's laid over them. In `--dev` they are read from the
//! source tree and compiled again when a file changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use std::{fs, io};

use include_dir::{Dir, include_dir};
use sx::{Diagnostic, Diagnostics, Environment, PageView, Program, Shape, Source, View};

use crate::app::ViewCheck;
use crate::declared::{self, DataQuery};
use crate::forms::{FieldView, RefusalView};
use crate::fragments::FragmentView;
use crate::picture::PictureView;
use crate::scene::PageContext;
use crate::setup::Mode;
use crate::{error_page, fragments, host_functions};

/// A folder of `.sx` files: in the binary, and where it came from.
#[derive(Clone, Debug)]
pub struct TemplateFolder {
    /// What stands before a file's name in messages: `blog/templates`.
    pub label: &'static str,
    /// Where the folder is in the source tree, for `--dev`.
    pub folder: PathBuf,
    /// The files as they were built.
    pub embedded: Dir<'static>,
}

/// The calling crate's folder `templates`, as [`App::templates`](crate::App::templates) wants it.
#[macro_export]
macro_rules! templates {
    () => {{
        use $crate::include_dir;
        const EMBEDDED: include_dir::Dir<'static> =
            include_dir::include_dir!("$CARGO_MANIFEST_DIR/templates");
        $crate::TemplateFolder {
            label: concat!(env!("CARGO_PKG_NAME"), "/templates"),
            folder: ::std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
            embedded: EMBEDDED,
        }
    }};
}

pub(crate) const SHARED_LAYER: u16 = 0;
pub(crate) const APP_LAYER: u16 = 1;

impl TemplateFolder {
    /// The templates that every app uses.
    pub(crate) fn shared() -> Self {
        const EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../templates");
        Self {
            label: "shared/templates",
            folder: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates")),
            embedded: EMBEDDED,
        }
    }

    fn add_embedded(&self, layer: u16, sources: &mut Vec<Source>) {
        let mut open = vec![&self.embedded];
        while let Some(dir) = open.pop() {
            open.extend(dir.dirs());
            for file in dir.files().filter(|file| is_template(file.path())) {
                let path = format!("{}/{}", self.label, file.path().display());
                sources
                    .push(Source::new(path, file.contents_utf8().unwrap_or_default()).layer(layer));
            }
        }
    }

    /// Its files as they are in the source tree, or as they were built where that is gone.
    pub(crate) fn add_current(&self, layer: u16, sources: &mut Vec<Source>) -> io::Result<()> {
        if self.folder.is_dir() {
            return self.add_files(layer, sources);
        }
        self.add_embedded(layer, sources);
        Ok(())
    }

    fn add_files(&self, layer: u16, sources: &mut Vec<Source>) -> io::Result<()> {
        for path in template_files(&self.folder)? {
            let name = path.strip_prefix(&self.folder).unwrap_or(&path);
            let label = format!("{}/{}", self.label, name.display());
            sources.push(Source::new(label, fs::read_to_string(&path)?).layer(layer));
        }
        Ok(())
    }
}

fn is_template(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "sx")
}

/// All `.sx` files below a folder, in order of their paths.
fn template_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if is_template(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The compiled templates of one app.
pub(crate) enum Templates {
    /// As built.
    Fixed(Arc<Program>),
    /// From the source tree.
    Watched(Box<Watched>),
}

impl Templates {
    /// Compiles shared and own templates together and checks the views.
    pub(crate) fn open(
        shared: &TemplateFolder,
        own: TemplateFolder,
        known: Known,
        mode: Mode,
    ) -> Result<Self, Diagnostics> {
        let on_disk = own.folder.is_dir() && shared.folder.is_dir();
        if mode == Mode::Dev && on_disk {
            return Watched::open([shared.clone(), own], known)
                .map(|watched| Self::Watched(Box::new(watched)));
        }
        let mut sources = Vec::new();
        shared.add_embedded(SHARED_LAYER, &mut sources);
        own.add_embedded(APP_LAYER, &mut sources);
        compile(&sources, &known, false).map(Self::Fixed)
    }

    /// The program to render with now. In `--dev`, the faults of what was edited last, and the last program without.
    pub(crate) fn program(&self) -> Result<Arc<Program>, Box<Broken>> {
        match self {
            Self::Fixed(program) => Ok(program.clone()),
            Self::Watched(watched) => watched.program(),
        }
    }

    /// The program as it is now, or the last that compiled.
    pub(crate) fn current(&self) -> Arc<Program> {
        self.program().unwrap_or_else(|_| self.last_good())
    }

    /// A program that compiled, edited or not: for the pages that show what does not compile.
    pub(crate) fn last_good(&self) -> Arc<Program> {
        match self {
            Self::Fixed(program) => program.clone(),
            Self::Watched(watched) => watched.lock().program.clone(),
        }
    }

    /// The lines around a place in a template, when the source tree is there.
    pub(crate) fn lines_around(&self, location: &sx::Location) -> Vec<(u32, String)> {
        match self {
            Self::Fixed(_) => vec![(location.line, location.source_line.clone())],
            Self::Watched(watched) => watched.lines_around(location),
        }
    }
}

/// Templates that do not compile.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) faults: Diagnostics,
}

/// What shared components take, whichever views an app has.
const SHARED_TYPES: [&Shape; 4] = [
    FieldView::SHAPE,
    FragmentView::SHAPE,
    PictureView::SHAPE,
    RefusalView::SHAPE,
];

/// What an app's templates are compiled against: its own views, those that every app has, and what it answers.
pub(crate) struct Known {
    views: Vec<ViewCheck>,
    queries: Vec<sx::Query>,
}

impl Known {
    pub(crate) fn of(own: Vec<ViewCheck>, queries: &[DataQuery]) -> Self {
        Self {
            views: own
                .into_iter()
                .chain(error_page::checks())
                .chain(fragments::checks())
                .collect(),
            queries: queries.iter().map(|query| query.signature).collect(),
        }
    }
}

/// What templates may name beside each other.
pub(crate) fn environment<'e>(views: &'e [PageView], queries: &'e [sx::Query]) -> Environment<'e> {
    Environment {
        views,
        queries,
        context: Some(PageContext::SHAPE),
        types: &SHARED_TYPES,
        ..Environment::with_functions(host_functions::FUNCTIONS)
    }
}

/// Compiles templates and checks the views; with the tests among them for whoever runs those.
pub(crate) fn compile(
    sources: &[Source],
    known: &Known,
    tests: bool,
) -> Result<Arc<Program>, Diagnostics> {
    let views: Vec<PageView> = known.views.iter().map(|check| check.0).collect();
    let environment = Environment {
        tests,
        ..environment(&views, &known.queries)
    };
    let program = Program::compile(sources, &environment)?;
    let faults = declared::check(&program, &known.views);
    if faults.is_empty() {
        Ok(program)
    } else {
        Err(Diagnostics(faults))
    }
}

/// Faults, each place and message once: those of the shared templates show up in every app, each time on another way.
pub fn told_once(faults: impl IntoIterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let is_new = |fault: &Diagnostic| {
        let place = fault.location.as_ref().map(ToString::to_string);
        seen.insert((place, fault.message.clone()))
    };
    faults.into_iter().filter(is_new).collect()
}

/// Templates of the source tree, compiled again when a file appears, goes or changes.
pub(crate) struct Watched {
    folders: [TemplateFolder; 2],
    known: Known,
    state: Mutex<WatchedState>,
}

struct WatchedState {
    /// The last program that compiled.
    program: Arc<Program>,
    /// What is wrong with the files as they are now.
    faults: Option<Diagnostics>,
    /// The files that program and faults come from.
    seen: Vec<Stamp>,
}

/// Enough of a file to see that it changed.
type Stamp = (PathBuf, SystemTime, u64);

impl Watched {
    fn open(folders: [TemplateFolder; 2], known: Known) -> Result<Self, Diagnostics> {
        let seen = stamps(&folders);
        let program = read_and_compile(&folders, &known)?;
        Ok(Self {
            folders,
            known,
            state: Mutex::new(WatchedState {
                program,
                faults: None,
                seen,
            }),
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, WatchedState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn program(&self) -> Result<Arc<Program>, Box<Broken>> {
        let mut state = self.lock();
        let now = stamps(&self.folders);
        if now != state.seen {
            state.seen = now;
            match read_and_compile(&self.folders, &self.known) {
                Ok(program) => {
                    tracing::info!("templates compiled again");
                    state.program = program;
                    state.faults = None;
                }
                Err(faults) => {
                    tracing::error!("templates do not compile:\n{faults}");
                    state.faults = Some(faults);
                }
            }
        }
        match &state.faults {
            None => Ok(state.program.clone()),
            Some(faults) => Err(Box::new(Broken {
                faults: faults.clone(),
            })),
        }
    }

    fn lines_around(&self, location: &sx::Location) -> Vec<(u32, String)> {
        let file = self.folders.iter().find_map(|folder| {
            let name = location
                .path
                .strip_prefix(folder.label)?
                .strip_prefix('/')?;
            fs::read_to_string(folder.folder.join(name)).ok()
        });
        let Some(text) = file else {
            return vec![(location.line, location.source_line.clone())];
        };
        let first = location.line.saturating_sub(CONTEXT_LINES).max(1);
        (first..)
            .zip(text.lines().skip(first as usize - 1))
            .take_while(|(number, _)| *number <= location.line + CONTEXT_LINES)
            .map(|(number, line)| (number, line.to_owned()))
            .collect()
    }
}

/// How many lines are shown before and after the one that is meant.
const CONTEXT_LINES: u32 = 4;

fn read_and_compile(
    folders: &[TemplateFolder; 2],
    known: &Known,
) -> Result<Arc<Program>, Diagnostics> {
    let mut sources = Vec::new();
    for (folder, layer) in folders.iter().zip([SHARED_LAYER, APP_LAYER]) {
        folder.add_files(layer, &mut sources).map_err(|error| {
            Diagnostics(vec![Diagnostic::new(format!(
                "cannot read {}: {error}",
                folder.folder.display()
            ))])
        })?;
    }
    compile(&sources, known, false)
}

/// A folder that cannot be read has no stamps: the next compilation says why.
fn stamps(folders: &[TemplateFolder; 2]) -> Vec<Stamp> {
    let files = folders
        .iter()
        .flat_map(|folder| template_files(&folder.folder).unwrap_or_default());
    files
        .map(|path| {
            let facts = fs::metadata(&path).ok();
            let changed = facts
                .as_ref()
                .and_then(|facts| facts.modified().ok())
                .unwrap_or(SystemTime::UNIX_EPOCH);
            (path, changed, facts.map_or(0, |facts| facts.len()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_once_whichever_way_leads_there() {
        let at = |message: &str, route: &str| {
            Diagnostic::new(message).reached(Vec::new(), Some(route.to_owned()))
        };
        let told = told_once([
            at("one", "GET /"),
            at("two", "GET /"),
            at("one", "GET /cart/"),
        ]);
        assert_eq!(told, [at("one", "GET /"), at("two", "GET /")]);
    }
}
