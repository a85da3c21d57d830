use std::collections::HashSet;

use super::{Entry, EntryKind, Signature, Ty, form_names, reference};
use crate::markup;
use crate::primitives::Prim;
use crate::{
    Environment, HtmlSink, Limits, NoHost, NoNeeds, Program, RenderToken, Scene, Source, Type,
};

/// Compiles and renders the example of an entry, and runs its tests.
fn rendered(entry: &Entry) -> Result<String, String> {
    let environment = Environment {
        tests: true,
        main: true,
        ..Environment::default()
    };
    let source = Source::new("example.sx", entry.source());
    let program = Program::compile(&[source], &environment).map_err(|faults| faults.to_string())?;
    let page = program
        .component(crate::MAIN)
        .map_err(|fault| fault.to_string())?;
    let scene = Scene {
        host: &NoHost,
        context: &(),
        needs: &NoNeeds,
        limits: Limits::default(),
    };
    let mut failures = program.run_tests(&scene).into_iter();
    if let Some(failure) = failures.find_map(|outcome| outcome.failure) {
        return Err(failure);
    }
    program
        .render(page, &(), &scene, RenderToken::mint(), HtmlSink::new())
        .map(|html| html.page.as_str().to_owned())
        .map_err(|error| error.to_string())
}

#[test]
fn every_example_renders_something() {
    let faults: Vec<String> = reference()
        .iter()
        .filter_map(|entry| match rendered(entry) {
            Ok(html) if html.trim().is_empty() => Some(format!("{}: nothing", entry.name)),
            Ok(_) => None,
            Err(fault) => Some(format!("{}: {fault}", entry.name)),
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_example_uses_what_it_is_an_example_of() {
    for entry in reference() {
        let words: HashSet<&str> = entry
            .example
            .split(|c: char| c.is_whitespace() || "()[]".contains(c))
            .collect();
        assert!(words.contains(entry.name), "{}", entry.name);
    }
}

#[test]
fn every_name_means_one_thing() {
    let mut seen = HashSet::new();
    for entry in reference() {
        assert!(seen.insert(entry.name), "`{}` is there twice", entry.name);
        // A form comes before an element of its name, as `map` does; a primitive after it, never to be reached.
        assert!(
            entry.kind != EntryKind::Primitive || !markup::is_element(entry.name),
            "`{}` is an element",
            entry.name
        );
    }
}

#[test]
fn every_sentence_is_one() {
    for entry in reference() {
        assert!(
            entry.doc.ends_with('.') && !entry.doc.contains('\n') && entry.doc.len() < 160,
            "{}: {}",
            entry.name,
            entry.doc
        );
    }
}

#[test]
fn forms_and_primitives_are_found_by_name() {
    for entry in reference() {
        assert_eq!(
            form_names().any(|form| form == entry.name),
            entry.kind == EntryKind::Form
        );
        let prim = Prim::named(entry.name);
        assert_eq!(prim.is_some(), entry.kind == EntryKind::Primitive);
        if let Some(prim) = prim {
            assert_eq!(prim.name(), entry.name);
            assert_eq!(prim.signature().name, entry.name);
        }
    }
}

#[test]
fn a_signature_in_parts() {
    let signature = Signature::parse(
        "(slice subject:Str|[a?]? start:Int end?:Int &rest more:Num &key style?:Str …) -> a?",
    )
    .expect("a signature");
    assert_eq!(signature.name, "slice");
    assert_eq!(signature.arity(), (2, usize::MAX));
    let letter = || Ty::OrNil(Box::new(Ty::Var('a')));
    assert_eq!(
        signature.params[0].ty,
        Ty::OrNil(Box::new(Ty::OneOf(vec![
            Ty::Plain(Type::Str),
            Ty::ListOf(Box::new(letter()))
        ])))
    );
    assert!(signature.params[2].optional && !signature.params[1].optional);
    assert_eq!(signature.param(7), signature.rest.as_ref());
    assert_eq!(signature.keys[0].name, "style");
    assert!(signature.any_key);
    assert_eq!(signature.result, letter());
}

#[test]
fn what_is_no_signature_says_why() {
    for (text, part) in [
        ("(f x:Int)", "-> Type"),
        ("f x:Int) -> Int", "`(`"),
        ("(f x) -> Int", "`x` is no parameter"),
        ("(f x:Thing) -> Int", "`x:Thing` is no parameter"),
        ("(f x:[Int) -> Int", "`x:[Int` is no parameter"),
        ("(f x:Int) -> Thing", "result"),
        ("(f x?:Int y:Int) -> Int", "must be given"),
        ("(f &rest) -> Int", "&rest"),
        ("() -> Int", "no name"),
    ] {
        let error = Signature::parse(text).expect_err(text).to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
}
