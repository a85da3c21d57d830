//! SX as an engine.

use std::sync::Arc;

use sx::{
    ComponentRef, Environment, Html, HtmlSink, Limits, NoHost, NoNeeds, Program, RenderToken,
    Scene, Shape, Sink, Source, View, Wire, WireSink,
};

use super::contest::Engine;

/// A page of one source, whose view is a struct.
pub(crate) struct Page {
    program: Arc<Program>,
    component: ComponentRef,
}

impl Page {
    /// Compiles a source and finds its `~bench:page`.
    pub(crate) fn new(name: &str, text: &str, shape: &Shape) -> Self {
        let sources = [Source::new(name, text)];
        let program = Program::compile(&sources, &Environment::default());
        let program = program.expect("the template compiles");
        let component = program.component("~bench:page").expect("the page is there");
        program
            .check_props(component, shape)
            .expect("the view fits");
        Page { program, component }
    }

    /// Renders it.
    pub(crate) fn render(&self, view: &impl View) -> Html {
        self.into(view, HtmlSink::new())
    }

    /// Renders it as a wire whose calls stay calls.
    pub(crate) fn wire(&self, view: &impl View) -> Wire {
        self.into(view, WireSink::aser())
    }

    fn into<S: Sink>(&self, view: &impl View, sink: S) -> S::Done {
        let scene = Scene {
            host: &NoHost,
            context: &(),
            needs: &NoNeeds,
            limits: Limits::default(),
        };
        let token = RenderToken::mint();
        let rendered = self
            .program
            .render(self.component, view, &scene, token, sink);
        rendered.expect("the page renders").page
    }
}

/// The engine of a page and its view.
pub(super) fn engine<'a, V: View>(name: &str, text: &str, view: &'a V) -> Engine<'a> {
    let page = Page::new(name, text, V::SHAPE);
    Engine::new("sx", move || page.render(view).into_string())
}
