//! What an app is to the frame: a value.

use std::marker::PhantomData;

use axum::Router;
use contracts::AppName;
use sx::{PageView, View};

use crate::declared::DataQuery;
use crate::fragments::FragmentRoute;
use crate::frame::Frame;
use crate::templates::TemplateFolder;

/// One app. Its crate offers it as `pub fn app() -> App`; `server` mounts any set of them.
pub struct App {
    /// Which of the six it is: its host, its template namespace.
    pub name: AppName,
    /// Its routes. The frame adds static files, media, health and errors.
    pub routes: fn() -> Router<Frame>,
    /// Its templates, laid over the shared ones: `web::templates!()`.
    pub templates: TemplateFolder,
    /// What it draws for the pages of other apps.
    pub fragments: Vec<FragmentRoute>,
    /// What its templates can ask for with `:needs`.
    pub queries: Vec<DataQuery>,
    /// Every page and fragment template with its view, checked before the app starts.
    pub views: Vec<ViewCheck>,
}

/// The full name of a component, and the view that it is rendered with: a page and its data cannot be mixed up.
///
/// `const HOME: Template<HomeView> = Template::new("~blog:pages/home");`
pub struct Template<V> {
    name: &'static str,
    view: PhantomData<fn() -> V>,
}

impl<V> Clone for Template<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Template<V> {}

impl<V: View> Template<V> {
    /// The component `name`, rendered with a `V`.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            view: PhantomData,
        }
    }

    /// The full name of the component.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// What has to hold of it before the app starts; goes into [`App::views`].
    pub fn check(self) -> ViewCheck {
        ViewCheck(PageView {
            component: self.name,
            shape: V::SHAPE,
            route: "",
        })
    }
}

/// A component and the fields that it will be given: from there types are followed through the templates.
#[derive(Clone, Copy, Debug)]
pub struct ViewCheck(pub(crate) PageView);

impl ViewCheck {
    /// The same with the route that shows it, for messages: `GET /{slug}/`.
    #[must_use]
    pub const fn at(self, route: &'static str) -> Self {
        Self(PageView { route, ..self.0 })
    }
}

/// The view of a page that needs no data of its own.
#[derive(Clone, Copy, Debug, Default, sx::Record)]
pub struct NoFields {}
