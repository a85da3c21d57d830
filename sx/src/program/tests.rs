//! Running the `deftest`s of a program that was compiled with them.

use super::{ComponentRef, Program, RenderToken, Scene};
use crate::define::{Assertion, TestForm};
use crate::html::HtmlSink;
use crate::source::Location;

/// An assertion with the component that carries it out.
#[derive(Debug)]
pub(super) struct TestCode {
    pub(super) component: u32,
    pub(super) form: TestForm,
}

/// What came of one assertion.
#[derive(Clone, Debug)]
pub struct TestOutcome {
    /// The name of the test.
    pub test: String,
    /// Where the assertion stands.
    pub location: Location,
    /// What was expected and what was found, when it does not hold.
    pub failure: Option<String>,
}

impl Program {
    /// Runs all tests, in the order of the sources. Only a program compiled with
    /// [`Environment::tests`](crate::Environment::tests) has any.
    pub fn run_tests(&self, scene: &Scene<'_>) -> Vec<TestOutcome> {
        let outcome = |code: &TestCode| TestOutcome {
            test: code.form.test.to_string(),
            location: Location::of(code.form.span, &self.sources),
            failure: self.run_test(code, scene).err(),
        };
        self.tests.iter().map(outcome).collect()
    }

    fn run_test(&self, code: &TestCode, scene: &Scene<'_>) -> Result<(), String> {
        let component = ComponentRef {
            program: self.hash,
            index: code.component,
        };
        let rendered = self.render(component, &(), scene, RenderToken::mint(), HtmlSink::new());
        let found = match (&code.form.assertion, rendered) {
            (Assertion::Fails(part), Err(error)) if error.message.contains(&**part) => {
                return Ok(());
            }
            (Assertion::Fails(part), Err(error)) => {
                return Err(format!(
                    "expected it to fail with: {part}\nfound: {}",
                    error.message
                ));
            }
            (Assertion::Fails(part), Ok(found)) => {
                return Err(format!(
                    "expected it to fail with: {part}\nfound: {}",
                    found.page.as_str()
                ));
            }
            (_, Err(error)) => return Err(error.to_string()),
            (_, Ok(found)) => found.page.into_string(),
        };
        match &code.form.assertion {
            Assertion::Renders(html) if found == **html => Ok(()),
            Assertion::Renders(html) => Err(format!("expected: {html}\nfound:    {found}")),
            _ if found == "true" => Ok(()),
            Assertion::Equal => {
                let found = plain(&found);
                let (expected, found) = found.split_once('\n').unwrap_or((&found, ""));
                Err(format!("expected: {expected}\nfound:    {found}"))
            }
            _ => Err("expected something true, found `false` or `nil`".into()),
        }
    }
}

/// Text as it was before it was escaped.
fn plain(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
