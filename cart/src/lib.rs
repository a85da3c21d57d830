//! The cart app. So far a basket cannot be filled: the page says so and shows where things are, and `cart-mini` tells
//! the other apps' pages how much lies in it.

use axum::Router;
use axum::routing::get;
use contracts::{AppName, Tag};
use web::{
    AccountNavItem, AccountPage, Answer, App, FragmentAnswer, FragmentRequest, FragmentRoute,
    Frame, NoFields, RequestContext, Template, kept,
};

const HOME: Template<NoFields> = Template::new("~cart:pages/home");
const CART_MINI: Template<CartMini> = Template::new("~cart:fragments/cart-mini");

/// The app as a value.
pub fn app() -> App {
    App {
        name: AppName::Cart,
        routes,
        templates: web::templates!(),
        fragments: vec![
            FragmentRoute::of(cart_mini),
            FragmentRoute::of(web::nav_item),
            FragmentRoute::of(web::nothing_yet::<AccountNavItem>),
            FragmentRoute::of(web::nothing_yet::<AccountPage>),
        ],
        queries: Vec::new(),
        views: vec![
            HOME.check().at("GET /"),
            CART_MINI.check().at("GET /internal/fragments/cart-mini"),
        ],
    }
}

fn routes() -> Router<Frame> {
    Router::new().route("/", kept(get(home)))
}

async fn home(cx: RequestContext) -> Answer {
    cx.tag(Tag::Site);
    cx.page(HOME, &NoFields {}).await
}

#[derive(sx::Record)]
struct CartMini {
    count: i64,
}

async fn cart_mini(request: FragmentRequest, _: web::CartMini) -> FragmentAnswer {
    let summary = request.services().cart.summary().await?;
    request.draw(
        CART_MINI,
        &CartMini {
            count: i64::from(summary.items),
        },
    )
}
