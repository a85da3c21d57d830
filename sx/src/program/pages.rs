//! The pages that `defpage` declares.

use super::tests::TestCode;
use super::{ComponentRef, Program};
use crate::check::Declared;
use crate::define::{Assertion, Definition, PageForm};
use crate::diagnostic::Fault;
use crate::resolve::Names;
use crate::url::{PageFunction, PageFunctions};

/// A page as its definition describes it.
#[derive(Debug)]
pub(super) struct PageCode {
    pub(super) component: u32,
    pub(super) form: PageForm,
}

/// A page that a template declares.
#[derive(Clone, Copy, Debug)]
pub struct Page<'p> {
    program: &'p Program,
    code: &'p PageCode,
}

impl<'p> Page<'p> {
    /// The component that draws it, layout and all.
    pub fn component(self) -> ComponentRef {
        ComponentRef {
            program: self.program.hash,
            index: self.code.component,
        }
    }

    /// The full name of the component.
    pub fn name(self) -> &'p str {
        &self.program.code.components[self.code.component as usize].name
    }

    /// Its address, with `{name}` for what varies.
    pub fn path(self) -> Option<&'p str> {
        self.code.form.path.as_deref()
    }

    /// What calls it in an expression URL.
    pub fn url(self) -> Option<&'p PageFunction> {
        let url = self.code.form.url.as_ref()?;
        self.program.page_functions.get(&url.name)
    }

    /// The role that may see it: `public` for everybody.
    pub fn auth(self) -> &'p str {
        &self.code.form.auth
    }
}

/// The pages and tests among the definitions. An address belongs to one page.
pub(super) fn declared(
    definitions: &[Definition],
    names: &Names<'_>,
    faults: &mut Vec<Fault>,
) -> (Vec<PageCode>, Vec<TestCode>) {
    let (mut pages, mut tests) = (Vec::<PageCode>::new(), Vec::new());
    // Of as many signatures as definitions each belongs to one; else there are faults already.
    for (index, (definition, signature)) in definitions.iter().zip(&names.signatures).enumerate() {
        let component = u32::try_from(index).unwrap_or(u32::MAX);
        if names.by_name.get(signature.name) != Some(&component) {
            continue;
        }
        if let Some(form) = &definition.test {
            tests.push(TestCode {
                component,
                form: form.clone(),
            });
        }
        let Some(form) = &definition.page else {
            continue;
        };
        let word = |form: &PageForm| form.url.as_ref().map(|url| url.name.clone());
        let is_taken = |known: &PageCode| {
            (form.path.is_some() && blanked(&known.form) == blanked(form))
                || (form.url.is_some() && word(&known.form) == word(form))
        };
        if let Some(known) = pages.iter().find(|known| is_taken(known)) {
            let first = names.signatures[known.component as usize].name;
            let message = format!("`{first}` has the same address");
            faults.push(Fault::new(signature.name_span, message));
        }
        pages.push(PageCode {
            component,
            form: form.clone(),
        });
    }
    (pages, tests)
}

/// The parts of a page's address, without the names of those that vary.
fn blanked(form: &PageForm) -> Option<Vec<&str>> {
    let varies = |part: &str| part.starts_with('{');
    let parts = form.path.as_deref()?.split('/');
    Some(
        parts
            .map(|part| if varies(part) { "{}" } else { part })
            .collect(),
    )
}

/// What the checker has to know of pages and tests.
pub(super) fn for_checker(pages: &[PageCode], tests: &[TestCode]) -> Declared {
    let route = |page: &PageCode| {
        let path = page.form.path.as_ref()?;
        Some((page.component, format!("GET {path}")))
    };
    let fails = |test: &&TestCode| matches!(test.form.assertion, Assertion::Fails(_));
    Declared {
        routes: pages.iter().filter_map(route).collect(),
        fail: tests
            .iter()
            .filter(fails)
            .map(|test| test.component)
            .collect(),
    }
}

impl Program {
    /// The pages that addresses such as `/sx/(name.word)` can call.
    pub fn page_functions(&self) -> &PageFunctions {
        &self.page_functions
    }

    /// The pages, in the order of the sources.
    pub fn pages(&self) -> impl Iterator<Item = Page<'_>> {
        self.pages.iter().map(|code| Page {
            program: self,
            code,
        })
    }
}
