//! Counts, slugs, references between records, dates and prices.

use std::collections::HashSet;

use chrono::{Datelike, Days, NaiveDate};
use demo::{App, Availability, MenuItem, Publication, Visibility};

use crate::{assert_unique, cooperative};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date")
}

#[test]
fn there_is_as_much_as_promised() {
    let coop = cooperative();
    let counts = [
        ("articles", coop.articles.len(), 15..=20),
        ("pages", coop.pages.len(), 4..=4),
        ("authors", coop.authors.len(), 4..=5),
        ("tags", coop.tags.len(), 6..=8),
        ("categories", coop.categories.len(), 7..=9),
        ("products", coop.products.len(), 58..=66),
        ("calendars", coop.calendars.len(), 2..=3),
        ("events", coop.events.len(), 12..=14),
    ];
    for (what, count, promised) in counts {
        assert!(
            promised.contains(&count),
            "{count} {what}, promised {promised:?}"
        );
    }
}

#[test]
fn slugs_are_unique_and_fit_an_address() {
    let coop = cooperative();
    let posts = coop.articles.iter().map(|article| article.slug.as_str());
    let pages = coop.pages.iter().map(|page| page.slug.as_str());
    // Articles and pages share the root of the blog's addresses.
    assert_unique("address", posts.clone().chain(pages.clone()));
    assert_unique(
        "author",
        coop.authors.iter().map(|author| author.slug.as_str()),
    );
    assert_unique("tag", coop.tags.iter().map(|tag| tag.slug.as_str()));
    assert_unique(
        "category",
        coop.categories
            .iter()
            .map(|category| category.slug.as_str()),
    );
    assert_unique(
        "product",
        coop.products.iter().map(|product| product.slug.as_str()),
    );
    assert_unique(
        "calendar",
        coop.calendars.iter().map(|calendar| calendar.slug.as_str()),
    );
    assert_unique("event", coop.events.iter().map(|event| event.slug.as_str()));
    let products = coop.products.iter().map(|product| product.slug.as_str());
    let events = coop.events.iter().map(|event| event.slug.as_str());
    for slug in posts.chain(pages).chain(products).chain(events) {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(
            !slug.is_empty() && slug.chars().all(fits),
            "{slug:?} does not fit an address"
        );
    }
}

#[test]
fn records_refer_to_records_that_exist() {
    let coop = cooperative();
    let tags: HashSet<_> = coop.tags.iter().map(|tag| tag.slug.as_str()).collect();
    let authors: HashSet<_> = coop
        .authors
        .iter()
        .map(|author| author.slug.as_str())
        .collect();
    for article in &coop.articles {
        assert!(
            !article.tags.is_empty() && !article.authors.is_empty(),
            "{}",
            article.slug
        );
        for tag in &article.tags {
            assert!(
                tags.contains(tag.as_str()),
                "{} has the tag {tag}",
                article.slug
            );
        }
        for author in &article.authors {
            assert!(
                authors.contains(author.as_str()),
                "{} is by {author}",
                article.slug
            );
        }
    }
    for page in &coop.pages {
        assert!(
            authors.contains(page.author.as_str()),
            "{} is by {}",
            page.slug,
            page.author
        );
    }
    let calendars: HashSet<_> = coop
        .calendars
        .iter()
        .map(|calendar| &calendar.slug)
        .collect();
    for event in &coop.events {
        assert!(
            calendars.contains(&event.calendar),
            "{} is in {}",
            event.slug,
            event.calendar
        );
    }
}

#[test]
fn every_tag_author_and_category_is_used() {
    let coop = cooperative();
    for tag in &coop.tags {
        let used = coop
            .articles
            .iter()
            .any(|article| article.tags.contains(&tag.slug));
        assert!(used, "no article has the tag {}", tag.slug);
    }
    for author in &coop.authors {
        let used = coop
            .articles
            .iter()
            .any(|article| article.authors.contains(&author.slug));
        assert!(used, "no article is by {}", author.slug);
    }
    for category in &coop.categories {
        let products = coop
            .products
            .iter()
            .filter(|product| product.category == category.slug);
        assert!(
            products.count() >= 5,
            "the shelf {} is nearly empty",
            category.slug
        );
    }
    assert_eq!(coop.tags.iter().filter(|tag| tag.is_internal()).count(), 1);
}

#[test]
fn every_state_of_an_article_occurs() {
    let coop = cooperative();
    let count = |is: fn(&demo::Article) -> bool| coop.articles.iter().filter(|a| is(a)).count();
    assert_eq!(count(|a| a.publication == Publication::Draft), 1);
    assert_eq!(
        count(|a| matches!(a.publication, Publication::Scheduled { .. })),
        1
    );
    assert_eq!(count(|a| a.visibility == Visibility::Members), 1);
    assert!(count(|a| a.featured) >= 1);
    assert!(count(|a| a.authors.len() > 1) >= 1);
}

#[test]
fn articles_come_newest_first_and_were_not_published_in_the_future() {
    let coop = cooperative();
    let mut last = None;
    for article in &coop.articles {
        let Some(moment) = article.publication.local(today()) else {
            continue;
        };
        assert!(
            last.is_none_or(|last| moment < last),
            "{} is out of order",
            article.slug
        );
        last = Some(moment);
        match article.publication {
            Publication::Published { days_before, .. } => {
                assert!((1..=730).contains(&days_before), "{}", article.slug);
            }
            Publication::Scheduled { days_after, .. } => {
                assert!((1..=30).contains(&days_after), "{}", article.slug);
            }
            Publication::Draft => {}
        }
    }
}

#[test]
fn events_are_in_the_coming_weeks_whenever_the_demo_starts() {
    let coop = cooperative();
    for start in (0..7).map(|days| today() + Days::new(days)) {
        for event in &coop.events {
            let date = event.when.date(start).expect("in range");
            let ahead = (date - start).num_days();
            assert!(
                (1..=70).contains(&ahead),
                "{} is {ahead} days ahead",
                event.slug
            );
            assert_eq!(date.weekday(), event.when.weekday);
            assert!(
                event.starts < event.ends,
                "{} ends before it starts",
                event.slug
            );
        }
    }
    assert!(coop.events.iter().any(|event| event.price_pence.is_none()));
    assert!(
        coop.events
            .iter()
            .filter_map(|event| event.price_pence)
            .all(|pence| pence > 0)
    );
    assert!(
        coop.events
            .iter()
            .filter_map(|event| event.capacity)
            .all(|places| places > 0)
    );
}

#[test]
fn products_are_priced_and_labelled() {
    let coop = cooperative();
    for product in &coop.products {
        assert!(
            (50..=10_000).contains(&product.price_pence),
            "{}",
            product.slug
        );
        assert!(
            !product.unit.is_empty() && !product.producer.is_empty(),
            "{}",
            product.slug
        );
        let alcohol = product.unit.contains('%');
        assert_eq!(
            product.minimum_age,
            alcohol.then_some(18),
            "{}",
            product.slug
        );
        let vegan = product.diets.contains(&demo::Diet::Vegan);
        let animal = [demo::Allergen::Milk, demo::Allergen::Eggs];
        let from_animals = product
            .allergens
            .iter()
            .any(|allergen| animal.contains(allergen));
        assert!(
            !(vegan && from_animals),
            "{} is labelled vegan",
            product.slug
        );
    }
    for state in [Availability::InStock, Availability::Low, Availability::Out] {
        assert!(
            coop.products
                .iter()
                .any(|product| product.availability == state),
            "{state:?}"
        );
    }
}

#[test]
fn the_settings_are_whole() {
    let settings = cooperative().settings;
    assert_eq!(
        (settings.locale.as_str(), settings.currency.as_str()),
        ("en-GB", "GBP")
    );
    assert_eq!(settings.time_zone, chrono_tz::Europe::London);
    assert!(
        settings.contact.email.ends_with(".example"),
        "no real address in the demo"
    );
    for place in &settings.opening_hours {
        assert!(
            place.times.iter().all(|time| time.opens < time.closes),
            "{}",
            place.place
        );
    }
}

/// Every item of a menu, with those below it.
fn whole<'a>(items: &'a [MenuItem], all: &mut Vec<&'a MenuItem>) {
    for item in items {
        all.push(item);
        whole(&item.items, all);
    }
}

#[test]
fn menus_lead_to_what_is_there() {
    let coop = cooperative();
    let settings = &coop.settings;
    let mut items = Vec::new();
    let own = settings.menus.iter().map(|menu| &menu.items);
    for menu in own.chain([&settings.primary_menu, &settings.secondary_menu]) {
        whole(menu, &mut items);
    }
    assert!(items.len() > settings.primary_menu.len() + settings.secondary_menu.len());
    for item in items {
        let parts: Vec<&str> = item.path.trim_matches('/').split('/').collect();
        let known = match (item.app, parts.as_slice()) {
            (_, [""]) => true,
            (App::Blog, ["tag", slug]) => coop.tags.iter().any(|tag| tag.slug == *slug),
            (App::Blog, [slug]) => {
                coop.pages.iter().any(|page| page.slug == *slug)
                    || coop.articles.iter().any(|article| article.slug == *slug)
            }
            (App::Market, ["category", slug]) => coop.categories.iter().any(|c| c.slug == *slug),
            (App::Market, ["product", slug]) => coop.products.iter().any(|p| p.slug == *slug),
            (App::Events, ["calendar", slug]) => coop.calendars.iter().any(|c| c.slug == *slug),
            _ => false,
        };
        assert!(known && !item.label.is_empty(), "{item:?}");
    }
}

#[test]
fn pages_hold_what_is_there() {
    let coop = cooperative();
    assert!(!coop.settings.holdings.is_empty());
    for holding in &coop.settings.holdings {
        assert!(
            coop.pages.iter().any(|page| page.slug == holding.page),
            "{holding:?}"
        );
        for slug in &holding.calendars {
            assert!(
                coop.calendars.iter().any(|calendar| calendar.slug == *slug),
                "{slug}"
            );
        }
        for slug in &holding.menus {
            assert!(
                coop.settings.menus.iter().any(|menu| menu.slug == *slug),
                "{slug}"
            );
        }
    }
}

#[test]
fn nothing_is_left_empty() {
    let coop = cooperative();
    for article in &coop.articles {
        let texts = [&article.title, &article.excerpt, &article.meta_description];
        assert!(
            texts.iter().all(|text| !text.trim().is_empty()),
            "{}",
            article.slug
        );
        assert!(
            article.meta_description.chars().count() <= 160,
            "{}",
            article.slug
        );
        assert!(
            article.excerpt.chars().count() <= 300,
            "Ghost's limit: {}",
            article.slug
        );
    }
    for event in &coop.events {
        assert!(
            !event.summary.is_empty() && !event.description.is_empty(),
            "{}",
            event.slug
        );
    }
    for product in &coop.products {
        assert!(
            product.description.chars().count() >= 40,
            "{}",
            product.slug
        );
    }
}
