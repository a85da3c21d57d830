//! The documentation under `/sx/`.

use std::collections::{BTreeSet, VecDeque};

use axum::http::{StatusCode, header};
use sx::reference::EntryKind;

use crate::site::{Answered, Site};

/// The addresses under `/sx/` that a page leads to.
fn links(page: &Answered) -> impl Iterator<Item = &str> {
    let found = page.body.split("href=\"/sx/").skip(1);
    let found = found.filter_map(|rest| rest.split(['"', '#']).next());
    // Definitions are no pages.
    found.filter(|address| !address.starts_with("d/"))
}

#[tokio::test]
async fn every_page_is_reached_and_whole() {
    let site = Site::new().await;
    let mut seen = BTreeSet::from([String::new()]);
    let mut open = VecDeque::from([String::new()]);
    while let Some(address) = open.pop_front() {
        let page = site.get(&format!("/sx/{address}")).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        page.lacks("It cannot be shown");
        for once in ["<h1", "<main"] {
            assert_eq!(page.body.matches(once).count(), 1, "{once} in {address}");
        }
        let own = format!("rel=\"canonical\" href=\"https://blog.coop.example/sx/{address}\"");
        page.has(&own);
        for link in links(&page) {
            if seen.insert(link.to_owned()) {
                open.push_back(link.to_owned());
            }
        }
    }
    for entry in web::reference() {
        let kind = match entry.kind {
            EntryKind::Definition => "definition",
            EntryKind::Form => "form",
            EntryKind::Primitive => "primitive",
            EntryKind::Host => "function",
        };
        let address = format!("(language.({kind}.{}))", sx::url::escaped(entry.name));
        assert!(seen.contains(&address), "nothing leads to {address}");
    }
    assert!(seen.len() > 100, "only {} pages", seen.len());
}

#[tokio::test]
async fn a_name_is_shown_with_what_it_makes() {
    let site = Site::new().await;
    let page = site.get("/sx/(language.(form.map))").await.ok();
    page.has("<title>map · SX · Hollin Bank</title>")
        .has("<code>map</code></h1>")
        .has("<li>a</li>")
        .has("<span class=\"code-tag\">li</span>");
    let page = site.get("/sx/(language.(function.money))").await.ok();
    page.has("<code>£3.50</code>");
    let page = site.get("/sx/(language.(primitive.slice))").await.ok();
    page.has("Its value")
        .has("rel=\"next\"")
        .has("rel=\"prev\"");
    // Names in source lead to their own pages.
    let page = site.get("/sx/(language.(form.reduce))").await.ok();
    page.has("class=\"code-form\" href=\"/sx/(language.(form.fn))\"");
}

#[tokio::test]
async fn a_component_is_taken_apart() {
    let site = Site::new().await;
    let page = site.get("/sx/(geography)").await.ok();
    page.has("did you mean `:price`?")
        .has("instructions")
        .has("<b>£4.20</b>")
        .has("<span class=\"code-component\">~*</span>")
        .has("<code>~blog:docs/stage</code> <a href=\"/sx/d/");
    let (_, after) = page
        .body
        .split_once("<code>~blog:docs/stage</code> <a href=\"")
        .expect("a definition");
    let (address, _) = after.split_once('"').expect("its address");
    let definition = site.get(address).await.ok();
    definition.has("(defcomp ~blog:docs/stage (&key number words about &rest children)");
    assert_eq!(
        definition.header(header::CACHE_CONTROL),
        "public, max-age=31536000, immutable"
    );
}

#[tokio::test]
async fn references_are_followed_from_the_page_itself() {
    let site = Site::new().await;
    let page = site.get("/sx/(geography.(urls))").await.ok();
    page.has("<a href=\"/sx/(geography.(urls.:page.2))\"><code>.:page.+1</code></a>")
        .has("<a href=\"/sx/(geography)\"><code>..</code></a>");
    let next = site.get("/sx/(geography.(urls.:page.2))").await.ok();
    next.has("<a href=\"/sx/(geography.(urls.:page.3))\"><code>.:page.+1</code></a>");
    next.has("<title>Expression URLs (2) · SX · Hollin Bank</title>")
        .has("<li aria-current=\"page\">Expression URLs</li>")
        .has("rel=\"next\"");
    assert!(
        next.body.contains("<a href=\"/sx/(geography.(urls))\""),
        "the first part has no number"
    );
}

#[tokio::test]
async fn a_relative_link_means_what_it_says_on_its_page() {
    let site = Site::new().await;
    let from = "https://blog.coop.example/sx/(geography.(urls))";
    for (link, leads_to) in [
        (".:page.+1", "/sx/(geography.(urls.:page.2))"),
        ("..streaming", "/sx/(geography.streaming)"),
        ("..(streaming)", "/sx/(geography.(streaming))"),
        ("...(language.(form.let))", "/sx/(language.(form.let))"),
        ("...", "/sx/"),
    ] {
        let asked = format!("/sx/{link}");
        let answer = site.ask(&asked, &[(header::REFERER, from)]).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{link}");
        assert_eq!(answer.header(header::LOCATION), leads_to, "{link}");
    }
    let too_far = site.ask("/sx/......", &[(header::REFERER, from)]).await;
    assert_eq!(too_far.status, StatusCode::NOT_FOUND);
    too_far.has("Only 2 levels are above this page.");
    for stranger in [
        "https://blog.coop.example/bread/",
        "https://evil.example/sx/(geography)",
        "https://blog.coop.example.evil.example/sx/(geography)",
        "nonsense",
    ] {
        let answer = site
            .ask("/sx/.:page.+1", &[(header::REFERER, stranger)])
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{stranger}");
    }
}

#[tokio::test]
async fn a_part_that_comes_later_is_there_for_whoever_takes_no_parts() {
    let site = Site::new().await;
    let page = site.get("/sx/(geography.(streaming))").await.ok();
    page.has("Here it is.").lacks("docs-waiting");
}

#[tokio::test]
async fn a_page_has_one_address() {
    let site = Site::new().await;
    for (asked, one) in [
        ("/sx", "/sx/"),
        ("/sx/language", "/sx/(language)"),
        ("/sx/language/", "/sx/(language)"),
        ("/sx/(language)/", "/sx/(language)"),
        ("/sx/(language.(form.let))%20", "/sx/(language.(form.let))"),
        (
            "/sx/%28language.%28form.let%29%29",
            "/sx/(language.(form.let))",
        ),
        ("/sx/(language.(form.l%65t))", "/sx/(language.(form.let))"),
        ("/sx/(geography.(urls.:page.1))", "/sx/(geography.(urls))"),
        (
            "/sx/(geography.(urls.:page.02))",
            "/sx/(geography.(urls.:page.2))",
        ),
        ("/sx//(tools)", "/sx/(tools)"),
        (
            "/sx/(language.(primitive./))",
            "/sx/(language.(primitive.%2F))",
        ),
    ] {
        site.get(asked).await.leads_to(one);
    }
}

#[tokio::test]
async fn what_means_nothing_shows_where() {
    let site = Site::new().await;
    for (asked, mark, reason) in [
        (
            "(language.(form.lett))",
            "<mark>lett</mark>",
            "There is no form <code>lett</code>.",
        ),
        (
            "(langage)",
            "<mark>langage</mark>",
            "There is no page function <code>langage</code>.",
        ),
        (
            "(language",
            "<mark class=\"sx-gap\">",
            "A <code>)</code> is missing here.",
        ),
        ("(language))", "<mark>)</mark>", "closes nothing"),
        (
            "(form.let)",
            "<mark>form</mark>",
            "stands inside <code>language</code>",
        ),
        ("(language.form.let)", "<mark>form</mark>", "takes no words"),
        (
            "(tools.:page.3)",
            "<mark>:page</mark>",
            "has no keyword <code>:page</code>",
        ),
        (
            "(geography.(urls.:page.99))",
            "<mark>99</mark>",
            "There is no part <code>99</code>.",
        ),
        (
            "(a.%3Cscript%3E)",
            "<mark>a</mark>",
            "There is no page function",
        ),
        (
            "(language.(form.%3Cb%3E))",
            "<mark>%3Cb%3E</mark>",
            "<code>&lt;b&gt;</code>",
        ),
        ("..", "<mark>.</mark>", "relative"),
    ] {
        let page = site.get(&format!("/sx/{asked}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{asked}");
        page.has(mark).has(reason);
        page.has("<a class=\"button\" href=\"/sx/(language)\">")
            .has("<meta name=\"robots\" content=\"noindex\">")
            .lacks("<script>");
        assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    }
    for (asked, meant) in [
        ("(language.(form.lett))", "/sx/(language.(form.let))"),
        ("(language.(form.let", "/sx/(language.(form.let))"),
        ("(langage.(form.let))", "/sx/(language.(form.let))"),
        (
            "(language.(form.slice))",
            "/sx/(language.(primitive.slice))",
        ),
        ("(language%20(form%20let))", "/sx/(language.(form.let))"),
    ] {
        let page = site.get(&format!("/sx/{asked}")).await;
        page.has(&format!("class=\"sx-suggestion\" href=\"{meant}\""));
        site.get(meant).await.ok();
    }
}

#[tokio::test]
async fn hostile_addresses_cost_a_404() {
    let site = Site::new().await;
    for asked in [
        "(a.".repeat(600),
        "(".repeat(2_048),
        ")".repeat(2_048),
        "%28".repeat(1_000),
        format!("({})", "a".repeat(4_000)),
        format!("(a{})", ".b".repeat(500)),
        "(language.(form.%00))".to_owned(),
        "(language.(form.%ff))".to_owned(),
        "(language.(form.%))".to_owned(),
        "(language.(form.%E2%80%AE))".to_owned(),
        "(language.(form.../../etc/passwd))".to_owned(),
        "(language.(eval.(let.x)))".to_owned(),
        "\\evil.example".to_owned(),
    ] {
        let page = site.get(&format!("/sx/{asked}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{asked}");
        page.has("<mark").has("href=\"/sx/(language)\"");
        assert!(
            page.body.len() < 64 << 10,
            "{} bytes for {asked}",
            page.body.len()
        );
    }
}

#[tokio::test]
async fn pages_carry_validators() {
    let site = Site::new().await;
    let page = site.get("/sx/(language.(form.let))").await.ok();
    let tag = page.header(header::ETAG).to_owned();
    assert!(!tag.is_empty());
    let again = site
        .ask(
            "/sx/(language.(form.let))",
            &[(header::IF_NONE_MATCH, &tag)],
        )
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}
