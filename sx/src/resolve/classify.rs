//! Whether a form makes a value or markup, told from the form alone: markup arguments become slots,
//! which must be known before they are resolved.
//!
//! Every form is read once. Markup in it is markup outright; a call of a function that is still being read is
//! noted, and what it means is found out when all have been read.

use std::collections::HashMap;
use std::rc::Rc;

use crate::markup;
use crate::read::{Form, FormKind};
use crate::resolve::scope::{Known, Scopes};
use crate::resolve::thread;
use crate::tree::Class;

/// The class of a form.
pub(crate) fn class_of(form: &Form, scopes: &Scopes) -> Class {
    if form.list().is_none() {
        return Class::Value;
    }
    let mut reading = Reading::new(scopes);
    let whole = reading.unread();
    reading.seen[whole].is_markup = reading.form(form, whole);
    reading.classes(whole + 1)[whole]
}

/// The classes of what functions that see each other make: a name, the parameters and the body of each.
pub(crate) fn classes_of<'f>(
    functions: impl Iterator<Item = (&'f str, &'f [Form], &'f [Form])> + Clone,
    scopes: &Scopes,
) -> Vec<Class> {
    let mut reading = Reading::new(scopes);
    for (name, _, _) in functions.clone() {
        let place = reading.unread();
        reading.bind(name, Some(place));
    }
    let mut count = 0;
    for (place, (_, params, body)) in functions.enumerate() {
        reading.seen[place].is_markup = reading.function(params, body, place);
        count = place + 1;
    }
    reading.classes(count)
}

/// What was seen of a form, or of the body of a function.
#[derive(Default)]
struct Seen {
    /// It has markup in it that it makes itself.
    is_markup: bool,
    /// The functions whose results are its own.
    calls: Vec<usize>,
}

/// Names that forms bind, with the places of functions among what was seen.
struct Reading<'s> {
    scopes: &'s Scopes,
    seen: Vec<Seen>,
    /// The last place of a name is the one that is seen; a name that is no function has none.
    names: HashMap<Rc<str>, Vec<Option<usize>>>,
    /// The names in the order of binding.
    order: Vec<Rc<str>>,
}

impl<'s> Reading<'s> {
    fn new(scopes: &'s Scopes) -> Self {
        Reading {
            scopes,
            seen: Vec::new(),
            names: HashMap::new(),
            order: Vec::new(),
        }
    }

    /// A new place, for something that is read next.
    fn unread(&mut self) -> usize {
        self.seen.push(Seen::default());
        self.seen.len() - 1
    }

    fn bind(&mut self, name: &str, function: Option<usize>) {
        let name: Rc<str> = name.into();
        self.names.entry(name.clone()).or_default().push(function);
        self.order.push(name);
    }

    fn forget(&mut self, mark: usize) {
        for name in self.order.drain(mark..) {
            if let Some(places) = self.names.get_mut(&name) {
                places.pop();
            }
        }
    }

    /// The classes of what was seen first: a function that passes on what another makes makes it, too.
    fn classes(&self, count: usize) -> Vec<Class> {
        let mut callers = vec![Vec::new(); self.seen.len()];
        for (place, seen) in self.seen.iter().enumerate() {
            for called in &seen.calls {
                callers[*called].push(place);
            }
        }
        let mut is_markup: Vec<bool> = self.seen.iter().map(|seen| seen.is_markup).collect();
        let mut open: Vec<usize> = (0..is_markup.len()).filter(|at| is_markup[*at]).collect();
        while let Some(called) = open.pop() {
            for caller in &callers[called] {
                if !std::mem::replace(&mut is_markup[*caller], true) {
                    open.push(*caller);
                }
            }
        }
        let class = |is_markup: &bool| {
            if *is_markup {
                Class::Markup
            } else {
                Class::Value
            }
        };
        is_markup[..count].iter().map(class).collect()
    }

    /// Whether a form is markup outright. The calls in it are noted at a place.
    fn form(&mut self, form: &Form, into: usize) -> bool {
        let FormKind::List(items) = &form.kind else {
            return false;
        };
        let Some(head) = items.first().and_then(Form::symbol) else {
            return false;
        };
        let rest = &items[1..];
        let after_first = rest.get(1..).unwrap_or_default();
        match head {
            "<>" | "for-each" => true,
            "if" => after_first.iter().any(|form| self.form(form, into)),
            "when" | "unless" => self.body(after_first, into),
            "do" => self.body(rest, into),
            "and" | "or" => rest.last().is_some_and(|last| self.form(last, into)),
            "cond" => self.clauses(rest, into),
            "case" => self.clauses(after_first, into),
            "let" | "let*" | "letrec" => self.binding(rest, head == "letrec", into),
            "guard" | "defer" => true,
            "deref" | "signal" | "computed" => false,
            "map" | "map-indexed" => rest
                .first()
                .is_some_and(|function| self.called(function, into)),
            "->" => match rest {
                [] => false,
                [only] => self.form(only, into),
                [.., last] => thread::call(last).is_ok_and(|call| self.form(&call, into)),
            },
            "fn" | "filter" | "reduce" | "some" | "every?" | "get" | "context" => false,
            _ if head.starts_with('~') || head.starts_with("html:") => true,
            _ if markup::is_element(head) => true,
            _ => self.name(head, into),
        }
    }

    fn body(&mut self, forms: &[Form], into: usize) -> bool {
        match forms {
            [] => false,
            [one] => self.form(one, into),
            _ => true,
        }
    }

    fn clauses(&mut self, clauses: &[Form], into: usize) -> bool {
        clauses.iter().any(|clause| {
            let forms = clause.list().and_then(|items| items.get(1..));
            self.body(forms.unwrap_or_default(), into)
        })
    }

    /// The body of a `let`. A named one makes what its body makes when its calls of itself are left out.
    fn binding(&mut self, rest: &[Form], is_rec: bool, into: usize) -> bool {
        let (name, rest) = match rest {
            [name, rest @ ..] if name.symbol().is_some() => (name.symbol(), rest),
            rest => (None, rest),
        };
        let Some(bindings) = rest.first().and_then(Form::list) else {
            return false;
        };
        let mark = self.order.len();
        if let Some(name) = name {
            self.bind(name, None);
        }
        if is_rec {
            self.functions(bindings);
        } else {
            for (pattern, value) in bindings.iter().filter_map(pair) {
                let place = (name.is_none() && is_function(value)).then(|| self.unread());
                if let Some(place) = place {
                    self.seen[place].is_markup = self.called(value, place);
                }
                self.pattern(pattern, place);
            }
        }
        let result = self.body(&rest[1..], into);
        self.forget(mark);
        result
    }

    /// The functions of a `letrec`, which see each other.
    fn functions(&mut self, bindings: &[Form]) {
        let first = self.seen.len();
        for (pattern, _) in bindings.iter().filter_map(pair) {
            let place = self.unread();
            self.bind(pattern.symbol().unwrap_or_default(), Some(place));
        }
        for (index, (_, function)) in bindings.iter().filter_map(pair).enumerate() {
            self.seen[first + index].is_markup = self.called(function, first + index);
        }
    }

    /// The names that a pattern binds; the parts of a value are values.
    fn pattern(&mut self, pattern: &Form, function: Option<usize>) {
        match &pattern.kind {
            FormKind::Symbol(name) => self.bind(name, function),
            FormKind::Vector(items) | FormKind::Record(items) => {
                items.iter().for_each(|item| self.pattern(item, None));
            }
            _ => {}
        }
    }

    /// Whether calling this function makes markup outright.
    fn called(&mut self, function: &Form, into: usize) -> bool {
        if let Some(name) = function.symbol() {
            return self.name(name, into);
        }
        match function.list() {
            Some([head, params, forms @ ..]) if head.symbol() == Some("fn") => {
                self.function(params.list().unwrap_or_default(), forms, into)
            }
            _ => false,
        }
    }

    fn function(&mut self, params: &[Form], forms: &[Form], into: usize) -> bool {
        let mark = self.order.len();
        params.iter().for_each(|param| self.pattern(param, None));
        let result = self.body(forms, into);
        self.forget(mark);
        result
    }

    /// A call by name, of a function that is being read or of one that is known.
    fn name(&mut self, name: &str, into: usize) -> bool {
        if let Some(found) = self.names.get(name).and_then(|places| places.last()) {
            self.seen[into].calls.extend(*found);
            return false;
        }
        matches!(
            self.scopes.peek(name),
            Some(Known::Function {
                class: Class::Markup,
                ..
            })
        )
    }
}

fn pair(binding: &Form) -> Option<(&Form, &Form)> {
    match binding.list() {
        Some([pattern, value]) => Some((pattern, value)),
        _ => None,
    }
}

/// Whether a value can be a function: one that is written here, or another name of one.
fn is_function(value: &Form) -> bool {
    value.symbol().is_some() || value.head() == Some("fn")
}
