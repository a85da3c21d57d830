//! The account app: the member's front door. Nobody can sign in yet; the page says so, and `auth-menu` leads to it from
//! the other apps' pages. Under `/work/` it is also the one place where staff work, whatever app their work is about.

mod work;

use axum::Router;
use axum::routing::get;
use contracts::{AppName, Tag};
use web::{
    Answer, App, FragmentAnswer, FragmentRequest, FragmentRoute, Frame, RequestContext, Template,
    kept,
};

const HOME: Template<Home> = Template::new("~account:pages/home");
const AUTH_MENU: Template<AuthMenu> = Template::new("~account:fragments/auth-menu");

/// The app as a value.
pub fn app() -> App {
    App {
        name: AppName::Account,
        routes,
        templates: web::templates!(),
        fragments: vec![
            FragmentRoute::of(auth_menu),
            FragmentRoute::of(web::nav_item),
        ],
        queries: Vec::new(),
        views: [
            HOME.check().at("GET /"),
            AUTH_MENU.check().at("GET /internal/fragments/auth-menu"),
        ]
        .into_iter()
        .chain(work::views())
        .collect(),
    }
}

fn routes() -> Router<Frame> {
    Router::new()
        .route("/", kept(get(home)))
        .merge(work::routes())
}

#[derive(sx::Record)]
struct Home {
    /// Whether there is a way on to the staff screens.
    work: bool,
}

async fn home(cx: RequestContext) -> Answer {
    cx.tag(Tag::Site);
    let work = cx.staff().is_ok();
    cx.page(HOME, &Home { work }).await
}

#[derive(sx::Record)]
struct AuthMenu {
    name: Option<String>,
}

async fn auth_menu(request: FragmentRequest, _: web::AuthMenu) -> FragmentAnswer {
    request.draw(AUTH_MENU, &AuthMenu { name: None })
}
