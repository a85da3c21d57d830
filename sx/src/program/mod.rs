//! A compiled set of templates.

mod definitions;
mod explain;
mod naming;
mod props;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

use crate::check::check;
use crate::compile::compile;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::environment::Environment;
use crate::host::{Host, HostFunction};
use crate::limits::Limits;
use crate::ops::{Code, ComponentCode};
use crate::read::Form;
use crate::render_error::{RenderError, RenderErrorKind};
use crate::resolve;
use crate::run::Machine;
use crate::shapes::Shapes;
use crate::sink::{Format, Sink};
use crate::source::Source;
use crate::suggest::did_you_mean;
use crate::tree::Component;
use crate::value::{Arena, ComponentCall, Record};

use definitions::Definitions;
pub use definitions::{Definition, Manifest};

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
    /// How much the render may use.
    pub limits: Limits,
}

/// The right to render once. It is minted for one response, cannot be copied, and a render consumes
/// it: a page that is rendered twice, or whose text is rendered again, does not compile.
///
/// ```compile_fail,E0382
/// # let program = sx::Program::compile(&[], &sx::Environment::default()).unwrap();
/// # let page = program.component("~a:b").unwrap();
/// # let scene = sx::Scene { host: &sx::NoHost, context: &(), limits: sx::Limits::default() };
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
        let names = naming::name_all(sources, &forms, &Shapes::of(environment), &mut faults);
        let components: Vec<_> = names
            .signatures
            .iter()
            .map(|signature| {
                resolve::component(signature, &names, environment.functions, &mut faults)
            })
            .collect();
        if faults.is_empty() && !environment.unchecked {
            faults = check(&names, &components, environment);
        }
        if !faults.is_empty() {
            faults.sort_by_key(|fault| (fault.span.source, fault.span.start));
            return Err(Diagnostics(
                faults
                    .into_iter()
                    .map(|fault| fault.locate(sources))
                    .collect(),
            ));
        }
        let code = compile(&components, Format::Html);
        let by_name = names
            .by_name
            .iter()
            .map(|(name, index)| ((*name).into(), *index))
            .collect();
        Ok(Arc::new(Program {
            code,
            wire: OnceLock::new(),
            trees: components,
            // Every form is a definition: anything else is a fault.
            forms: forms.into_iter().flatten().collect(),
            definitions: OnceLock::new(),
            sources: sources.to_vec(),
            functions: environment.functions.to_vec(),
            by_name,
            hash: hash(sources, environment.functions),
        }))
    }

    /// Finds a component by its full name, `~blog:pages/post`.
    #[allow(
        clippy::result_large_err,
        reason = "a page that is not there is met once, at start"
    )]
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
    ) -> Result<S::Done, RenderError> {
        // The token has done its work by being given away.
        let RenderToken(()) = token;
        let code = self.code(S::FORMAT);
        let Some(component) = self.find(code, page) else {
            return Err(RenderError {
                kind: RenderErrorKind::Page,
                message: FOREIGN.to_owned(),
                help: None,
                location: None,
                stack: Vec::new(),
            });
        };
        let arena = Arena::new(scene.limits.arena_bytes);
        let mut machine = Machine::new(code, &self.functions, scene, &arena, sink);
        machine.expect(
            component
                .size
                .load(Ordering::Relaxed)
                .min(scene.limits.output_bytes),
        );
        match machine
            .enter_page(page.index, view)
            .and_then(|()| machine.run())
        {
            Ok(()) => {
                let sink = machine.into_sink();
                component.size.store(sink.written(), Ordering::Relaxed);
                Ok(sink.finish())
            }
            Err(failed) => Err(self.explain(code, *failed, machine.place(), &machine.calls())),
        }
    }

    /// A hash of everything that the program was compiled from: equal programs render equal pages.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    fn code(&self, format: Format) -> &Code {
        match format {
            Format::Html => &self.code,
            Format::Wire => self.wire.get_or_init(|| compile(&self.trees, format)),
        }
    }

    fn find<'p>(&self, code: &'p Code, component: ComponentRef) -> Option<&'p ComponentCode> {
        if component.program != self.hash {
            return None;
        }
        code.components.get(component.index as usize)
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
