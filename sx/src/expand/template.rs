//! A template with its parameters filled in.

use super::shape::{Part, part};
use super::{Clause, FORMS_MAX, fault, marked};
use crate::diagnostic::Fault;
use crate::read::{Form, FormKind};

/// The form that a call stands for. `made` counts what is made; `None` after a fault.
pub(super) fn fill(
    clause: &Clause,
    args: &[Form],
    instance: u32,
    made: &mut usize,
    faults: &mut Vec<Fault>,
) -> Option<Form> {
    let mut filling = Filling {
        clause,
        args,
        instance,
        made,
        faults,
    };
    filling.form(&clause.template, false)
}

struct Filling<'a> {
    clause: &'a Clause,
    args: &'a [Form],
    instance: u32,
    made: &'a mut usize,
    faults: &'a mut Vec<Fault>,
}

impl Filling<'_> {
    fn form(&mut self, form: &Form, is_head: bool) -> Option<Form> {
        self.pay(own_size(form), form)?;
        let kind = match &form.kind {
            FormKind::Symbol(name) => FormKind::Symbol(self.name(name, is_head)),
            // Data stays as it is.
            FormKind::List(items) if form.head() == Some("quote") => {
                self.pay(items.iter().map(size).sum(), form)?;
                FormKind::List(items.clone())
            }
            FormKind::List(items) => FormKind::List(self.call(items)?),
            FormKind::Vector(items) => FormKind::Vector(self.items(items)?),
            FormKind::Record(items) => FormKind::Record(self.items(items)?),
            FormKind::Unquote(inner) => return self.argument(inner),
            FormKind::Splice(inner) => {
                self.faults.push(fault(
                    inner.span,
                    "items can be put only into a list, a vector or a record",
                ));
                return None;
            }
            FormKind::Quote(inner) | FormKind::Template(inner) => {
                self.pay(size(inner), form)?;
                form.kind.clone()
            }
            other => other.clone(),
        };
        Some(Form {
            kind,
            span: form.span,
        })
    }

    /// A name that the template binds gets a mark, so that no argument can mean it. At the head of a list,
    /// what means the same everywhere comes first, as it does when names are resolved.
    fn name(&self, name: &str, is_head: bool) -> Box<str> {
        let is_global = is_head && crate::resolve::is_global(name);
        if self.clause.bound.contains(name) && !is_global {
            marked(name, self.instance)
        } else {
            name.into()
        }
    }

    /// A list that is a form: its head, and parts that bind or choose.
    fn call(&mut self, items: &[Form]) -> Option<Vec<Form>> {
        let mut filled = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let part = part(items, index);
            match (&item.kind, part) {
                (FormKind::Splice(inner), _) => filled.extend(self.spliced(inner)?),
                (FormKind::List(inner), Part::Names | Part::Clause { .. }) => {
                    let inner = self.items(inner)?;
                    filled.push(self.with_items(item, inner)?);
                }
                (FormKind::List(bindings), Part::Bindings) => {
                    let mut all = Vec::with_capacity(bindings.len());
                    for binding in bindings {
                        match &binding.kind {
                            FormKind::Splice(inner) => all.extend(self.spliced(inner)?),
                            FormKind::List(parts) => {
                                let parts = self.items(parts)?;
                                all.push(self.with_items(binding, parts)?);
                            }
                            _ => all.push(self.form(binding, false)?),
                        }
                    }
                    filled.push(self.with_items(item, all)?);
                }
                _ => filled.push(self.form(item, index == 0)?),
            }
        }
        Some(filled)
    }

    fn items(&mut self, items: &[Form]) -> Option<Vec<Form>> {
        let mut filled = Vec::with_capacity(items.len());
        for item in items {
            match &item.kind {
                FormKind::Splice(inner) => filled.extend(self.spliced(inner)?),
                _ => filled.push(self.form(item, false)?),
            }
        }
        Some(filled)
    }

    fn argument(&mut self, name: &Form) -> Option<Form> {
        let text = name.symbol()?;
        let found = self.index(text).and_then(|index| self.args.get(index));
        match found {
            Some(form) => {
                self.pay(size(form), form)?;
                Some(form.clone())
            }
            None => {
                let message = format!("`{text}` stands for several forms");
                self.faults
                    .push(fault(name.span, message).help(format!("write `,@{text}`")));
                None
            }
        }
    }

    /// The items of the rest, or of one argument that is a sequence.
    fn spliced(&mut self, name: &Form) -> Option<Vec<Form>> {
        let text = name.symbol()?;
        let forms = match self.index(text) {
            None => self
                .args
                .get(self.clause.params.len()..)
                .unwrap_or_default(),
            Some(index) => match &self.args.get(index)?.kind {
                FormKind::List(items) | FormKind::Vector(items) | FormKind::Record(items) => items,
                _ => {
                    let span = self.args.get(index)?.span;
                    let message = format!("`{text}` must be a list, a vector or a record here");
                    self.faults.push(fault(span, message));
                    return None;
                }
            },
        };
        self.pay(forms.iter().map(size).sum(), name)?;
        Some(forms.to_vec())
    }

    fn with_items(&mut self, list: &Form, items: Vec<Form>) -> Option<Form> {
        self.pay(1, list)?;
        Some(Form {
            kind: FormKind::List(items),
            span: list.span,
        })
    }

    /// Counts forms before they are made; a fault when there are too many.
    fn pay(&mut self, forms: usize, place: &Form) -> Option<()> {
        *self.made = self.made.saturating_add(forms);
        if *self.made > FORMS_MAX {
            let message = format!("macros make more than {FORMS_MAX} forms here");
            self.faults.push(fault(place.span, message));
            return None;
        }
        Some(())
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.clause.params.iter().position(|param| **param == *name)
    }
}

/// How many bytes of text count as a form.
const FORM_BYTES: usize = 16;

/// What a form counts without the forms in it: one, and more if its text is long.
fn own_size(form: &Form) -> usize {
    match &form.kind {
        FormKind::Str(text) | FormKind::Keyword(text) | FormKind::Symbol(text) => {
            1 + text.len() / FORM_BYTES
        }
        _ => 1,
    }
}

/// What a form counts with all forms in it.
fn size(form: &Form) -> usize {
    let mut open = vec![form];
    let mut size = 0;
    while let Some(form) = open.pop() {
        size += own_size(form);
        match &form.kind {
            FormKind::List(items) | FormKind::Vector(items) | FormKind::Record(items) => {
                open.extend(items);
            }
            FormKind::Quote(inner)
            | FormKind::Template(inner)
            | FormKind::Unquote(inner)
            | FormKind::Splice(inner) => open.push(inner),
            _ => {}
        }
    }
    size
}
