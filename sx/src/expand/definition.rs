//! `defmacro`: what a macro is, and what its template may say.

use std::collections::{HashMap, HashSet};

use super::shape::{Part, items, part};
use super::{Macros, fault};
use crate::diagnostic::Fault;
use crate::read::{Form, FormKind};
use crate::source::{Location, Source, Span};

/// Tells whether a name at the head of a list means the same everywhere: a form, an element, a function.
pub(super) type Global<'g> = &'g dyn Fn(&str) -> bool;

pub(super) struct Macro {
    pub(super) name: Box<str>,
    clauses: Vec<Clause>,
    span: Span,
    layer: u16,
}

/// What a macro does with a certain number of arguments.
pub(super) struct Clause {
    pub(super) params: Vec<Box<str>>,
    pub(super) rest: Option<Box<str>>,
    pub(super) template: Form,
    /// Which names the template binds.
    pub(super) bound: HashSet<Box<str>>,
    /// Whether faults were found in the template: calls of it have been told of already.
    pub(super) is_broken: bool,
}

impl Macros {
    /// Reads the `defmacro`s among the definitions of all sources.
    pub(crate) fn collect<'f>(
        definitions: impl Iterator<Item = &'f Form> + Clone,
        sources: &[Source],
        global: Global<'_>,
        faults: &mut Vec<Fault>,
    ) -> Macros {
        let mut by_name: HashMap<Box<str>, Macro> = HashMap::new();
        for form in definitions.filter(|form| form.head() == Some("defmacro")) {
            let Some(mut made) = read(form, global, faults) else {
                continue;
            };
            made.layer = layer_of(made.span, sources);
            match by_name.get(&made.name) {
                Some(known) if known.layer == made.layer => {
                    let place = Location::of(known.span, sources).to_string();
                    let message = format!("the macro `{}` is defined twice", made.name);
                    faults.push(fault(made.span, message).help(format!("the first is at {place}")));
                }
                Some(known) if known.layer > made.layer => {}
                _ => _ = by_name.insert(made.name.clone(), made),
            }
        }
        let names: HashSet<Box<str>> = by_name.keys().cloned().collect();
        for clause in by_name.values_mut().flat_map(|made| &mut made.clauses) {
            let before = faults.len();
            clause.test(&|name| global(name) || names.contains(name), faults);
            clause.is_broken = faults.len() > before;
        }
        Macros { by_name, made: 0 }
    }
}

fn layer_of(span: Span, sources: &[Source]) -> u16 {
    sources
        .get(span.source as usize)
        .map_or(0, |source| source.layer)
}

const USAGE: &str = "write `(defmacro name (a b &rest more) `(… ,a ,@more))`";

fn read(form: &Form, global: Global<'_>, faults: &mut Vec<Fault>) -> Option<Macro> {
    let items = form.list().unwrap_or_default();
    let Some(name) = items.get(1).filter(|name| name.symbol().is_some()) else {
        faults.push(fault(form.span, "a macro needs a name").help(USAGE));
        return None;
    };
    let text = name.symbol().unwrap_or_default();
    if global(text) || text.starts_with(['~', '&', '@']) {
        let message = format!("`{text}` already means something at the head of a list");
        faults.push(fault(name.span, message).help("give this macro another name"));
        return None;
    }
    let mut clauses = Vec::new();
    let several = items
        .get(2)
        .and_then(Form::list)
        .and_then(<[Form]>::first)
        .is_some_and(|first| first.list().is_some());
    if several {
        for clause in &items[2..] {
            match clause.list() {
                Some([params, template]) => clauses.extend(read_clause(params, template, faults)),
                _ => faults.push(
                    fault(clause.span, "this is no clause of a macro")
                        .help("write `((a b) `(… ,a ,b))`, one for each number of arguments"),
                ),
            }
        }
    } else if let [params, template] = &items[2..] {
        clauses.extend(read_clause(params, template, faults));
    } else {
        faults.push(
            fault(
                name.span,
                format!("`{text}` needs parameters and one template"),
            )
            .help(USAGE),
        );
    }
    Some(Macro {
        name: text.into(),
        clauses,
        span: name.span,
        layer: 0,
    })
}

fn read_clause(params: &Form, template: &Form, faults: &mut Vec<Fault>) -> Option<Clause> {
    let Some(forms) = params.list() else {
        faults.push(fault(params.span, "expected the parameters of a macro").help(USAGE));
        return None;
    };
    let mut clause = Clause {
        params: Vec::new(),
        rest: None,
        template: template.clone(),
        bound: HashSet::new(),
        is_broken: false,
    };
    let mut forms = forms.iter();
    while let Some(form) = forms.next() {
        match form.symbol() {
            Some("&rest") => match (forms.next().and_then(Form::symbol), forms.next()) {
                (Some(name), None) => clause.rest = Some(name.into()),
                _ => faults.push(fault(form.span, "one name follows `&rest`, the last")),
            },
            Some(name)
                if !name.starts_with('&')
                    && !clause.params.iter().any(|known| **known == *name) =>
            {
                clause.params.push(name.into());
            }
            _ => faults.push(fault(form.span, "expected a name that is not there yet").help(USAGE)),
        }
    }
    match &template.kind {
        FormKind::Template(inner) => clause.template = (**inner).clone(),
        _ if crate::resolve::is_literal(template) => {}
        _ => {
            let message = format!("expected a template, found {}", template.describe());
            faults.push(
                fault(template.span, message).help("a template begins with a backquote: `(…)"),
            );
            return None;
        }
    }
    binders(&clause.template, &mut clause.bound);
    Some(clause)
}

/// Gathers the names that forms of a template bind.
fn binders(form: &Form, bound: &mut HashSet<Box<str>>) {
    let items = match &form.kind {
        FormKind::List(items) | FormKind::Vector(items) | FormKind::Record(items) => items,
        _ => return,
    };
    match form.head() {
        Some("quote") => return,
        Some("fn") => {
            for param in items.get(1).and_then(Form::list).unwrap_or_default() {
                pattern(param, bound);
            }
        }
        Some("let" | "let*" | "letrec") => {
            let mut rest = items[1..].iter();
            let mut bindings = rest.next();
            if let Some(name) = bindings.and_then(Form::symbol) {
                bound.insert(name.into());
                bindings = rest.next();
            }
            for binding in bindings.and_then(Form::list).unwrap_or_default() {
                if let Some(first) = binding.list().and_then(<[Form]>::first) {
                    pattern(first, bound);
                }
            }
        }
        _ => {}
    }
    for item in items {
        binders(item, bound);
    }
}

/// The names in a pattern: all its symbols but `&`.
fn pattern(form: &Form, bound: &mut HashSet<Box<str>>) {
    match &form.kind {
        FormKind::Symbol(name) if !name.starts_with('&') => _ = bound.insert(name.clone()),
        FormKind::Vector(items) | FormKind::Record(items) => {
            items.iter().for_each(|item| pattern(item, bound));
        }
        _ => {}
    }
}

impl Macro {
    pub(super) fn clause_for(&self, count: usize) -> Option<&Clause> {
        self.clauses.iter().find(|clause| {
            let least = clause.params.len();
            count == least || (count > least && clause.rest.is_some())
        })
    }

    /// How many arguments there can be, in words.
    pub(super) fn arities(&self) -> String {
        let each = self.clauses.iter().map(|clause| match &clause.rest {
            None => clause.params.len().to_string(),
            Some(_) => format!("at least {}", clause.params.len()),
        });
        let all = each.collect::<Vec<_>>().join(" or ");
        let noun = if all == "1" { "argument" } else { "arguments" };
        format!("{all} {noun}")
    }

    /// A call as it should be.
    pub(super) fn usage(&self) -> String {
        let call = |clause: &Clause| {
            let mut call = format!("({}", self.name);
            for param in &clause.params {
                call.push(' ');
                call.push_str(param);
            }
            if let Some(rest) = &clause.rest {
                call.push_str(&format!(" {rest}…"));
            }
            format!("`{call})`")
        };
        let calls: Vec<_> = self.clauses.iter().map(call).collect();
        format!("write {}", calls.join(" or "))
    }
}

impl Clause {
    pub(super) fn has_param(&self, name: &str) -> bool {
        self.params
            .iter()
            .chain(&self.rest)
            .any(|param| **param == *name)
    }

    /// Every name in the template must be bound by it, be unquoted, or mean the same everywhere.
    fn test(&self, global: Global<'_>, faults: &mut Vec<Fault>) {
        self.test_form(&self.template, false, global, faults);
    }

    fn test_form(&self, form: &Form, is_head: bool, global: Global<'_>, faults: &mut Vec<Fault>) {
        match &form.kind {
            FormKind::Symbol(name) => {
                let known = global(name)
                    || self.bound.contains(name)
                    || name.starts_with(['~', '&'])
                    || matches!(&**name, "else")
                    || (is_head && name.starts_with("html:"));
                if !known {
                    let help = if self.has_param(name) {
                        format!("write `,{name}` for what the macro is called with")
                    } else {
                        "a template names what it binds itself, and its parameters with a comma"
                            .into()
                    };
                    let message = format!("`{name}` is not bound in this template");
                    faults.push(fault(form.span, message).help(help));
                }
            }
            FormKind::Unquote(inner) | FormKind::Splice(inner) => {
                let known = inner.symbol().is_some_and(|name| self.has_param(name));
                if !known {
                    faults.push(
                        fault(inner.span, "only a parameter of the macro can be unquoted")
                            .help("a macro puts forms together; it computes nothing"),
                    );
                }
            }
            FormKind::Template(_) => faults.push(fault(form.span, "a template within a template")),
            FormKind::List(_) if form.head() == Some("quote") => {}
            FormKind::List(list) => {
                for (index, item) in list.iter().enumerate() {
                    match part(list, index) {
                        Part::Names => {}
                        Part::Bindings => items(item).iter().for_each(|binding| {
                            let parts = items(binding);
                            self.test_all(parts.get(1..).unwrap_or_default(), global, faults);
                        }),
                        Part::Clause { skipped } => {
                            let parts = items(item);
                            self.test_all(parts.get(skipped..).unwrap_or_default(), global, faults);
                        }
                        Part::Form | Part::Step => {
                            self.test_form(item, index == 0, global, faults);
                        }
                    }
                }
            }
            FormKind::Vector(items) | FormKind::Record(items) => {
                self.test_all(items, global, faults)
            }
            _ => {}
        }
    }

    fn test_all(&self, forms: &[Form], global: Global<'_>, faults: &mut Vec<Fault>) {
        for form in forms {
            self.test_form(form, false, global, faults);
        }
    }
}
