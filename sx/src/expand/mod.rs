//! Macros: `(defmacro name (a &rest more) `(…,a ,@more))` puts a form in place of a call, before anything is
//! resolved. Expansion is syntactic and hygienic: what a template binds cannot be seen by the arguments, and a
//! template can name nothing of the place where it is used but through its parameters.

mod definition;
mod shape;
mod spelling;
mod template;

use std::collections::HashMap;

use crate::diagnostic::{FAULTS_MAX, Fault};
use crate::read::{Form, FormKind, MARK};
use crate::source::Span;

use definition::{Clause, Macro};
use shape::{Part, part};

pub(crate) use spelling::readable;

/// Calls of macros inside what macros made.
const NESTED_MAX: usize = 64;
/// How many forms the macros of one program may make; long text counts as several.
const FORMS_MAX: usize = 100_000;
/// Forms inside each other after expansion: later passes recurse.
const DEPTH_MAX: usize = 160;

/// The macros of a program.
pub(crate) struct Macros {
    by_name: HashMap<Box<str>, Macro>,
    /// How many forms they have made so far.
    made: usize,
}

impl Macros {
    /// Whether this name stands for a macro.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The names of all macros, for suggestions.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(|name| &**name)
    }

    /// Expands every call of a macro in a definition.
    pub(crate) fn expand(&mut self, definition: &mut Form, faults: &mut Vec<Fault>) {
        if self.by_name.is_empty() {
            return;
        }
        let mut expansion = self.expansion(faults);
        let FormKind::List(items) = &mut definition.kind else {
            return;
        };
        let mut options = false;
        for (index, item) in items.iter_mut().enumerate() {
            match &mut item.kind {
                // The head, and the name.
                _ if index < 2 => {}
                FormKind::List(params) if index == 2 => expansion.defaults(params),
                // What `:needs` holds are questions to the host, not calls.
                _ if std::mem::take(&mut options) => {}
                FormKind::Keyword(name) if **name == *"needs" => options = true,
                _ => expansion.form(item, 1, 0),
            }
        }
    }

    /// Expands every call of a macro in a form on its own.
    pub(crate) fn expand_form(&mut self, form: &mut Form, faults: &mut Vec<Fault>) {
        self.expansion(faults).form(form, 0, 0);
    }

    fn expansion<'m>(&'m mut self, faults: &'m mut Vec<Fault>) -> Expansion<'m> {
        Expansion {
            by_name: &self.by_name,
            made: &mut self.made,
            faults,
            instances: 0,
            is_refused: false,
        }
    }
}

/// The expansion of one definition.
struct Expansion<'m> {
    by_name: &'m HashMap<Box<str>, Macro>,
    /// How many forms were made in the whole program.
    made: &'m mut usize,
    faults: &'m mut Vec<Fault>,
    /// How many calls were expanded: each has names of its own.
    instances: u32,
    /// Whether a macro was found to go too deep: what else it makes would only be refused again.
    is_refused: bool,
}

impl Expansion<'_> {
    /// The defaults of parameters; their names are not calls.
    fn defaults(&mut self, params: &mut [Form]) {
        for param in params {
            if let FormKind::List(parts) = &mut param.kind {
                parts
                    .iter_mut()
                    .skip(1)
                    .for_each(|part| self.form(part, 2, 0));
            }
        }
    }

    /// Expands a form in place. `nested` counts the macros that it came out of.
    fn form(&mut self, form: &mut Form, depth: usize, nested: usize) {
        match &mut form.kind {
            FormKind::Vector(_) | FormKind::Record(_) | FormKind::List(_) if depth > DEPTH_MAX => {
                self.refuse(form, format!("forms are nested deeper than {DEPTH_MAX}"));
            }
            FormKind::Vector(items) | FormKind::Record(items) => self.all(items, depth, nested),
            FormKind::List(items) => match items.first().and_then(Form::symbol) {
                Some(name) if self.by_name.contains_key(name) => self.call(form, depth, nested),
                Some("quote") => {}
                _ => self.parts(items, depth, nested),
            },
            _ => {}
        }
    }

    fn all(&mut self, forms: &mut [Form], depth: usize, nested: usize) {
        for form in forms {
            self.form(form, depth + 1, nested);
        }
    }

    /// The parts of a form that are expressions: lists that bind or choose are no calls.
    fn parts(&mut self, items: &mut [Form], depth: usize, nested: usize) {
        let shape: Vec<Part> = (0..items.len()).map(|index| part(items, index)).collect();
        for (item, part) in items.iter_mut().zip(shape) {
            match (part, &mut item.kind) {
                (Part::Names, _) => {}
                (Part::Bindings, FormKind::List(bindings)) => {
                    for binding in bindings {
                        if let FormKind::List(parts) = &mut binding.kind {
                            self.all(parts.get_mut(1..).unwrap_or_default(), depth + 2, nested);
                        }
                    }
                }
                (Part::Clause { skipped }, FormKind::List(parts)) => {
                    self.all(
                        parts.get_mut(skipped..).unwrap_or_default(),
                        depth + 1,
                        nested,
                    );
                }
                (Part::Step, FormKind::List(parts)) => {
                    self.all(parts.get_mut(1..).unwrap_or_default(), depth + 1, nested);
                }
                _ => self.form(item, depth + 1, nested),
            }
        }
    }

    /// Puts what a macro makes in place of its call.
    fn call(&mut self, form: &mut Form, depth: usize, nested: usize) {
        let FormKind::List(items) = &form.kind else {
            return;
        };
        let Some((name, args)) = items.split_first() else {
            return;
        };
        let Some(found) = name.symbol().and_then(|name| self.by_name.get(name)) else {
            return;
        };
        if self.is_over() {
            form.kind = FormKind::Nil;
            return;
        }
        if nested >= NESTED_MAX {
            let message = format!("`{}` calls itself without end", found.name);
            return self.refuse(form, message);
        }
        let Some(clause) = found.clause_for(args.len()) else {
            let message = format!("`{}` takes {}", found.name, found.arities());
            let message = format!("{message}, found {}", args.len());
            let help = found.usage();
            self.faults.push(Fault::new(name.span, message).help(help));
            form.kind = FormKind::Nil;
            return;
        };
        if clause.is_broken {
            form.kind = FormKind::Nil;
            return;
        }
        self.instances += 1;
        let made = template::fill(clause, args, self.instances, self.made, self.faults);
        match made {
            Some(mut made) => {
                self.form(&mut made, depth, nested + 1);
                *form = made;
            }
            None => form.kind = FormKind::Nil,
        }
    }

    /// Whether no more calls are expanded: enough faults were told, or what was made is too much.
    fn is_over(&self) -> bool {
        self.is_refused || *self.made > FORMS_MAX || self.faults.len() >= FAULTS_MAX
    }

    fn refuse(&mut self, form: &mut Form, message: String) {
        if !std::mem::replace(&mut self.is_refused, true) {
            self.faults.push(Fault::new(form.span, message));
        }
        form.kind = FormKind::Nil;
    }
}

/// A name as its writer spelt it: what a template binds is told apart by a mark that no source can write.
pub(crate) fn spelt(name: &str) -> &str {
    name.split_once(MARK).map_or(name, |(spelt, _)| spelt)
}

/// A symbol that no other expansion can name.
fn marked(name: &str, instance: u32) -> Box<str> {
    format!("{name}{MARK}{instance}").into()
}

/// A fault in a template.
fn fault(span: Span, message: impl Into<String>) -> Fault {
    Fault::new(span, message)
}
