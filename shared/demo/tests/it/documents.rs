//! The documents: their nodes, their references, their length.

use std::collections::{BTreeSet, HashSet};

use demo::{App, Reference, resolve};
use serde_json::Value;

use crate::cooperative;

fn documents() -> Vec<(String, String)> {
    let coop = cooperative();
    let articles = coop
        .articles
        .into_iter()
        .map(|article| (article.slug, article.lexical));
    let pages = coop.pages.into_iter().map(|page| (page.slug, page.lexical));
    articles.chain(pages).collect()
}

fn walk(node: &Value, seen: &mut impl FnMut(&Value)) {
    seen(node);
    for child in node["children"].as_array().into_iter().flatten() {
        walk(child, seen);
    }
}

fn nodes(lexical: &str, mut seen: impl FnMut(&Value)) {
    let document: Value = serde_json::from_str(lexical).expect("a document is JSON");
    walk(&document["root"], &mut seen);
}

#[test]
fn every_kind_of_node_that_the_site_shows_occurs_somewhere() {
    let mut kinds = BTreeSet::new();
    for (_, lexical) in documents() {
        nodes(&lexical, |node| {
            kinds.insert(node["type"].as_str().expect("a node has a type").to_owned());
        });
    }
    let expected = [
        "aside",
        "bookmark",
        "button",
        "call-to-action",
        "callout",
        "codeblock",
        "extended-heading",
        "extended-quote",
        "extended-text",
        "gallery",
        "horizontalrule",
        "image",
        "linebreak",
        "link",
        "list",
        "listitem",
        "markdown",
        "paragraph",
        "paywall",
        "product",
        "root",
        "toggle",
    ];
    assert_eq!(
        kinds.iter().map(String::as_str).collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn the_members_article_has_a_free_part_and_a_paid_one() {
    let coop = cooperative();
    let members = coop
        .articles
        .iter()
        .find(|a| a.visibility == demo::Visibility::Members);
    let document: Value =
        serde_json::from_str(&members.expect("there is one").lexical).expect("is JSON");
    let children = document["root"]["children"]
        .as_array()
        .expect("has children");
    let wall = children
        .iter()
        .position(|node| node["type"] == "paywall")
        .expect("has a paywall");
    assert!(
        wall >= 4 && children.len() - wall >= 4,
        "{wall} of {}",
        children.len()
    );
}

#[test]
fn pictures_in_documents_have_alternative_texts_and_sizes() {
    let check = |slug: &str, image: &Value| {
        let alt = image["alt"].as_str().unwrap_or_default();
        assert!(
            alt.chars().count() >= 10,
            "{slug}: {} has no real alt text",
            image["src"]
        );
        assert!(
            image["width"].as_u64() > Some(0) && image["height"].as_u64() > Some(0),
            "{slug}"
        );
    };
    for (slug, lexical) in documents() {
        nodes(&lexical, |node| {
            if node["type"] == "image" {
                check(&slug, node);
            }
            for image in node["images"].as_array().into_iter().flatten() {
                check(&slug, image);
            }
        });
    }
}

#[test]
fn links_lead_to_places_that_exist() {
    let coop = cooperative();
    let mut addresses = HashSet::from(["/".to_owned()]);
    addresses.extend(
        coop.articles
            .iter()
            .map(|article| format!("/{}/", article.slug)),
    );
    addresses.extend(coop.pages.iter().map(|page| format!("/{}/", page.slug)));
    addresses.extend(
        coop.authors
            .iter()
            .map(|author| format!("/author/{}/", author.slug)),
    );
    let check = |slug: &str, url: &str| {
        if url.starts_with('/') {
            assert!(addresses.contains(url), "{slug} links to {url}");
        }
        resolve(url, |reference| match reference {
            Reference::Place(App::Blog, path) => {
                assert!(
                    addresses.contains(path),
                    "{slug} links to the blog's {path}"
                );
                String::new()
            }
            Reference::Place(..) => String::new(),
            Reference::Picture(name) => panic!("{slug} links to the picture {name}"),
        });
    };
    for (slug, lexical) in documents() {
        nodes(&lexical, |node| {
            for key in ["url", "buttonUrl", "productUrl"] {
                node[key]
                    .as_str()
                    .into_iter()
                    .for_each(|url| check(&slug, url));
            }
        });
    }
}

#[test]
fn no_document_asks_a_foreign_host() {
    for (slug, lexical) in documents() {
        let resolved = resolve(&lexical, |_| String::new());
        for foreign in ["http:", "https:", "demo:", "app:", "//"] {
            assert!(!resolved.contains(foreign), "{slug} contains {foreign}");
        }
    }
}

#[test]
fn articles_are_long_enough_to_read_and_short_enough_to_finish() {
    for article in cooperative().articles {
        let mut words = 0;
        nodes(&article.lexical, |node| {
            for key in ["text", "markdown", "calloutText", "content"] {
                words += node[key]
                    .as_str()
                    .map_or(0, |text| text.split_whitespace().count());
            }
        });
        assert!(
            (300..=1100).contains(&words),
            "{} has {words} words",
            article.slug
        );
    }
}
