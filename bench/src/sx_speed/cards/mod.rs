//! The page of 100 cards: a layout, 10 links, 100 cards with picture, price and labels. Every value is escaped, every address
//! checked as far as the engine does that.

mod data;

use askama::Template;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};

use super::contest::Engine;
use super::page;
pub(crate) use data::Page;

/// The source of the page.
pub(crate) const SOURCE: &str = include_str!("../../../templates/sx/cards.sx");

#[derive(Template)]
#[template(path = "sx/cards.html")]
struct Askama<'a> {
    page: &'a Page,
}

/// The page's data.
pub(crate) fn view() -> Page {
    data::page(100)
}

/// All engines.
pub(super) fn engines(page: &Page) -> Vec<Engine<'_>> {
    vec![
        Engine::new("askama", || Askama { page }.render().expect("askama")),
        page::engine("cards.sx", SOURCE, page),
        minijinja(page, false),
        minijinja(page, true),
    ]
}

/// With its values made for each page, as they would be in a server, or made once before.
fn minijinja(page: &Page, made_before: bool) -> Engine<'_> {
    let mut environment = Environment::new();
    let source = include_str!("../../../templates/sx/cards.html");
    environment
        .add_template("cards.html", source.trim_end())
        .expect("the template compiles");
    let values = Value::from(Serde(page));
    let name = if made_before {
        "minijinja, values made before"
    } else {
        "minijinja"
    };
    Engine::new(name, move || {
        let template = environment
            .get_template("cards.html")
            .expect("the page is there");
        let page = if made_before {
            values.clone()
        } else {
            Value::from(Serde(page))
        };
        template.render(context! { page }).expect("minijinja")
    })
}
