//! What is wrong with pages that compile: it is told before the app starts.

use sx::{Diagnostic, Parameter, Program, QuestionArgument};

use super::asking::EVERY_REQUEST;
use super::pages::can_be_given;
use crate::app::ViewCheck;

/// What is wrong with the pages of a program.
pub(crate) fn check(program: &Program, views: &[ViewCheck]) -> Vec<Diagnostic> {
    let mut faults = parameters(program);
    faults.extend(questions(program, views));
    faults
}

/// A page can only take what its address can give.
fn parameters(program: &Program) -> Vec<Diagnostic> {
    let pages = program.pages().filter(|page| page.path().is_some());
    let taken = pages.flat_map(|page| program.parameters(page.component()));
    let wrong = taken.filter(|parameter| !can_be_given(parameter.ty));
    let fault = |parameter: Parameter<'_>| {
        let (name, ty) = (parameter.name, parameter.ty.name());
        let message = format!("no address can give `{name}`, which is a {ty}");
        let help = "a page with a `:path` takes text, numbers, `true` and `false`; make the rest of those, or ask for it \
                    with `:needs`";
        Diagnostic::new(message)
            .with_help(Some(help.to_owned()))
            .at(Some(parameter.location()))
    };
    wrong.map(fault).collect()
}

/// A page can only ask with what its requests have.
fn questions(program: &Program, views: &[ViewCheck]) -> Vec<Diagnostic> {
    let declared = program.pages().map(|page| (page.name(), page.component()));
    let of_handlers = views
        .iter()
        .filter_map(|view| Some((view.0.component, program.component(view.0.component).ok()?)));
    let mut faults = Vec::new();
    for (name, component) in declared.chain(of_handlers) {
        let is_declared = program.pages().any(|page| page.component() == component);
        let parameters: Vec<_> = match is_declared {
            true => program.parameters(component).collect(),
            false => Vec::new(),
        };
        let questions = program
            .needs(component)
            .into_iter()
            .chain(program.later_needs(component));
        for question in questions {
            let wrong = question
                .arguments()
                .filter_map(|(_, argument)| match argument {
                    QuestionArgument::Request(wanted) => without(name, wanted, &parameters),
                    QuestionArgument::Value(_) => None,
                });
            let query = question.query();
            faults.extend(wrong.map(|why| {
                let message = format!("`{query}` asks with {why}");
                Diagnostic::new(message).at(Some(question.location()))
            }));
        }
    }
    faults
}

/// Why the requests of a page do not have something.
fn without(page: &str, wanted: &str, parameters: &[Parameter<'_>]) -> Option<String> {
    if EVERY_REQUEST.contains(&wanted) {
        return None;
    }
    match parameters.iter().find(|it| it.name == wanted) {
        None => Some(format!(
            "`@{wanted}`, which requests of `{page}` do not have"
        )),
        Some(parameter) if !parameter.required && parameter.default.is_none() => Some(format!(
            "`@{wanted}`, but the default of `{wanted}` is computed when `{page}` is drawn: write it out"
        )),
        Some(_) => None,
    }
}
