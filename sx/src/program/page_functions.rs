//! What addresses can call: the pages that declare `:url`.

use super::pages::PageCode;
use crate::define::UrlForm;
use crate::diagnostic::Fault;
use crate::suggest::did_you_mean;
use crate::tree::{Component, Default, Param};
use crate::url::{PageFunction, PageFunctions};
use crate::value::Type;

/// Of each page with `:url` its name and what it takes.
pub(super) fn gather(
    pages: &[PageCode],
    components: &[Component],
    faults: &mut Vec<Fault>,
) -> PageFunctions {
    let mut functions = Vec::new();
    for page in pages {
        let (Some(url), Some(component)) =
            (&page.form.url, components.get(page.component as usize))
        else {
            continue;
        };
        if let Some(outer) = &url.within {
            faults.extend(homeless(outer, url, pages, components));
        }
        functions.push(function(url, component));
    }
    // A name that is there twice was told when the pages were gathered.
    PageFunctions::new(functions).unwrap_or_default()
}

fn function(url: &UrlForm, component: &Component) -> PageFunction {
    let param = |name: &str| component.params.iter().find(|param| *param.name == *name);
    let mut function = PageFunction::new(&*url.name, &*component.name);
    if let Some(outer) = &url.within {
        function = function.within(&**outer);
    }
    for name in &url.params {
        function = match param(name) {
            Some(param) if is_content(param, component) => function.content(&**name),
            Some(param) if matches!(param.default, Default::Required) => function.word(&**name),
            _ => function.optional_word(&**name),
        };
    }
    for name in &url.keywords {
        function = match param(name) {
            Some(param) if param.ty == Type::Int => function.number(&**name),
            _ => function.text(&**name),
        };
    }
    function
}

/// Whether a parameter takes markup: the page inside.
fn is_content(param: &Param, component: &Component) -> bool {
    let is_children = component.rest
        && component
            .params
            .last()
            .is_some_and(|last| last.name == param.name);
    param.ty == Type::Slot || is_children
}

/// The fault of a page that should stand inside one which is not there, or which has no place for it.
fn homeless(
    outer: &str,
    url: &UrlForm,
    pages: &[PageCode],
    components: &[Component],
) -> Option<Fault> {
    let urls = || {
        pages
            .iter()
            .filter_map(|page| Some((page.form.url.as_ref()?, page.component)))
    };
    let Some((around, component)) = urls().find(|(url, _)| *url.name == *outer) else {
        let message = format!("there is no page function `{outer}`");
        let help = did_you_mean("", outer, urls().map(|(url, _)| &*url.name));
        return Some(Fault::new(url.span, message).maybe_help(help));
    };
    let component = components.get(component as usize)?;
    let takes_page = around.params.iter().any(|name| {
        let param = component.params.iter().find(|param| param.name == *name);
        param.is_some_and(|param| is_content(param, component))
    });
    (!takes_page).then(|| {
        Fault::new(url.span, format!("`{outer}` has no page inside it"))
            .help("name a parameter for markup in its `:url`: `(defpage … (&key (content Slot nil)) :url (name content) …)`")
    })
}
