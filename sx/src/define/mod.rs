//! What a file holds: definitions. `defpage`, `defisland`, `deftest` and a form on its own are components with
//! something more; here each becomes the `defcomp` that it stands for, and what is more is kept beside it.

mod page;
mod test;
mod url;

use crate::diagnostic::Fault;
use crate::environment::Environment;
use crate::expand::Macros;
use crate::read::{Form, FormKind};
use crate::reference::definition_names;
use crate::resolve::Kind;
use crate::source::{Source, Span};
use crate::suggest::did_you_mean;

pub(crate) use page::PageForm;
pub(crate) use test::{Assertion, TestForm};
pub(crate) use url::UrlForm;

/// A definition, with all macros expanded.
pub(crate) struct Definition {
    /// As it is written, but for the macros: what the definition's hash is made of.
    pub(crate) form: Form,
    /// The same as a `defcomp`, if it is none as it is written.
    component: Option<Form>,
    pub(crate) kind: Kind,
    pub(crate) page: Option<PageForm>,
    pub(crate) test: Option<TestForm>,
}

impl Definition {
    /// The `defcomp` that it stands for.
    pub(crate) fn component(&self) -> &Form {
        self.component.as_ref().unwrap_or(&self.form)
    }
}

/// The name of the component that a form on its own becomes: see [`Environment::main`].
pub const MAIN: &str = "~sx:main";

/// The definitions of all sources, in their order.
pub(crate) fn all(
    files: Vec<Vec<Form>>,
    sources: &[Source],
    environment: &Environment<'_>,
    faults: &mut Vec<Fault>,
) -> (Vec<Definition>, Macros) {
    let is_function = |name: &str| environment.functions.iter().any(|known| known.name == name);
    let global = |name: &str| crate::resolve::is_global(name) || is_function(name);
    let mut macros = Macros::collect(files.iter().flatten(), sources, &global, faults);
    let mut definitions = Vec::new();
    let mut mains = 0;
    for file in files {
        let mut main = Vec::new();
        for mut form in file {
            match form.head() {
                Some("defmacro") => {}
                Some(head) if definition_names().any(|name| name == head) => {
                    macros.expand(&mut form, faults);
                    definition(form, environment, &mut definitions, faults);
                }
                _ if environment.main => {
                    macros.expand_form(&mut form, faults);
                    main.push(form);
                }
                _ => faults.push(no_definition(&form)),
            }
        }
        if !main.is_empty() {
            mains += 1;
            definitions.push(main_component(main, mains));
        }
    }
    (definitions, macros)
}

fn definition(
    form: Form,
    environment: &Environment<'_>,
    definitions: &mut Vec<Definition>,
    faults: &mut Vec<Fault>,
) {
    let plain = |form: Form, component: Option<Form>, kind: Kind| Definition {
        form,
        component,
        kind,
        page: None,
        test: None,
    };
    match form.head() {
        Some("defisland") => {
            let component = island(&form, faults);
            definitions.push(plain(form, Some(component), Kind::Island));
        }
        Some("defpage") => {
            if let Some((component, page)) = page::read(&form, faults) {
                definitions.push(Definition {
                    page: Some(page),
                    ..plain(form, Some(component), Kind::Component)
                });
            }
        }
        Some("deftest") if environment.tests => test::read(form, definitions, faults),
        Some("deftest") => {}
        _ => definitions.push(plain(form, None, Kind::Component)),
    }
}

/// An island is drawn within an element that says which it is and what it was given.
fn island(form: &Form, faults: &mut Vec<Fault>) -> Form {
    let items = form.list().unwrap_or_default();
    let at = |span: Span| Build { span };
    let params = items.get(2).and_then(Form::list).unwrap_or_default();
    let mut fields = Vec::new();
    for param in params {
        let name = param.list().map_or(Some(param), <[Form]>::first);
        match name.and_then(Form::symbol) {
            Some("&key") => {}
            Some(other) if other.starts_with('&') => faults.push(
                Fault::new(param.span, "an island is given data alone")
                    .help("markup cannot travel to the browser as data: draw it beside the island"),
            ),
            Some(name) => {
                fields.push(at(param.span).keyword(name));
                fields.push(at(param.span).symbol(name));
            }
            None => {}
        }
    }
    let (Some(head), Some(name)) = (items.first(), items.get(1)) else {
        return form.clone();
    };
    let here = at(name.span);
    let data = here.list(vec![
        here.symbol("json"),
        here.form(FormKind::Record(fields)),
    ]);
    let mut root = vec![
        here.symbol("html:sx-island"),
        here.keyword("data-sx-island"),
        here.string(name.symbol().unwrap_or_default()),
        here.keyword("data-sx-props"),
        data,
    ];
    root.extend(items.iter().skip(3).cloned());
    let mut component = vec![at(head.span).symbol("defcomp"), name.clone()];
    component.extend(items.get(2).cloned());
    if items.len() > 3 {
        component.push(at(form.span).list(root));
    }
    at(form.span).list(component)
}

/// `(defcomp ~sx:main (&key (props {})) form…)`; of several files with such forms the first has the name.
fn main_component(forms: Vec<Form>, number: usize) -> Definition {
    let span = forms[0].span;
    let here = Build { span };
    let nothing = here.form(FormKind::Record(Vec::new()));
    let props = here.list(vec![here.symbol("props"), nothing]);
    let params = here.list(vec![here.symbol("&key"), props]);
    let name = match number {
        1 => MAIN.to_owned(),
        _ => format!("{MAIN}/file-{number}"),
    };
    let mut component = vec![here.symbol("defcomp"), here.symbol(&name), params];
    component.extend(forms);
    Definition {
        form: here.list(component),
        component: None,
        kind: Kind::Component,
        page: None,
        test: None,
    }
}

fn no_definition(form: &Form) -> Fault {
    const HELP: &str = "a file holds `(defcomp ~namespace:name (parameters) body)`";
    match form.head() {
        Some(head) => {
            let help = did_you_mean("", head, definition_names()).unwrap_or_else(|| HELP.into());
            let span = form.list().map_or(form.span, |items| items[0].span);
            Fault::new(span, format!("`{head}` is no definition")).help(help)
        }
        None => {
            let message = format!("expected a definition, found {}", form.describe());
            Fault::new(form.span, message).help(HELP)
        }
    }
}

/// Makes forms that stand at one place.
#[derive(Clone, Copy)]
struct Build {
    span: Span,
}

impl Build {
    fn form(self, kind: FormKind) -> Form {
        Form {
            kind,
            span: self.span,
        }
    }

    fn symbol(self, name: &str) -> Form {
        self.form(FormKind::Symbol(name.into()))
    }

    fn keyword(self, name: &str) -> Form {
        self.form(FormKind::Keyword(name.into()))
    }

    fn string(self, text: &str) -> Form {
        self.form(FormKind::Str(text.into()))
    }

    fn list(self, items: Vec<Form>) -> Form {
        self.form(FormKind::List(items))
    }
}
