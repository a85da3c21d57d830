//! A compiled set of templates.

mod carry_out;
mod definitions;
mod explain;
mod listing;
mod naming;
mod page_functions;
mod pages;
mod parameters;
mod props;
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

use crate::check::check;
use crate::compile::{Reached, compile};
use crate::define;
use crate::diagnostic::{Diagnostic, Diagnostics, FAULTS_MAX};
use crate::environment::Environment;
use crate::host::{Host, HostFunction};
use crate::limits::Limits;
use crate::needs::{Deferred, Needs, Question};
use crate::ops::{Code, ComponentCode};
use crate::read::Form;
use crate::render_error::{RenderError, RenderErrorKind};
use crate::resolve::{self, Need};
use crate::run::{Detours, Kept, Machine};
use crate::shapes::Shapes;
use crate::sink::{Format, Sink};
use crate::source::Source;
use crate::suggest::did_you_mean;
use crate::tree::Component;
use crate::url::PageFunctions;
use crate::value::{Arena, ComponentCall, Record};

use definitions::Definitions;
pub use definitions::{Definition, Manifest};
pub use listing::Instruction;

pub use pages::Page;
use pages::PageCode;
pub use parameters::Parameter;
use tests::TestCode;
pub use tests::TestOutcome;

/// Compiled templates: immutable, shared as an `Arc` between threads, replaced as a whole when
/// templates are edited.
#[derive(Debug)]
pub struct Program {
    /// The ops for HTML.
    code: Code,
    /// The ops for a wire, made from the same trees when one is rendered first.
    wire: OnceLock<Code>,
    trees: Vec<Component>,
    /// The definition of each component.
    forms: Vec<Form>,
    definitions: OnceLock<Definitions>,
    sources: Vec<Source>,
    functions: Vec<HostFunction>,
    needs: Vec<Need>,
    pages: Vec<PageCode>,
    page_functions: PageFunctions,
    tests: Vec<TestCode>,
    by_name: HashMap<Box<str>, u32>,
    hash: u64,
}

/// A component of one program, found by name once and then rendered without look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComponentRef {
    program: u64,
    index: u32,
}

/// What every component of a render can reach: the host's functions, the record that `context`
/// reads, and the limits.
#[derive(Clone, Copy)]
pub struct Scene<'s> {
    /// Carries out host functions.
    pub host: &'s dyn Host,
    /// The render's own record: site, request, fragments.
    pub context: &'s dyn Record,
    /// The answers to what templates need.
    pub needs: &'s dyn Needs,
    /// How much the render may use.
    pub limits: Limits,
}

/// A page, and what else is to be known of its render. It is there once: its page goes into one response.
///
/// ```compile_fail,E0599
/// # fn twice(rendered: sx::Rendered<sx::Html>) {
/// let second = rendered.clone();
/// # }
/// ```
///
/// ```compile_fail,E0382
/// # fn twice(rendered: sx::Rendered<sx::Html>) {
/// let first = rendered.page.into_string();
/// let second = rendered.page.into_string();
/// # }
/// ```
#[derive(Debug)]
#[must_use]
pub struct Rendered<D> {
    /// What the sink made.
    pub page: D,
    /// Failures in whose place a fallback stands: to be reported.
    pub caught: Vec<RenderError>,
    /// Parts that wait for what they need, and in whose place a fallback stands.
    pub deferred: Vec<Deferred>,
}

/// The right to render once. It is minted for one response, cannot be copied, and a render consumes
/// it: a page that is rendered twice, or whose text is rendered again, does not compile.
///
/// ```compile_fail,E0382
/// # let program = sx::Program::compile(&[], &sx::Environment::default()).unwrap();
/// # let page = program.component("~a:b").unwrap();
/// # let scene = sx::Scene { host: &sx::NoHost, context: &(), needs: &sx::NoNeeds, limits: sx::Limits::default() };
/// let token = sx::RenderToken::mint();
/// program.render(page, &(), &scene, token, sx::HtmlSink::new());
/// program.render(page, &(), &scene, token, sx::HtmlSink::new());
/// ```
///
/// ```compile_fail,E0599
/// let token = sx::RenderToken::mint();
/// let second = token.clone();
/// ```
#[derive(Debug)]
pub struct RenderToken(());

impl RenderToken {
    /// A token; mint one for each response.
    pub fn mint() -> Self {
        RenderToken(())
    }
}

impl Program {
    /// Compiles sources. All faults come back at once, in the order of the sources.
    pub fn compile(
        sources: &[Source],
        environment: &Environment<'_>,
    ) -> Result<Arc<Program>, Diagnostics> {
        let mut faults = Vec::new();
        let forms = naming::read_all(sources, &mut faults);
        let (definitions, macros) = define::all(forms, sources, environment, &mut faults);
        let names = naming::name_all(
            sources,
            &definitions,
            &Shapes::of(environment),
            macros,
            &mut faults,
        );
        let mut needs = Vec::new();
        let components: Vec<_> = names
            .signatures
            .iter()
            .map(|signature| {
                resolve::component(signature, &names, environment, &mut needs, &mut faults)
            })
            .collect();
        let (pages, tests) = pages::declared(&definitions, &names, &mut faults);
        let page_functions = page_functions::gather(&pages, &components, &mut faults);
        if faults.is_empty() && !environment.unchecked {
            let declared = pages::for_checker(&pages, &tests);
            faults = check(&names, &components, &needs, &declared, environment);
        }
        if !faults.is_empty() {
            faults.sort_by_key(|fault| (fault.span.source, fault.span.start));
            faults.truncate(FAULTS_MAX);
            return Err(Diagnostics(
                faults
                    .into_iter()
                    .map(|fault| fault.locate(sources))
                    .collect(),
            ));
        }
        let code = compile(&components, Format::Html, !needs.is_empty());
        let by_name = names
            .by_name
            .iter()
            .map(|(name, index)| ((*name).into(), *index))
            .collect();
        Ok(Arc::new(Program {
            code,
            wire: OnceLock::new(),
            trees: components,
            forms: definitions.into_iter().map(|it| it.form).collect(),
            definitions: OnceLock::new(),
            sources: sources.to_vec(),
            functions: environment.functions.to_vec(),
            needs,
            pages,
            page_functions,
            tests,
            by_name,
            hash: hash(sources, environment.functions),
        }))
    }

    /// Finds a component by its full name, `~blog:pages/post`.
    pub fn component(&self, name: &str) -> Result<ComponentRef, Diagnostic> {
        match self.by_name.get(name) {
            Some(index) => Ok(ComponentRef {
                program: self.hash,
                index: *index,
            }),
            None => {
                let help = did_you_mean("", name, self.components());
                Err(Diagnostic::new(format!("there is no component `{name}`")).with_help(help))
            }
        }
    }

    /// A call of a component with a view, to be the content of a page: a field of its view.
    #[allow(
        clippy::result_large_err,
        reason = "a name that is none is rare and small beside a page"
    )]
    pub fn call<'v>(
        &self,
        name: &str,
        view: impl Record + Send + Sync + 'v,
    ) -> Result<ComponentCall<'v>, Diagnostic> {
        let component = self.component(name)?;
        Ok(ComponentCall::new(component.index, name, view))
    }

    /// The full names of all components, in no order.
    pub fn components(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(|name| &**name)
    }

    /// Renders a component as a page: each parameter is the field of the same name in `view`.
    #[allow(
        clippy::result_large_err,
        reason = "a failed render is rare and small beside a page"
    )]
    pub fn render<S: Sink>(
        &self,
        page: ComponentRef,
        view: &dyn Record,
        scene: &Scene<'_>,
        token: RenderToken,
        sink: S,
    ) -> Result<Rendered<S::Done>, RenderError> {
        // The token has done its work by being given away.
        let RenderToken(()) = token;
        let code = self.code(S::FORMAT);
        let Some(component) = self.find(code, page) else {
            return Err(foreign());
        };
        let arena = Arena::new(scene.limits.arena_bytes);
        let mut machine = Machine::new(code, &self.functions, scene, &arena, sink);
        machine.expect(
            component
                .size
                .load(Ordering::Relaxed)
                .min(scene.limits.output_bytes),
        );
        let run = machine
            .enter_page(page.index, view)
            .and_then(|()| machine.run());
        if let Err(failed) = run {
            return Err(self.explain(code, *failed, machine.place(), &machine.calls()));
        }
        component
            .size
            .store(machine.sink.written(), Ordering::Relaxed);
        // The machine stays where it is: a large thing that was written just now is slow to move.
        let found = self.found(code, &mut machine);
        Ok(Rendered {
            page: machine.sink.finish(),
            caught: found.caught,
            deferred: found.deferred,
        })
    }

    /// Renders a part of a page that had to wait, now that its questions are answered. It has its share of what the page left
    /// of its limits, so a page and its parts together use no more than a page. A sink that keeps regions keeps those in
    /// the part.
    #[allow(
        clippy::result_large_err,
        reason = "a failed render is rare and small beside a page"
    )]
    pub fn resume<S: Sink>(
        &self,
        part: Deferred,
        scene: &Scene<'_>,
        sink: S,
    ) -> Result<Rendered<S::Done>, RenderError> {
        if part.program != self.hash || part.format != S::FORMAT {
            return Err(foreign());
        }
        let arena = Arena::new(scene.limits.arena_bytes);
        let code = self.code(S::FORMAT);
        let scene = Scene {
            limits: Limits {
                fuel: scene.limits.fuel.min(part.fuel),
                output_bytes: scene.limits.output_bytes.min(part.output_bytes),
                ..scene.limits
            },
            ..*scene
        };
        let mut machine = Machine::new(code, &self.functions, &scene, &arena, sink);
        let run = machine
            .enter_kept(part.proc, &part.captured, &part.id)
            .and_then(|()| machine.run());
        if let Err(failed) = run {
            return Err(self.explain(code, *failed, machine.place(), &machine.calls()));
        }
        // The machine stays where it is: a large thing that was written just now is slow to move.
        let found = self.found(code, &mut machine);
        Ok(Rendered {
            page: machine.sink.finish(),
            caught: found.caught,
            deferred: found.deferred,
        })
    }

    /// What is to be known of a render besides its page; of most there is nothing.
    #[inline(always)]
    fn found<S: Sink>(&self, code: &Code, machine: &mut Machine<'_, S>) -> Found {
        match machine.detours.take() {
            None => Found::default(),
            Some(detours) => self.tell(code, machine, *detours),
        }
    }

    #[cold]
    fn tell<S: Sink>(
        &self,
        code: &Code,
        machine: &mut Machine<'_, S>,
        detours: Detours<S::Mark>,
    ) -> Found {
        let caught = detours.caught.into_iter();
        let caught = caught.map(|it| self.explain(code, *it.failure, it.place, &it.calls));
        Found {
            caught: caught.collect(),
            deferred: self.deferred(machine, detours.kept),
        }
    }

    fn deferred<S: Sink>(&self, machine: &Machine<'_, S>, kept: Vec<Kept>) -> Vec<Deferred> {
        let parts = kept.len().max(1);
        let fuel = machine.work.left() / parts as u64;
        let output_bytes = machine.output_max.saturating_sub(machine.sink.written()) / parts;
        let deferred = kept.into_iter().map(|kept| Deferred {
            program: self.hash,
            proc: kept.proc,
            captured: kept.captured,
            needs: kept.needs,
            format: S::FORMAT,
            id: kept.id,
            fuel,
            output_bytes,
        });
        deferred.collect()
    }

    /// The questions that must be answered before a component is rendered: its own and those of everything
    /// that it may call.
    pub fn needs(&self, component: ComponentRef) -> Vec<Question<'_>> {
        self.questions(component, |reached| &reached.first)
    }

    /// The questions that only a `defer` asks: while they are not answered it shows its fallback.
    pub fn later_needs(&self, component: ComponentRef) -> Vec<Question<'_>> {
        self.questions(component, |reached| &reached.later)
    }

    fn questions(
        &self,
        component: ComponentRef,
        which: fn(&Reached) -> &BTreeSet<u32>,
    ) -> Vec<Question<'_>> {
        let known = self.find(&self.code, component).is_some();
        let reached = self.code.reached.get(component.index as usize);
        let indexes = reached.filter(|_| known).into_iter().flat_map(which);
        let question = |index: &u32| {
            let index = *index as usize;
            Some(Question {
                index,
                need: self.needs.get(index)?,
                sources: &self.sources,
            })
        };
        indexes.filter_map(question).collect()
    }

    /// The number of ops.
    #[cfg(test)]
    pub(crate) fn code_len(&self) -> usize {
        self.code.ops.len()
    }

    /// A hash of everything that the program was compiled from: equal programs render equal pages.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    #[inline]
    fn code(&self, format: Format) -> &Code {
        match format {
            Format::Html => &self.code,
            Format::Wire => self
                .wire
                .get_or_init(|| compile(&self.trees, format, !self.needs.is_empty())),
        }
    }

    #[inline]
    fn find<'p>(&self, code: &'p Code, component: ComponentRef) -> Option<&'p ComponentCode> {
        if component.program != self.hash {
            return None;
        }
        code.components.get(component.index as usize)
    }
}

/// Failures that were caught and parts that come later, in the program's words.
#[derive(Default)]
struct Found {
    caught: Vec<RenderError>,
    deferred: Vec<Deferred>,
}

fn foreign() -> RenderError {
    RenderError {
        kind: RenderErrorKind::Page,
        message: FOREIGN.to_owned(),
        help: None,
        location: None,
        stack: Vec::new(),
    }
}

const FOREIGN: &str =
    "this component belongs to another program; ask the program that renders for it";

fn hash(sources: &[Source], functions: &[HostFunction]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for source in sources {
        (&source.path, &source.text, source.layer).hash(&mut hasher);
    }
    for function in functions {
        function.name.hash(&mut hasher);
    }
    hasher.finish()
}
