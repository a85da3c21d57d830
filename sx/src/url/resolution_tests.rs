//! Addresses against a table of page functions.

use super::{PageFunction, PageFunctions, UrlError, parse};

fn table() -> PageFunctions {
    let functions = [
        PageFunction::new("language", "~docs:language").content("content"),
        PageFunction::new("form", "~docs:form")
            .within("language")
            .word("name"),
        PageFunction::new("primitive", "~docs:primitive")
            .within("language")
            .word("name"),
        PageFunction::new("log", "~docs:log")
            .word("year")
            .word("month")
            .number("page")
            .text("sort")
            .content("entry"),
        PageFunction::new("entry", "~docs:entry")
            .within("log")
            .word("slug"),
        PageFunction::new("tools", "~docs:tools"),
        PageFunction::new("tour", "~docs:tour")
            .optional_word("stage")
            .content("content"),
    ];
    PageFunctions::new(functions).expect("each once")
}

fn resolved(address: &str) -> Result<String, UrlError> {
    let table = table();
    let page = table.resolve(&parse(address)?)?;
    Ok(page.map(|page| page.to_string()).unwrap_or_default())
}

#[test]
fn a_page_is_a_tree_of_declared_functions() {
    let table = table();
    let address = parse("(log.2026.11.:page.4.(entry.bread))").expect("an address");
    let page = table.resolve(&address).expect("resolved").expect("a page");
    assert_eq!(page.function().component(), "~docs:log");
    let year = page.argument("year").expect("given");
    assert_eq!(
        (year.as_text(), year.as_number(), year.place()),
        (Some("2026"), None, 5..9)
    );
    let number = page.argument("page").expect("given");
    assert_eq!((number.as_text(), number.as_number()), (None, Some(4)));
    assert_eq!(page.argument("sort"), None);
    let inner = page.content().expect("a page inside");
    assert_eq!(inner.function().component(), "~docs:entry");
    assert_eq!(page.function().content_parameter(), Some("entry"));
    let names: Vec<_> = page.chain().map(|page| page.function().name()).collect();
    assert_eq!(names, ["log", "entry"]);
    assert!(
        table
            .resolve(&parse("").expect("the home"))
            .expect("resolved")
            .is_none()
    );
}

#[test]
fn a_page_has_one_address() {
    for (asked, one) in [
        ("(language.(form.let))", "(language.(form.let))"),
        ("tools", "(tools)"),
        (
            "(log.2026.11.:sort.name.:page.2)",
            "(log.2026.11.:page.2.:sort.name)",
        ),
        ("(log.:page.2.2026.11)", "(log.2026.11.:page.2)"),
        ("(log.2026.11.:page.1)", "(log.2026.11)"),
        ("(log.2026.11.:page.007)", "(log.2026.11.:page.7)"),
        (
            "(log.2026.11.(entry.bread).:page.3)",
            "(log.2026.11.:page.3.(entry.bread))",
        ),
        ("(language.(primitive.<=))", "(language.(primitive.%3C=))"),
    ] {
        assert_eq!(resolved(asked).as_deref(), Ok(one), "{asked}");
        assert_eq!(resolved(one).as_deref(), Ok(one), "{one} stays");
    }
}

#[test]
fn the_page_itself_has_no_keywords() {
    let table = table();
    let address = parse("(log.2026.11.:page.2.:sort.name.(entry.bread))").expect("an address");
    let page = table.resolve(&address).expect("resolved").expect("a page");
    assert_eq!(format!("{page:#}"), "(log.2026.11.(entry.bread))");
}

#[test]
fn a_word_may_be_optional() {
    for address in ["(tour)", "(tour.reading)"] {
        assert_eq!(resolved(address).as_deref(), Ok(address));
    }
    let fault = resolved("(tour.a.b)").expect_err("too many");
    assert!(fault.message.contains("takes 1 word"), "{fault}");
    let fault = resolved("(tour.(tools))").expect_err("not inside");
    assert!(fault.message.contains("page of its own"), "{fault}");
}

#[test]
fn a_text_that_names_nothing_is_told_in_the_same_way() {
    let table = table();
    let address = parse("(language.(form.lett))").expect("an address");
    let page = table.resolve(&address).expect("resolved").expect("a page");
    let name = page
        .content()
        .and_then(|form| form.argument("name"))
        .expect("given");
    let fault = name.unknown("form", ["let", "map"]);
    assert_eq!(
        fault.to_string(),
        "byte 16: there is no form `lett`; did you mean `let`?"
    );
}

#[test]
#[allow(
    clippy::too_many_lines,
    reason = "a table of addresses and what is wrong with them"
)]
fn what_does_not_fit_is_told_with_its_place() {
    for (address, marked, message, help) in [
        (
            "(langage)",
            "langage",
            "there is no page function `langage`",
            "did you mean `language`?",
        ),
        (
            "(language.(from.let))",
            "from",
            "there is no page function `from`",
            "did you mean `form`?",
        ),
        (
            "(zzzzzzzzz)",
            "zzzzzzzzz",
            "there is no page function",
            "here are: language, log, tools, tour",
        ),
        (
            "(form.let)",
            "form",
            "`form` stands inside `language`",
            "write `(language.(form…))`",
        ),
        (
            "(log.1.2.(form.let))",
            "form",
            "`form` stands inside `language`",
            "",
        ),
        (
            "(language.(tools))",
            "tools",
            "does not stand inside `language`",
            "",
        ),
        (
            "(language.(form))",
            ")",
            "`form` needs its `name` here",
            "it is written `(form.name)`",
        ),
        (
            "(log)",
            ")",
            "`log` needs its `year` here",
            "it is written `(log.year.month)`",
        ),
        ("(log.2026)", ")", "`log` needs its `month` here", ""),
        (
            "(language.(form.let.map))",
            "map",
            "`form` takes 1 word, and `map` is one more",
            "",
        ),
        (
            "(language.form)",
            "form",
            "`language` takes no words",
            "write `(form)`",
        ),
        ("(tools.x)", "x", "`tools` takes no words, found `x`", ""),
        (
            "(log.(entry.bread))",
            "(entry.bread)",
            "`log` takes a word here, its `year`, and this is a call",
            "",
        ),
        (
            "(tools.(form.let))",
            "(form.let)",
            "`tools` has no page inside it",
            "",
        ),
        (
            "(language.(form.let).(form.map))",
            "(form.map)",
            "has one page inside it",
            "",
        ),
        (
            "(log.1.2.(entry.a).b)",
            "b",
            "stands after the page inside `log`",
            "words come first",
        ),
        (
            "(log.1.2.:pgae.3)",
            ":pgae",
            "`log` has no keyword `:pgae`",
            "did you mean `:page`?",
        ),
        (
            "(log.1.2.:year.3)",
            ":year",
            "`log` has no keyword `:year`",
            "it takes `:page`, `:sort`",
        ),
        (
            "(tools.:page.3)",
            ":page",
            "`tools` has no keyword",
            "it takes no keywords",
        ),
        (
            "(log.1.2.:page.x)",
            "x",
            "`:page` is a whole number from 1 on, found `x`",
            "",
        ),
        ("(log.1.2.:page.0)", "0", "a whole number from 1 on", ""),
        ("(log.1.2.:page.-1)", "-1", "a whole number from 1 on", ""),
        ("(log.1.2.:page.+1)", "+1", "a whole number from 1 on", ""),
        (
            "(log.1.2.:page.99999999999999999999)",
            "99999999999999999999",
            "a whole number from 1 on",
            "",
        ),
    ] {
        let fault = resolved(address).expect_err(address);
        assert_eq!(fault.cut(address)[1], marked, "{address}: {fault}");
        assert!(fault.message.contains(message), "{address}: {fault}");
        assert!(
            fault.help.as_deref().unwrap_or_default().contains(help),
            "{address}: {fault:?}"
        );
    }
}

#[test]
fn a_slip_of_the_fingers_is_mended() {
    for (asked, meant) in [
        ("(langage.(form.let))", "(language.(form.let))"),
        ("(language.(from.let))", "(language.(form.let))"),
        ("(log.1.2.:pgae.3)", "(log.1.2.:page.3)"),
    ] {
        let fault = resolved(asked).expect_err(asked);
        assert_eq!(fault.mended(asked).as_deref(), Some(meant));
    }
    let fault = resolved("(zzzzzzzzz)").expect_err("unknown");
    assert_eq!(fault.mended("(zzzzzzzzz)"), None);
}

#[test]
fn numbers_that_are_declared_count_from_1() {
    let table = table();
    let page = parse("(log.2026.11)").expect("an address");
    let next = table.follow(&page, ".:page.+1").expect("followed");
    assert_eq!(next.to_string(), "(log.2026.11.:page.2)");
    assert!(
        table.follow(&page, ".:sort.+1").is_err(),
        "text does not count"
    );
    let stranger = parse("(nobody)").expect("an address");
    assert!(table.follow(&stranger, ".:page.+1").is_err());
}

#[test]
fn a_name_is_declared_once() {
    let twice = [
        PageFunction::new("a", "~docs:a"),
        PageFunction::new("a", "~docs:b"),
    ];
    assert_eq!(PageFunctions::new(twice).expect_err("twice"), "a");
    let table = table();
    assert_eq!(table.iter().count(), 7);
    assert!(table.get("form").is_some() && table.get("nobody").is_none());
}
