//! A compiled set of templates.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::compile::compile;
use crate::diagnostic::{Diagnostic, Diagnostics, Fault};
use crate::host::{Host, HostFunction};
use crate::limits::Limits;
use crate::ops::{Code, ComponentCode, ParamCode, ProcKind};
use crate::read::{Form, read};
use crate::render_error::{RenderError, RenderErrorKind, StackEntry};
use crate::resolve::{self, Names, Signature};
use crate::run::Machine;
use crate::run::failure::Failure;
use crate::sink::Sink;
use crate::source::{Location, Source};
use crate::suggest::did_you_mean;
use crate::value::{Arena, Field, Record, Shape, Type};

/// Compiled templates: immutable, shared as an `Arc` between threads, replaced as a whole when
/// templates are edited.
#[derive(Debug)]
pub struct Program {
    code: Code,
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
/// # let program = sx::Program::compile(&[], &[]).unwrap();
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
        host_functions: &[HostFunction],
    ) -> Result<Arc<Program>, Diagnostics> {
        let mut faults = Vec::new();
        let forms = read_all(sources, &mut faults);
        let names = name_all(sources, &forms, &mut faults);
        let components: Vec<_> = names
            .signatures
            .iter()
            .map(|signature| resolve::component(signature, &names, host_functions, &mut faults))
            .collect();
        if !faults.is_empty() {
            faults.sort_by_key(|fault| (fault.span.source, fault.span.start));
            return Err(Diagnostics(
                faults
                    .into_iter()
                    .map(|fault| fault.locate(sources))
                    .collect(),
            ));
        }
        let code = compile(&names.signatures, &components);
        let by_name = names
            .by_name
            .iter()
            .map(|(name, index)| ((*name).into(), *index))
            .collect();
        Ok(Arc::new(Program {
            code,
            sources: sources.to_vec(),
            functions: host_functions.to_vec(),
            by_name,
            hash: hash(sources, host_functions),
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

    /// The full names of all components, in no order.
    pub fn components(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(|name| &**name)
    }

    /// Tests at start that a view has every required parameter of a component, in a fitting type.
    pub fn check_props(&self, component: ComponentRef, shape: &Shape) -> Result<(), Diagnostics> {
        let Some(component) = self.find(component) else {
            return Err(Diagnostics(vec![Diagnostic::new(FOREIGN)]));
        };
        let faults: Vec<Diagnostic> = component
            .params
            .iter()
            .filter_map(|param| {
                let field = shape
                    .fields()
                    .iter()
                    .find(|field| *field.name == *param.name);
                let (message, help) = unfit(param, field, shape)?;
                let location = Some(Location::of(component.span, &self.sources));
                let message = format!("`{}` {message}", component.name);
                Some(Diagnostic {
                    location,
                    message,
                    help,
                })
            })
            .collect();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Diagnostics(faults))
        }
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
        let Some(component) = self.find(page) else {
            return Err(RenderError {
                kind: RenderErrorKind::Page,
                message: FOREIGN.to_owned(),
                help: None,
                location: None,
                stack: Vec::new(),
            });
        };
        let arena = Arena::new(scene.limits.arena_bytes);
        let mut machine = Machine::new(&self.code, &self.functions, scene, &arena, sink);
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
            Err(failed) => Err(self.explain(*failed, machine.place(), &machine.calls())),
        }
    }

    /// A hash of everything that the program was compiled from: equal programs render equal pages.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    fn find(&self, component: ComponentRef) -> Option<&ComponentCode> {
        if component.program != self.hash {
            return None;
        }
        self.code.components.get(component.index as usize)
    }

    /// A failure with its place and the open components. `place` is the op that failed, if one ran;
    /// `calls` are the open procedures, innermost first, with the ops that called them.
    fn explain(
        &self,
        failed: Failure,
        place: Option<usize>,
        calls: &[(u32, Option<usize>)],
    ) -> RenderError {
        let mut stack = Vec::new();
        let mut at = place;
        for (proc, called_at) in calls {
            self.add_inlined(at, &mut stack);
            if let ProcKind::Component(index) = self.code.procs[*proc as usize].kind {
                stack.push(self.entry(index, called_at.and_then(|op| self.locate(op))));
            }
            at = *called_at;
        }
        RenderError {
            kind: failed.kind,
            message: failed.message,
            help: failed.help,
            location: place.and_then(|op| self.locate(op)),
            stack,
        }
    }

    fn locate(&self, op: usize) -> Option<Location> {
        self.code
            .spans
            .get(op)
            .map(|span| Location::of(*span, &self.sources))
    }

    fn entry(&self, component: u32, called_at: Option<Location>) -> StackEntry {
        let component = self.code.components[component as usize].name.to_string();
        StackEntry {
            component,
            called_at,
        }
    }

    /// Adds the inlined calls that an op belongs to, innermost first.
    fn add_inlined(&self, op: Option<usize>, stack: &mut Vec<StackEntry>) {
        let mut id = op
            .and_then(|op| self.code.inlined.get(op))
            .copied()
            .unwrap_or(0);
        while let Some(site) = (id as usize)
            .checked_sub(1)
            .map(|at| &self.code.inline_sites[at])
        {
            stack.push(self.entry(
                site.component,
                Some(Location::of(site.called_at, &self.sources)),
            ));
            id = site.around;
        }
    }
}

const FOREIGN: &str =
    "this component belongs to another program; ask the program that renders for it";

fn read_all(sources: &[Source], faults: &mut Vec<Fault>) -> Vec<Vec<Form>> {
    let mut all = Vec::with_capacity(sources.len());
    for (index, source) in sources.iter().enumerate() {
        match read(u32::try_from(index).unwrap_or(u32::MAX), &source.text) {
            Ok(forms) => all.push(forms),
            Err(fault) => {
                faults.push(fault);
                all.push(Vec::new());
            }
        }
    }
    all
}

/// Reads the heads of all definitions. In the end a name means the definition of the highest layer;
/// those below are still resolved, so that their faults are found.
fn name_all<'f>(sources: &[Source], forms: &'f [Vec<Form>], faults: &mut Vec<Fault>) -> Names<'f> {
    let mut names = Names {
        signatures: Vec::new(),
        by_name: HashMap::new(),
    };
    let layer = |signature: &Signature<'_>| {
        sources
            .get(signature.span.source as usize)
            .map_or(0, |source| source.layer)
    };
    for form in forms.iter().flatten() {
        let Some(signature) = resolve::read_signature(form, faults) else {
            continue;
        };
        let index = u32::try_from(names.signatures.len()).unwrap_or(u32::MAX);
        let known = names.by_name.get(signature.name).copied();
        let known_layer = known.map(|known| layer(&names.signatures[known as usize]));
        match known_layer {
            Some(known_layer) if known_layer == layer(&signature) => {
                let first = known.map(|known| names.signatures[known as usize].name_span);
                let place = first.map(|span| Location::of(span, sources).to_string());
                let message = format!("`{}` is defined twice", signature.name);
                faults.push(
                    Fault::new(signature.name_span, message)
                        .maybe_help(place.map(|place| format!("the first is at {place}"))),
                );
            }
            Some(known_layer) if known_layer > layer(&signature) => {}
            _ => {
                names.by_name.insert(signature.name, index);
            }
        }
        names.signatures.push(signature);
    }
    names
}

/// What is wrong with the field of a view for a parameter, and what to do.
fn unfit(
    param: &ParamCode,
    field: Option<&Field>,
    shape: &Shape,
) -> Option<(String, Option<String>)> {
    let Some(field) = field else {
        if !param.required {
            return None;
        }
        let help = did_you_mean(
            "",
            &param.name,
            shape.fields().iter().map(|field| field.name),
        );
        return Some((
            format!(
                "needs `{}`, which `{}` does not have",
                param.name,
                shape.name()
            ),
            help,
        ));
    };
    if field.ty != Type::Any && !param.ty.accepts(field.ty) {
        let (wanted, found) = (param.ty.name(), field.ty.name());
        return Some((
            format!(
                "takes `{}` as {wanted}; in `{}` it is {found}",
                param.name,
                shape.name()
            ),
            None,
        ));
    }
    if field.optional && param.required && param.ty != Type::Any && field.ty != Type::Any {
        return Some((
            format!(
                "needs `{}`; in `{}` it may be nil",
                param.name,
                shape.name()
            ),
            Some(format!(
                "give the parameter a default: `({} {} nil)`",
                param.name,
                param.ty.name()
            )),
        ));
    }
    None
}

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
