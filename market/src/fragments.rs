//! What other apps show of the market: links to a page's markets, and cards for links to what stands in them.

use contracts::container::{ContainerChild, ContainerKind};
use contracts::id::MarketId;
use contracts::market::{MarketRef, Product};
use contracts::{AppName, Tag};
use web::{
    ContainerNav, Fault, FragmentAnswer, FragmentRequest, FragmentRoute, LinkCard, PictureView,
    Template, ViewCheck,
};

use crate::views::{availability, category_href, market_href, product_href};

const CONTAINER_NAV: Template<ContainerNavView> = Template::new("~market:fragments/container-nav");
const PRODUCT_CARD: Template<ProductCardView> = Template::new("~market:fragments/product-card");
const PLACE_CARD: Template<PlaceCardView> = Template::new("~market:fragments/place-card");

/// Characters of a card's line.
const LINE_MAX: usize = 120;

pub(crate) fn routes() -> Vec<FragmentRoute> {
    vec![
        FragmentRoute::of(web::nav_item),
        FragmentRoute::of(container_nav),
        FragmentRoute::of(link_card),
    ]
}

pub(crate) fn views() -> [ViewCheck; 3] {
    [
        CONTAINER_NAV
            .check()
            .at("GET /internal/fragments/container-nav"),
        PRODUCT_CARD.check().at("GET /internal/fragments/link-card"),
        PLACE_CARD.check().at("GET /internal/fragments/link-card"),
    ]
}

#[derive(sx::Record)]
struct ContainerNavView {
    links: Vec<LinkView>,
}

#[derive(sx::Record)]
struct LinkView {
    label: String,
    href: String,
    tone: Option<u8>,
}

/// The markets of a page.
async fn container_nav(request: FragmentRequest, asked: ContainerNav) -> FragmentAnswer {
    request.tag(Tag::Container(asked.container.id));
    let services = request.services();
    let children = services
        .containers
        .children(asked.container, Some(ContainerKind::Market))
        .await?;
    let id = |child: &ContainerChild| MarketId(child.child.id);
    let ids: Vec<MarketId> = children.iter().map(id).collect();
    let markets = services.market.markets_by_id(&ids).await?;
    if markets.is_empty() {
        return Err(Fault::not_found());
    }
    let link = |market: MarketRef| {
        request.tag(Tag::Container(market.id.0));
        LinkView {
            href: url(&request, &market_href(&market.slug)),
            label: market.name,
            tone: None,
        }
    };
    let links = markets.into_iter().map(link).collect();
    request.draw(CONTAINER_NAV, &ContainerNavView { links })
}

/// The head of a card, as `~shared:cards/link` takes it.
#[derive(sx::Record)]
struct CardView {
    title: String,
    href: String,
    kicker: Option<String>,
    line: Option<String>,
    image: Option<PictureView>,
}

#[derive(sx::Record)]
struct ProductCardView {
    card: CardView,
    price: i64,
    currency: String,
    unit: String,
    availability: &'static str,
}

#[derive(sx::Record)]
struct PlaceCardView {
    card: CardView,
    kind: &'static str,
    count: usize,
}

/// A card for a product, a shelf or a market.
async fn link_card(request: FragmentRequest, asked: LinkCard) -> FragmentAnswer {
    let market = &request.services().market;
    let mut parts = asked.path.trim_matches('/').split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("product"), Some(slug), None) => {
            let product = market.product(slug).await?;
            request.tag(Tag::Product(product.id));
            request.draw(PRODUCT_CARD, &product_card(&request, product))
        }
        (Some("category"), Some(slug), None) => {
            let shelf = market.shelf(slug).await?;
            request.tag(Tag::Products);
            let view = PlaceCardView {
                count: shelf.products.len(),
                kind: "category",
                card: CardView {
                    href: url(&request, &category_href(&shelf.category.slug)),
                    title: shelf.category.name,
                    kicker: None,
                    line: Some(shelf.description).filter(|text| !text.is_empty()),
                    image: picture(&shelf.products),
                },
            };
            request.draw(PLACE_CARD, &view)
        }
        (Some("market"), Some(slug), None) => {
            let hall = market.hall(slug).await?;
            request.tag(Tag::Products);
            request.tag(Tag::Container(hall.market.id.0));
            let view = PlaceCardView {
                count: hall.shelves.iter().map(|shelf| shelf.products.len()).sum(),
                kind: "market",
                card: CardView {
                    href: url(&request, &market_href(&hall.market.slug)),
                    title: hall.market.name,
                    kicker: None,
                    line: None,
                    image: hall
                        .shelves
                        .iter()
                        .find_map(|shelf| picture(&shelf.products)),
                },
            };
            request.draw(PLACE_CARD, &view)
        }
        _ => Err(Fault::not_found()),
    }
}

fn product_card(request: &FragmentRequest, product: Product) -> ProductCardView {
    ProductCardView {
        price: product.price.minor,
        currency: product.price.currency.to_string(),
        unit: product.unit,
        availability: availability(product.availability),
        card: CardView {
            title: product.name,
            href: url(request, &product_href(&product.slug)),
            kicker: Some(product.category.name),
            line: Some(web::excerpt(&product.description, LINE_MAX)),
            image: product.picture.as_ref().map(PictureView::of),
        },
    }
}

/// The first picture on a shelf.
fn picture(products: &[Product]) -> Option<PictureView> {
    let first = products.iter().find_map(|product| product.picture.as_ref());
    first.map(PictureView::of)
}

/// A fragment stands on other hosts too, so its addresses are absolute.
fn url(request: &FragmentRequest, path: &str) -> String {
    request.frame().url(AppName::Market, path)
}
