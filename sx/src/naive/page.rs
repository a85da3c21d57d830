//! Pages as the components that they are.

use super::calls::split;
use crate::read::{Form, FormKind};
use crate::source::Span;

/// A page as a component: its layout, called with all that is no option of the page. What its address
/// says is a parameter too. Any other definition is itself.
pub(super) fn plain(form: Form) -> Form {
    match (form.head(), form.list()) {
        (Some("defpage"), Some([_, name, options @ ..])) => page(name, options, form.span),
        _ => form,
    }
}

fn page(name: &Form, options: &[Form], span: Span) -> Form {
    let make = |kind| Form { kind, span };
    let symbol = |name: &str| make(FormKind::Symbol(name.into()));
    let (declared, options) = match options {
        [params, options @ ..] if params.list().is_some() => (params.list(), options),
        _ => (None, options),
    };
    let declared = declared.unwrap_or_default();
    let (keywords, _) = split(options);
    let option = |name: &str| {
        keywords
            .iter()
            .find(|(key, _)| *key == name)
            .map(|pair| pair.1)
    };
    let mut known: Vec<&str> = declared.iter().filter_map(name_of).collect();
    let mut params = vec![symbol("&key")];
    for part in option("path").map(path_parts).unwrap_or_default() {
        if !known.contains(&part) {
            known.push(part);
            params.push(make(FormKind::List(vec![symbol(part), symbol("Str")])));
        }
    }
    let url = option("url").and_then(Form::list).unwrap_or_default();
    for part in url.iter().skip(1).filter_map(Form::symbol) {
        if !known.contains(&part) {
            params.push(make(FormKind::List(vec![
                symbol(part),
                make(FormKind::Nil),
            ])));
        }
    }
    params.extend(declared.iter().cloned());
    let body = match option("layout") {
        None => option("content").cloned().unwrap_or(make(FormKind::Nil)),
        Some(layout) => {
            let mut call = vec![layout.clone()];
            for (key, value) in &keywords {
                if !matches!(*key, "path" | "url" | "auth" | "needs" | "layout") {
                    call.push(make(FormKind::Keyword((*key).into())));
                    call.push((*value).clone());
                }
            }
            make(FormKind::List(call))
        }
    };
    let params = make(FormKind::List(params));
    make(FormKind::List(vec![
        symbol("defcomp"),
        name.clone(),
        params,
        body,
    ]))
}

fn name_of(param: &Form) -> Option<&str> {
    match param.list() {
        Some(parts) => parts.first()?.symbol(),
        None => param.symbol(),
    }
}

/// The names in `"/hello/{name}/"`.
fn path_parts(path: &Form) -> Vec<&str> {
    let FormKind::Str(path) = &path.kind else {
        return Vec::new();
    };
    let parts = path.split('/');
    parts
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .collect()
}
