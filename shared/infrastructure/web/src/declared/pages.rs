//! Pages whose addresses stand in templates.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::response::IntoResponse;
use http::{HeaderValue, Method, StatusCode, header};
use percent_encoding::percent_decode_str;
use sx::{ComponentRef, Decimal, Page, Parameter, Program, Record, Shape, Type, Val};

use super::asking::RequestValues;
use super::queries::Argument;
use crate::context::RequestContext;
use crate::fault::{Answer, Fault};

/// Characters of a part of an address, or of a value in its query, that a page is given.
const VALUE_CHARACTERS: usize = 1_000;

/// Whether a page that a template declares has this address: who reads asks for it before the app's own routes, among
/// which may be one for everything.
pub(crate) fn is_page(program: &Program, path: &str) -> bool {
    let mut paths = program.pages().filter_map(Page::path);
    paths.any(|pattern| fits(pattern, path, |_, _| ()))
}

/// A page that a template declares, or none.
pub(crate) async fn answer(cx: RequestContext, method: Method) -> Answer {
    let program = cx.program()?;
    let found = program
        .pages()
        .find_map(|page| Some((page, matched(page.path()?, cx.path())?)));
    let Some((page, in_path)) = found else {
        return elsewhere(&program, &cx);
    };
    if method != Method::GET && method != Method::HEAD {
        let mut refused = Fault::status(StatusCode::METHOD_NOT_ALLOWED).into_response();
        let methods = HeaderValue::from_static("GET,HEAD");
        refused.headers_mut().insert(header::ALLOW, methods);
        return Ok(refused);
    }
    cx.admit(page.auth())?;
    let component = page.component();
    let view = view_of(&program, component, in_path, cx.query())?;
    let values = values_of(&program, component, &view);
    cx.page_that_asks(program.clone(), component, &[], &view, values)
        .await
}

/// The address with the slash that it lacks, if a page is there.
fn elsewhere(program: &Program, cx: &RequestContext) -> Answer {
    let with_slash = format!("{}/", cx.path());
    let is_there = program
        .pages()
        .filter_map(Page::path)
        .any(|path| fits(path, &with_slash, |_, _| ()));
    if !is_there {
        return Err(Fault::not_found());
    }
    Ok(cx.with_slash())
}

/// The parts of a path by the names in a pattern, if it fits.
fn matched(pattern: &str, path: &str) -> Option<BTreeMap<String, Argument>> {
    let mut values = BTreeMap::new();
    let fits = fits(pattern, path, |name, text| {
        values.insert(name.to_owned(), Argument::Text(text.into_owned()));
    });
    fits.then_some(values)
}

/// Whether a path fits a pattern, with the parts that vary on the way.
fn fits<'p>(pattern: &str, path: &'p str, mut varies: impl FnMut(&str, Cow<'p, str>)) -> bool {
    let (mut wanted, mut found) = (pattern.split('/'), path.split('/'));
    loop {
        let (wanted, found) = match (wanted.next(), found.next()) {
            (None, None) => return true,
            (Some(wanted), Some(found)) => (wanted, found),
            _ => return false,
        };
        let name = wanted.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        let Some(name) = name else {
            if wanted != found {
                return false;
            }
            continue;
        };
        match percent_decode_str(found).decode_utf8() {
            Ok(text) if !text.is_empty() && text.chars().count() <= VALUE_CHARACTERS => {
                varies(name, text);
            }
            _ => return false,
        }
    }
}

/// What a page is drawn with.
struct ParametersView(BTreeMap<String, Argument>);

impl Record for ParametersView {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }
    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }
    fn get(&self, key: &str) -> Option<Val<'_>> {
        self.0.get(key).map(sx::ToVal::to_val)
    }
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Val<'a>)) {
        for (name, value) in &self.0 {
            visit(name, sx::ToVal::to_val(value));
        }
    }
}

/// The parameters of a page: parts of its path, and values of the query that the page declares. Others mean nothing
/// to it; one that cannot be what it should be is no page.
fn view_of(
    program: &Program,
    component: ComponentRef,
    in_path: BTreeMap<String, Argument>,
    query: Option<&str>,
) -> Result<ParametersView, Fault> {
    let mut values = BTreeMap::new();
    let given: BTreeMap<String, String> = form_urlencoded::parse(query.unwrap_or("").as_bytes())
        .into_owned()
        .collect();
    for parameter in program.parameters(component) {
        let text = match in_path.get(parameter.name) {
            Some(Argument::Text(text)) => Some(text),
            _ => given.get(parameter.name),
        };
        match text {
            Some(text) if text.chars().count() <= VALUE_CHARACTERS => {
                let value = typed(text, parameter).ok_or_else(Fault::not_found)?;
                values.insert(parameter.name.to_owned(), value);
            }
            None if !parameter.required => {}
            Some(_) | None => return Err(Fault::not_found()),
        }
    }
    Ok(ParametersView(values))
}

/// What the page's questions are asked with: what it is drawn with, defaults too.
fn values_of(program: &Program, component: ComponentRef, view: &ParametersView) -> RequestValues {
    let mut values = view.0.clone();
    for parameter in program.parameters(component) {
        if let Some(default) = parameter.default {
            let value = || Argument::from(default);
            values
                .entry(parameter.name.to_owned())
                .or_insert_with(value);
        }
    }
    RequestValues(values)
}

fn typed(text: &str, parameter: Parameter<'_>) -> Option<Argument> {
    match parameter.ty {
        Type::Any | Type::Str | Type::Slot => Some(Argument::Text(text.to_owned())),
        Type::Int => text.parse().ok().map(Argument::Int),
        Type::Dec => decimal(text).map(Argument::Dec),
        Type::Bool => match text {
            "true" | "1" | "on" => Some(Argument::Bool(true)),
            "false" | "0" | "" => Some(Argument::Bool(false)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an address can give what a parameter takes.
pub(super) fn can_be_given(ty: Type) -> bool {
    matches!(
        ty,
        Type::Any | Type::Str | Type::Slot | Type::Int | Type::Dec | Type::Bool
    )
}

/// A decimal number as templates write it: no exponents, nothing left out.
fn decimal(text: &str) -> Option<Decimal> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    let is_plain = match number.split_once('.') {
        Some((whole, parts)) => digits(whole) && digits(parts),
        None => digits(number),
    };
    is_plain
        .then(|| Decimal::from_str_exact(text).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fits_its_pattern_part_by_part() {
        let name = |path| {
            let values = matched("/hello/{name}/", path)?;
            match values.get("name") {
                Some(Argument::Text(name)) => Some(name.clone()),
                _ => None,
            }
        };
        assert_eq!(name("/hello/ada/").as_deref(), Some("ada"));
        assert_eq!(name("/hello/a%20b%2Fc/").as_deref(), Some("a b/c"));
        for other in [
            "/hello/ada",
            "/hello//",
            "/hello/a/b/",
            "/hell/ada/",
            "/hello/%ff/",
            "",
        ] {
            assert_eq!(name(other), None, "{other}");
        }
    }
}
