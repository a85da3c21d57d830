//! What the market's templates are given; the fields are theirs.

use contracts::container::ContainerPage;
use contracts::market::{Availability, CategoryRef, CategoryShelf, Product};
use serde_json::{Value, json};
use web::PictureView;

#[derive(sx::Record)]
pub(crate) struct Home {
    pub(crate) market: Option<MarketView>,
    pub(crate) categories: Vec<CategoryView>,
}

/// One market, where it is shown alone.
#[derive(sx::Record)]
pub(crate) struct MarketView {
    pub(crate) name: String,
    pub(crate) holders: Vec<HolderView>,
}

/// A page of the blog that holds it.
#[derive(sx::Record)]
pub(crate) struct HolderView {
    title: String,
    href: String,
}

impl HolderView {
    /// `url` makes an absolute address of a path on the blog.
    pub(crate) fn of(page: ContainerPage, url: impl Fn(&str) -> String) -> Self {
        Self {
            href: url(&format!("/{}/", page.slug)),
            title: page.title,
        }
    }
}

#[derive(sx::Record)]
pub(crate) struct CategoryPage {
    pub(crate) category: CategoryView,
    pub(crate) others: Vec<LinkView>,
}

#[derive(sx::Record)]
pub(crate) struct ProductPage {
    pub(crate) product: ProductView,
    pub(crate) related: Vec<ProductCard>,
}

#[derive(sx::Record)]
pub(crate) struct LinkView {
    name: String,
    href: String,
}

impl LinkView {
    pub(crate) fn to_category(category: &CategoryRef) -> Self {
        Self {
            name: category.name.clone(),
            href: category_href(&category.slug),
        }
    }
}

#[derive(sx::Record)]
pub(crate) struct CategoryView {
    name: String,
    slug: String,
    href: String,
    description: Option<String>,
    count: usize,
    products: Vec<ProductCard>,
}

impl CategoryView {
    pub(crate) fn of(shelf: &CategoryShelf) -> Self {
        Self {
            name: shelf.category.name.clone(),
            slug: shelf.category.slug.clone(),
            href: category_href(&shelf.category.slug),
            description: Some(shelf.description.clone()).filter(|text| !text.is_empty()),
            count: shelf.products.len(),
            products: shelf.products.iter().map(ProductCard::of).collect(),
        }
    }
}

#[derive(sx::Record)]
pub(crate) struct ProductCard {
    name: String,
    href: String,
    image: Option<PictureView>,
    price: i64,
    currency: String,
    unit: String,
    producer: String,
    labels: Vec<String>,
    availability: &'static str,
}

impl ProductCard {
    pub(crate) fn of(product: &Product) -> Self {
        Self {
            name: product.name.clone(),
            href: product_href(&product.slug),
            image: product.picture.as_ref().map(PictureView::of),
            price: product.price.minor,
            currency: product.price.currency.to_string(),
            unit: product.unit.clone(),
            producer: product.producer.clone(),
            labels: product.labels.clone(),
            availability: availability(product.availability),
        }
    }
}

#[derive(sx::Record)]
pub(crate) struct ProductView {
    name: String,
    paragraphs: Vec<String>,
    summary: Option<String>,
    image: Option<PictureView>,
    price: i64,
    currency: String,
    unit: String,
    producer: String,
    labels: Vec<String>,
    allergens: Vec<String>,
    availability: &'static str,
    category: LinkView,
    canonical: String,
    json_ld: Value,
}

impl ProductView {
    /// `url` makes an absolute address of a path of ours.
    pub(crate) fn of(product: Product, url: impl Fn(&str) -> String) -> Self {
        let canonical = url(&product_href(&product.slug));
        let paragraphs: Vec<String> = web::paragraphs(&product.description);
        Self {
            json_ld: schema(&product, &canonical, &url),
            summary: paragraphs.first().cloned(),
            paragraphs,
            image: product.picture.as_ref().map(PictureView::of),
            price: product.price.minor,
            currency: product.price.currency.to_string(),
            category: LinkView::to_category(&product.category),
            availability: availability(product.availability),
            name: product.name,
            unit: product.unit,
            producer: product.producer,
            labels: product.labels,
            allergens: product.allergens,
            canonical,
        }
    }
}

pub(crate) fn market_href(slug: &str) -> String {
    format!("/market/{slug}/")
}

pub(crate) fn category_href(slug: &str) -> String {
    format!("/category/{slug}/")
}

pub(crate) fn product_href(slug: &str) -> String {
    format!("/product/{slug}/")
}

pub(crate) fn availability(state: Availability) -> &'static str {
    match state {
        Availability::InStock => "in-stock",
        Availability::Low => "low",
        Availability::Out => "out",
    }
}

/// A schema.org `Product` with its `Offer`, as search engines read it.
fn schema(product: &Product, canonical: &str, url: &impl Fn(&str) -> String) -> Value {
    let availability = match product.availability {
        Availability::InStock => "https://schema.org/InStock",
        Availability::Low => "https://schema.org/LimitedAvailability",
        Availability::Out => "https://schema.org/OutOfStock",
    };
    json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "description": product.description,
        "url": canonical,
        "image": product.picture.as_ref().map(|picture| url(&picture.src)),
        "category": product.category.name,
        "brand": { "@type": "Brand", "name": product.producer },
        "offers": {
            "@type": "Offer",
            "url": canonical,
            "price": product.price.decimal(),
            "priceCurrency": product.price.currency.code(),
            "availability": availability,
        },
    })
}
