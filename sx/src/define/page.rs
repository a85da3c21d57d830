//! `defpage`: a component with an address, and the layout that it is drawn in.
//!
//! ```text
//! (defpage ~blog:pages/hello (&key name (times Int 1))
//!   :path "/hello/{name}/" :auth member :needs ((greeting (greet :name @name :times @times)))
//!   :layout ~shared:layout/app-body :title name :content (p "Hello, " name))
//! ```
//! What is no option of the page is an argument of the layout: one evaluation draws both.

use super::Build;
use super::url::{self, UrlForm};
use crate::diagnostic::Fault;
use crate::read::{Form, FormKind};
use crate::source::Span;
use crate::suggest::did_you_mean;

/// What a page is beside a component.
#[derive(Clone, Debug)]
pub(crate) struct PageForm {
    /// The address, with `{name}` for what varies.
    pub(crate) path: Option<Box<str>>,
    pub(crate) url: Option<UrlForm>,
    /// Who may see it; `public` when nothing is said.
    pub(crate) auth: Box<str>,
}

const OPTIONS: [&str; 5] = ["path", "url", "auth", "needs", "layout"];
/// The roles that a page can ask for.
const ROLES: [&str; 6] = [
    "public",
    "member",
    "editor",
    "shopkeeper",
    "organiser",
    "admin",
];
const USAGE: &str = "write `(defpage ~namespace:name :path \"/…/\" :layout ~shared:layout/app-body :title \"…\" :content (p …))`";

/// The component that a page is, and the rest.
pub(super) fn read(form: &Form, faults: &mut Vec<Fault>) -> Option<(Form, PageForm)> {
    let items = form.list()?;
    let name = items.get(1)?;
    let (params, pairs) = match items.get(2).and_then(Form::list) {
        Some(params) => (params, &items[3..]),
        None => (&[][..], items.get(2..).unwrap_or_default()),
    };
    let mut page = PageForm {
        path: None,
        url: None,
        auth: "public".into(),
    };
    let (mut layout, mut needs, mut rest) = (None, None, Vec::new());
    for pair in pairs.chunks(2) {
        let (Some(key), Some(value)) = (pair[0].keyword(), pair.get(1)) else {
            faults.push(Fault::new(pair[0].span, "a page is described by keywords").help(USAGE));
            return None;
        };
        match key {
            "path" => page.path = path(value, faults),
            "url" => page.url = url::read(value, faults),
            "auth" => page.auth = auth(value, faults)?,
            "needs" => needs = Some([&pair[0], value]),
            "layout" => layout = Some(value),
            _ => rest.extend(pair.iter()),
        }
    }
    if page.path.is_none() && page.url.is_none() {
        let given = pairs.iter().filter_map(Form::keyword);
        let help = given
            .filter(|key| !matches!(*key, "title" | "content"))
            .find_map(|key| did_you_mean(":", key, OPTIONS))
            .unwrap_or_else(|| USAGE.to_owned());
        faults.push(Fault::new(name.span, "a page has a `:path` or a `:url`").help(help));
    }
    let here = Build { span: form.span };
    let body = body(layout, &rest, name.span, here, faults)?;
    let mut component = vec![here.symbol("defcomp"), name.clone()];
    component.push(parameters(params, &page, Build { span: name.span }));
    component.extend(needs.into_iter().flatten().cloned());
    component.push(body);
    Some((here.list(component), page))
}

/// The layout called with everything that is no option, or the content alone.
fn body(
    layout: Option<&Form>,
    rest: &[&Form],
    name: Span,
    here: Build,
    faults: &mut Vec<Fault>,
) -> Option<Form> {
    if let Some(layout) = layout {
        if !layout.symbol().is_some_and(|name| name.starts_with('~')) {
            let message = format!("expected the name of a layout, found {}", layout.describe());
            faults.push(Fault::new(layout.span, message).help("`:layout ~shared:layout/app-body`"));
            return None;
        }
        let mut call = vec![layout.clone()];
        call.extend(rest.iter().map(|form| (*form).clone()));
        return Some(here.list(call));
    }
    match rest {
        [key, content] if key.keyword() == Some("content") => Some((*content).clone()),
        _ => {
            faults.push(
                Fault::new(name, "a page without `:layout` has a `:content` alone").help(USAGE),
            );
            None
        }
    }
}

/// The declared parameters, and those that only the address names: text. What an expression alone would give
/// is not there when the page is reached by its path.
fn parameters(declared: &[Form], page: &PageForm, here: Build) -> Form {
    let mut params = declared.to_vec();
    let is_declared = |name: &str| {
        declared.iter().any(|param| {
            let param = param.list().map_or(Some(param), <[Form]>::first);
            param.and_then(Form::symbol) == Some(name)
        })
    };
    let in_path = page
        .path
        .as_deref()
        .map(path_parameters)
        .unwrap_or_default();
    let mut more = Vec::new();
    for name in in_path.iter().filter(|name| !is_declared(name)) {
        more.push(here.list(vec![here.symbol(name), here.symbol("Str")]));
    }
    for name in page.url.iter().flat_map(UrlForm::parameters) {
        if is_declared(name) || in_path.contains(&name) {
            continue;
        }
        let is_word = |url: &UrlForm| url.params.iter().any(|word| **word == *name);
        let is_always_there = page.path.is_none() && page.url.as_ref().is_some_and(is_word);
        let given = match is_always_there {
            true => here.symbol("Str"),
            false => here.form(FormKind::Nil),
        };
        more.push(here.list(vec![here.symbol(name), given]));
    }
    if !more.is_empty() {
        // Before what is declared: its last may be `&rest`.
        params.splice(0..0, more);
        params.insert(0, here.symbol("&key"));
    }
    here.list(params)
}

/// The names in `/hello/{name}/`.
pub(crate) fn path_parameters(path: &str) -> Vec<&str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .collect()
}

fn path(value: &Form, faults: &mut Vec<Fault>) -> Option<Box<str>> {
    let text = match &value.kind {
        FormKind::Str(text) => text,
        _ => {
            let message = format!("expected an address, found {}", value.describe());
            faults.push(Fault::new(value.span, message).help("`:path \"/hello/{name}/\"`"));
            return None;
        }
    };
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let is_plain = |part: &str| {
        part.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
    };
    let fits = text.starts_with('/')
        && text.split('/').all(|part| {
            match part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'))
            {
                Some(name) => is_name(name),
                None => is_plain(part),
            }
        });
    if !fits {
        faults.push(
            Fault::new(value.span, format!("`{text}` is no address of a page")).help(
                "it begins with `/`; what varies is a whole part in braces: `/hello/{name}/`",
            ),
        );
        return None;
    }
    Some(text.clone())
}

fn auth(value: &Form, faults: &mut Vec<Fault>) -> Option<Box<str>> {
    let role = value.symbol().or(value.keyword()).unwrap_or_default();
    if ROLES.contains(&role) {
        return Some(role.into());
    }
    let help = did_you_mean("", role, ROLES)
        .unwrap_or_else(|| format!("it is one of {}", ROLES.join(" ")));
    faults.push(Fault::new(value.span, "no such role").help(help));
    None
}
