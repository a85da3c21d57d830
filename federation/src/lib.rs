//! The federation app: the cooperative's door to the fediverse. It names the addresses that the apps will have there,
//! and says that nobody answers at them yet.

use axum::Router;
use axum::routing::get;
use contracts::{AppName, Tag};
use web::{
    AccountNavItem, AccountPage, Answer, App, FragmentRoute, Frame, RequestContext, Template, kept,
};

const HOME: Template<Home> = Template::new("~federation:pages/home");

/// The apps that will be actors, each on its own host.
const ACTORS: [AppName; 4] = [
    AppName::Blog,
    AppName::Market,
    AppName::Events,
    AppName::Federation,
];

/// The app as a value.
pub fn app() -> App {
    App {
        name: AppName::Federation,
        routes,
        templates: web::templates!(),
        fragments: vec![
            FragmentRoute::of(web::nav_item),
            FragmentRoute::of(web::nothing_yet::<AccountNavItem>),
            FragmentRoute::of(web::nothing_yet::<AccountPage>),
        ],
        queries: Vec::new(),
        views: vec![HOME.check().at("GET /")],
    }
}

fn routes() -> Router<Frame> {
    Router::new().route("/", kept(get(home)))
}

#[derive(sx::Record)]
struct Home {
    actors: Vec<Actor>,
}

#[derive(sx::Record)]
struct Actor {
    name: &'static str,
    handle: String,
    href: String,
}

async fn home(cx: RequestContext) -> Answer {
    cx.tag(Tag::Site);
    let actors = ACTORS.map(|app| Actor {
        name: app.as_str(),
        handle: format!("@{app}@{}", cx.urls().authority(app)),
        href: cx.frame().url(app, "/"),
    });
    cx.page(
        HOME,
        &Home {
            actors: actors.into(),
        },
    )
    .await
}
