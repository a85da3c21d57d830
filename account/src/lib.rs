//! The account app: the member's front door. Nobody can sign in yet; the page says so, and `auth-menu` leads to it from
//! the other apps' pages.

use axum::Router;
use axum::routing::get;
use contracts::AppName;
use web::{
    Answer, App, FragmentAnswer, FragmentRequest, FragmentRoute, Frame, NoFields, RequestContext,
    Template,
};

const HOME: Template<NoFields> = Template::new("~account:pages/home");
const AUTH_MENU: Template<AuthMenu> = Template::new("~account:fragments/auth-menu");

/// The app as a value.
pub fn app() -> App {
    App {
        name: AppName::Account,
        routes,
        templates: web::templates!(),
        fragments: vec![FragmentRoute::of(auth_menu)],
        views: vec![HOME.check(), AUTH_MENU.check()],
    }
}

fn routes() -> Router<Frame> {
    Router::new().route("/", get(home))
}

async fn home(cx: RequestContext) -> Answer {
    cx.page(HOME, &NoFields {}).await
}

#[derive(sx::Record)]
struct AuthMenu {
    name: Option<String>,
}

async fn auth_menu(request: FragmentRequest, _: web::AuthMenu) -> FragmentAnswer {
    request.draw(AUTH_MENU, &AuthMenu { name: None })
}
