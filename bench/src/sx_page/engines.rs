//! The engines, each with its template and the same data.

use askama::Template;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use sx::{HtmlSink, Limits, NoHost, Program, RenderToken, Scene, Source};

use super::data::Page;

/// An engine, ready to render the page again and again.
pub(super) struct Engine<'a> {
    pub(super) name: &'static str,
    pub(super) render: Box<dyn Fn() -> String + 'a>,
}

#[derive(Template)]
#[template(path = "cards.html")]
struct Askama<'a> {
    page: &'a Page,
}

/// All engines; the first is what the others are compared with.
pub(super) fn all(page: &Page) -> Vec<Engine<'_>> {
    vec![
        Engine {
            name: "askama",
            render: Box::new(|| Askama { page }.render().expect("askama")),
        },
        Engine {
            name: "sx",
            render: sx(page),
        },
        Engine {
            name: "minijinja",
            render: minijinja(page, false),
        },
        Engine {
            name: "minijinja, values made before",
            render: minijinja(page, true),
        },
    ]
}

fn sx(page: &Page) -> Box<dyn Fn() -> String + '_> {
    let source = Source::new("cards.sx", include_str!("../../templates/cards.sx"));
    let program =
        Program::compile(&[source], &sx::Environment::default()).expect("the template compiles");
    let component = program.component("~bench:page").expect("the page is there");
    program
        .check_props(component, Page::shape())
        .expect("the view fits");
    Box::new(move || {
        let scene = Scene {
            host: &NoHost,
            context: &(),
            needs: &sx::NoNeeds,
            limits: Limits::default(),
        };
        let token = RenderToken::mint();
        let html = program.render(component, page, &scene, token, HtmlSink::new());
        html.expect("sx").page.into_string()
    })
}

fn minijinja(page: &Page, made_before: bool) -> Box<dyn Fn() -> String + '_> {
    let mut environment = Environment::new();
    let source = include_str!("../../templates/cards.html");
    environment
        .add_template("cards.html", source.trim_end())
        .expect("the template compiles");
    let values = Value::from(Serde(page));
    Box::new(move || {
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
