//! What addresses can call, as pages declare it.

use std::sync::Arc;

use sx::url::parse;
use sx::{Diagnostics, Environment, Program, Source};

fn compiled(text: &str) -> Result<Arc<Program>, Diagnostics> {
    Program::compile(&[Source::new("pages.sx", text)], &Environment::default())
}

fn fault(text: &str) -> String {
    compiled(text)
        .err()
        .map(|faults| faults.to_string())
        .unwrap_or_default()
}

const PAGES: &str = r#"
(defpage ~docs:log (&key (page Int 1) (sort nil) (entry Slot nil))
  :url (log year month entry &key page sort)
  :content (section (h1 year "-" month " " page sort) entry))
(defpage ~docs:entry (&key (part nil)) :url (log (entry slug part)) :content (p slug part))
(defpage ~docs:both (&key) :path "/both/{name}/" :url (both name more) :content (p name more))
(defpage ~docs:rest (&rest children) :url (rest children) :content (div children))
(defpage ~docs:plain () :path "/plain/" :content (p))
"#;

#[test]
fn pages_say_how_addresses_call_them() {
    let program = compiled(PAGES).unwrap_or_else(|faults| panic!("{faults}"));
    let functions = program.page_functions();
    let one = |address: &str| {
        let page = functions.resolve(&parse(address)?)?;
        Ok::<_, sx::url::UrlError>(page.map(|page| page.to_string()).unwrap_or_default())
    };
    for (asked, canonical) in [
        (
            "(log.2026.11.:page.2.:sort.name)",
            "(log.2026.11.:page.2.:sort.name)",
        ),
        (
            "(log.2026.11.:sort.name.:page.1)",
            "(log.2026.11.:sort.name)",
        ),
        ("(log.2026.11.(entry.bread))", "(log.2026.11.(entry.bread))"),
        (
            "(log.2026.11.(entry.bread.crust))",
            "(log.2026.11.(entry.bread.crust))",
        ),
        ("(both.a)", "(both.a)"),
        ("(both.a.b)", "(both.a.b)"),
        ("(rest)", "(rest)"),
    ] {
        assert_eq!(one(asked).as_deref(), Ok(canonical), "{asked}");
    }
    for (asked, message) in [
        ("(log.2026)", "needs its `month`"),
        ("(log.2026.11.:page.x)", "whole number"),
        ("(entry.bread)", "stands inside `log`"),
        ("(plain)", "no page function `plain`"),
        ("(log.2026.11.(both.a))", "page of its own"),
    ] {
        let fault = one(asked).unwrap_err();
        assert!(fault.message.contains(message), "{asked}: {fault}");
    }
    let names: Vec<_> = program
        .pages()
        .map(|page| page.url().map(|url| url.name().to_owned()))
        .collect();
    let expected = [Some("log"), Some("entry"), Some("both"), Some("rest"), None];
    assert_eq!(names, expected.map(|name| name.map(str::to_owned)));
}

#[test]
fn what_a_page_declares_wrongly_is_told_at_start() {
    for (text, message, help) in [
        (
            "(defpage ~a:b () :url () :content (p))",
            "no expression of an address",
            "`:url (log year month &key page)`",
        ),
        (
            "(defpage ~a:b () :url name :content (p))",
            "no expression of an address",
            "",
        ),
        (
            "(defpage ~a:b () :url (\"name\") :content (p))",
            "no expression of an address",
            "",
        ),
        (
            "(defpage ~a:b () :url (name &rest x) :content (p))",
            "no expression of an address",
            "",
        ),
        (
            "(defpage ~a:b () :url ((outer) (name)) :content (p))",
            "no expression of an address",
            "",
        ),
        (
            "(defpage ~a:b () :url (outer (name)) :content (p))",
            "there is no page function `outer`",
            "",
        ),
        (
            "(defpage ~a:b (&key (c Slot nil)) :url (outer c) :content (p c)) (defpage ~a:c () :url (uoter (name)) :content (p))",
            "there is no page function `uoter`",
            "did you mean `outer`?",
        ),
        (
            "(defpage ~a:b () :url (outer) :content (p)) (defpage ~a:c () :url (outer (name)) :content (p))",
            "`outer` has no page inside it",
            "name a parameter for markup",
        ),
        (
            "(defpage ~a:b () :url (name) :content (p)) (defpage ~a:c () :url (name) :content (p))",
            "`~a:b` has the same address",
            "",
        ),
    ] {
        let fault = fault(text);
        assert!(fault.contains(message), "{text}: {fault}");
        assert!(fault.contains(help), "{text}: {fault}");
    }
}
