//! The pictures: each is referred to, each reference is met, each is of the promised size.

use std::collections::BTreeSet;

use demo::{Cooperative, Reference, resolve};

use crate::cooperative;

/// Names of pictures that records and documents refer to.
fn referred(coop: &Cooperative) -> BTreeSet<String> {
    let mut names = BTreeSet::from([
        coop.settings.logo.clone(),
        coop.settings.icon.clone(),
        coop.settings.cover.clone(),
    ]);
    names.extend(coop.authors.iter().map(|author| author.portrait.clone()));
    names.extend(coop.tags.iter().filter_map(|tag| tag.picture.clone()));
    names.extend(
        coop.articles
            .iter()
            .map(|article| article.feature_image.picture.clone()),
    );
    let heads = coop
        .pages
        .iter()
        .filter_map(|page| page.feature_image.as_ref());
    names.extend(heads.map(|image| image.picture.clone()));
    names.extend(
        coop.categories
            .iter()
            .map(|category| category.picture.clone()),
    );
    names.extend(coop.products.iter().map(|product| product.picture.clone()));
    names.extend(coop.events.iter().map(|event| event.picture.clone()));
    let documents = coop.articles.iter().map(|article| &article.lexical);
    for document in documents.chain(coop.pages.iter().map(|page| &page.lexical)) {
        let found = std::cell::RefCell::new(Vec::new());
        resolve(document, |reference| {
            if let Reference::Picture(name) = reference {
                found.borrow_mut().push(name.to_owned());
            }
            String::new()
        });
        names.extend(found.into_inner());
    }
    names
}

#[test]
fn every_reference_has_its_picture_and_every_picture_its_reference() {
    let coop = cooperative();
    let there: BTreeSet<_> = coop
        .pictures
        .iter()
        .map(|picture| picture.name.clone())
        .collect();
    let referred = referred(&coop);
    assert_eq!(
        there.len(),
        coop.pictures.len(),
        "two pictures share a name"
    );
    let missing: Vec<_> = referred.difference(&there).collect();
    let unused: Vec<_> = there.difference(&referred).collect();
    assert!(
        missing.is_empty() && unused.is_empty(),
        "missing {missing:?}, unused {unused:?}"
    );
}

#[test]
fn pictures_have_alternative_texts() {
    let coop = cooperative();
    let articles = coop
        .articles
        .iter()
        .map(|article| &article.feature_image.alt);
    let pages = coop
        .pages
        .iter()
        .filter_map(|page| page.feature_image.as_ref());
    let alts = articles
        .chain(pages.map(|image| &image.alt))
        .chain(coop.authors.iter().map(|author| &author.portrait_alt))
        .chain(coop.categories.iter().map(|category| &category.picture_alt))
        .chain(coop.products.iter().map(|product| &product.picture_alt))
        .chain(coop.events.iter().map(|event| &event.picture_alt))
        .chain([&coop.settings.cover_alt]);
    for alt in alts {
        assert!(alt.chars().count() >= 10, "{alt:?} describes nothing");
    }
}

#[test]
fn scenes_are_large_and_drawings_are_light() {
    let coop = cooperative();
    let mut total = 0;
    for picture in &coop.pictures {
        total += picture.bytes.len();
        let limit_kib = if picture.content_type == "image/jpeg" {
            176
        } else {
            14
        };
        let size_kib = picture.bytes.len() / 1024;
        assert!(
            size_kib <= limit_kib,
            "{} weighs {size_kib} KiB",
            picture.name
        );
        if picture.content_type == "image/jpeg" {
            assert_eq!(
                (picture.width, picture.height),
                (1600, 1067),
                "{}",
                picture.name
            );
        }
    }
    assert!(
        total <= 6 << 20,
        "the pictures weigh {total} bytes together"
    );
}

#[test]
fn product_drawings_are_light_and_no_two_are_the_same() {
    let coop = cooperative();
    let mut seen = BTreeSet::new();
    for product in &coop.products {
        let drawing = coop
            .pictures
            .iter()
            .find(|picture| picture.name == product.picture);
        let drawing = drawing.expect("every product has a picture");
        assert!(drawing.bytes.len() <= 6 << 10, "{} is heavy", drawing.name);
        assert!(
            seen.insert(drawing.bytes),
            "{} is drawn like another product",
            product.slug
        );
    }
}

#[test]
fn drawings_hold_no_scripts_and_ask_nobody() {
    for picture in cooperative().pictures {
        if picture.content_type != "image/svg+xml" {
            continue;
        }
        let text = std::str::from_utf8(picture.bytes).expect("an SVG is text");
        for banned in [
            "<script",
            "href=\"http",
            "url(http",
            "<foreignObject",
            "<image",
            " on",
        ] {
            assert!(!text.contains(banned), "{} contains {banned}", picture.name);
        }
    }
}
