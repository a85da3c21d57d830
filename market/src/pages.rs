//! The pages: each asks the market once or twice and draws one template.

use axum::extract::Path;
use contracts::container::ContainerRef;
use contracts::market::CategoryShelf;
use contracts::{AppName, Tag};
use web::{Answer, RequestContext, Template, ViewCheck};

use crate::views::{
    CategoryPage, CategoryView, HolderView, Home, LinkView, MarketView, ProductCard, ProductPage,
    ProductView,
};

const HOME: Template<Home> = Template::new("~market:pages/home");
const CATEGORY: Template<CategoryPage> = Template::new("~market:pages/category");
const PRODUCT: Template<ProductPage> = Template::new("~market:pages/product");

/// Others of the category that a product's page shows.
const RELATED_MAX: usize = 4;

pub(crate) fn views() -> Vec<ViewCheck> {
    vec![
        HOME.check().at("GET /"),
        CATEGORY.check().at("GET /category/{slug}/"),
        PRODUCT.check().at("GET /product/{slug}/"),
    ]
}

pub(crate) async fn home(cx: RequestContext) -> Answer {
    cx.tag(Tag::Products);
    let shelves = cx.services().market.shelves().await?;
    cx.page(
        HOME,
        &Home {
            market: None,
            categories: shelves.iter().map(CategoryView::of).collect(),
        },
    )
    .await
}

/// One market alone, with the pages that it belongs to.
pub(crate) async fn market(cx: RequestContext, Path(slug): Path<String>) -> Answer {
    let hall = cx.services().market.hall(&slug).await?;
    cx.tag(Tag::Products);
    cx.tag(Tag::Container(hall.market.id.0));
    // It names the pages that hold it.
    cx.tag(Tag::Posts);
    let child = ContainerRef::market(hall.market.id);
    let holders = cx.services().containers.holders(child).await?;
    let blog = |path: &str| cx.frame().url(AppName::Blog, path);
    let market = MarketView {
        name: hall.market.name,
        holders: holders
            .into_iter()
            .map(|page| HolderView::of(page, blog))
            .collect(),
    };
    let home = Home {
        market: Some(market),
        categories: hall.shelves.iter().map(CategoryView::of).collect(),
    };
    cx.page(HOME, &home).await
}

pub(crate) async fn category(cx: RequestContext, Path(slug): Path<String>) -> Answer {
    cx.tag(Tag::Products);
    let shelf = cx.services().market.shelf(&slug).await?;
    let shelves = cx.services().market.shelves().await?;
    let other = |other: &&CategoryShelf| other.category.id != shelf.category.id;
    let others = shelves
        .iter()
        .filter(other)
        .map(|shelf| LinkView::to_category(&shelf.category))
        .collect();
    cx.page(
        CATEGORY,
        &CategoryPage {
            category: CategoryView::of(&shelf),
            others,
        },
    )
    .await
}

pub(crate) async fn product(cx: RequestContext, Path(slug): Path<String>) -> Answer {
    let market = &cx.services().market;
    let product = market.product(&slug).await?;
    // Others of its category stand beside it.
    cx.tag(Tag::Products);
    cx.tag(Tag::Product(product.id));
    let shelf = market.shelf(&product.category.slug).await?;
    let others = shelf.products.iter().filter(|other| other.id != product.id);
    let related = others.take(RELATED_MAX).map(ProductCard::of).collect();
    let product = ProductView::of(product, |path| cx.frame().url(AppName::Market, path));
    cx.page(PRODUCT, &ProductPage { product, related }).await
}
