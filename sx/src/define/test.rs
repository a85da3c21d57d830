//! `deftest`: what has to hold of components. Each assertion becomes components of its own, so that what one does
//! cannot change what another finds.

use super::{Build, Definition};
use crate::diagnostic::Fault;
use crate::read::{Form, FormKind};
use crate::resolve::Kind;
use crate::source::Span;
use crate::suggest::did_you_mean;

/// One assertion of a test, and the component that carries it out.
#[derive(Clone, Debug)]
pub(crate) struct TestForm {
    /// The name of the test that it belongs to.
    pub(crate) test: Box<str>,
    pub(crate) assertion: Assertion,
    /// Where it stands.
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) enum Assertion {
    /// `(is test)`: the component writes `true` or `false`.
    Is,
    /// `(equal expected value)`: it writes `true`, or both as JSON, one after the other with a line between.
    Equal,
    /// `(renders markup "html")`: it writes the markup.
    Renders(Box<str>),
    /// `(fails value "part of the message")`: it cannot be rendered.
    Fails(Box<str>),
}

const ASSERTIONS: [&str; 4] = ["is", "equal", "renders", "fails"];
const USAGE: &str = "assertions are `(is test)`, `(equal expected value)`, `(renders markup \"html\")` and \
    `(fails value \"part of the message\")`";

/// Adds the components of a test.
pub(super) fn read(form: Form, definitions: &mut Vec<Definition>, faults: &mut Vec<Fault>) {
    let items = form.list().unwrap_or_default();
    let Some(FormKind::Str(name)) = items.get(1).map(|name| &name.kind) else {
        faults.push(
            Fault::new(form.span, "a test needs a name")
                .help("write `(deftest \"what holds\" (equal 3 (+ 1 2)))`"),
        );
        return;
    };
    if items.len() == 2 {
        faults.push(Fault::new(form.span, "this test asserts nothing").help(USAGE));
    }
    for item in &items[2..] {
        let Some((assertion, body)) = assertion(item, faults) else {
            continue;
        };
        let here = Build { span: item.span };
        let component = here.list(vec![
            here.symbol("defcomp"),
            here.symbol(&format!(
                "~sx:test/t{}-{}",
                item.span.source, item.span.start
            )),
            here.list(Vec::new()),
            body,
        ]);
        definitions.push(Definition {
            form: component,
            component: None,
            kind: Kind::Component,
            page: None,
            test: Some(TestForm {
                test: name.clone(),
                assertion,
                span: item.span,
            }),
        });
    }
}

fn assertion(form: &Form, faults: &mut Vec<Fault>) -> Option<(Assertion, Form)> {
    let here = Build { span: form.span };
    let call = |items: Vec<Form>| here.list(items);
    let word = |form: &Form| match &form.kind {
        FormKind::Str(text) => Some(text.clone()),
        _ => None,
    };
    let truth = |test: Form| {
        call(vec![
            here.symbol("if"),
            test,
            here.string("true"),
            here.string("false"),
        ])
    };
    match (form.head(), form.list()) {
        (Some("is"), Some([_, test])) => Some((Assertion::Is, truth(test.clone()))),
        (Some("equal"), Some([_, expected, value])) => {
            let json = |name: &str| call(vec![here.symbol("json"), here.symbol(name)]);
            let bind = |name: &str, value: &Form| call(vec![here.symbol(name), value.clone()]);
            let both = vec![
                here.symbol("str"),
                json("expected"),
                here.string("\n"),
                json("found"),
            ];
            let same = vec![
                here.symbol("="),
                here.symbol("expected"),
                here.symbol("found"),
            ];
            let test = vec![
                here.symbol("if"),
                call(same),
                here.string("true"),
                call(both),
            ];
            let bindings = call(vec![bind("expected", expected), bind("found", value)]);
            let body = call(vec![here.symbol("let"), bindings, call(test)]);
            Some((Assertion::Equal, body))
        }
        (Some("renders"), Some([_, markup, html])) if word(html).is_some() => {
            Some((Assertion::Renders(word(html)?), markup.clone()))
        }
        (Some("fails"), Some([_, value, message])) if word(message).is_some() => {
            Some((Assertion::Fails(word(message)?), value.clone()))
        }
        (head, _) => {
            let help = head
                .and_then(|head| did_you_mean("", head, ASSERTIONS))
                .unwrap_or_else(|| USAGE.into());
            faults.push(Fault::new(form.span, "this is no assertion").help(help));
            None
        }
    }
}
