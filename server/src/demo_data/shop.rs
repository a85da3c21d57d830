//! The demo cooperative's market.

use contracts::id::MarketId;
use contracts::market::Availability;
use contracts::{Currency, IdSource, Instant, Money};
use data::UnitOfWork;
use demo::{Allergen, Cooperative, Diet};
use market_service::stocking::{NewCategory, NewMarket, NewProduct, open_market};

use super::Illustrations;
use crate::failure::Failure;

/// Opens the market and stocks it.
pub(super) async fn write(
    work: &UnitOfWork,
    ids: &dyn IdSource,
    now: Instant,
    pictures: &Illustrations,
    cooperative: &Cooperative,
) -> Result<MarketId, Failure> {
    let currency: Currency = cooperative
        .settings
        .currency
        .parse()
        .map_err(|error| Failure::run(format!("demo: {error}")))?;
    let product = |product: &demo::Product| NewProduct {
        slug: product.slug.clone(),
        name: product.name.clone(),
        description: product.description.clone(),
        price: Money {
            minor: product.price_pence,
            currency,
        },
        unit: product.unit.clone(),
        producer: product.producer.clone(),
        labels: labels(product),
        allergens: product
            .allergens
            .iter()
            .map(|allergen| allergen_name(*allergen).to_owned())
            .collect(),
        availability: match product.availability {
            demo::Availability::InStock => Availability::InStock,
            demo::Availability::Low => Availability::Low,
            demo::Availability::Out => Availability::Out,
        },
        picture: pictures.picture(&product.picture, &product.picture_alt),
    };
    let category = |category: &demo::Category| NewCategory {
        slug: category.slug.clone(),
        name: category.name.clone(),
        description: category.description.clone(),
        products: cooperative
            .products
            .iter()
            .filter(|p| p.category == category.slug)
            .map(product)
            .collect(),
    };
    let market = NewMarket {
        slug: "shop".into(),
        name: cooperative.settings.title.clone(),
        categories: cooperative.categories.iter().map(category).collect(),
    };
    Ok(open_market(work, ids, now, market).await?)
}

fn labels(product: &demo::Product) -> Vec<String> {
    let diet = |diet: &Diet| match diet {
        Diet::Vegetarian => "Vegetarian".to_owned(),
        Diet::Vegan => "Vegan".to_owned(),
        Diet::GlutenFree => "Gluten free".to_owned(),
        Diet::Organic => "Organic".to_owned(),
    };
    product
        .diets
        .iter()
        .map(diet)
        .chain(product.minimum_age.map(|age| format!("{age}+")))
        .collect()
}

fn allergen_name(allergen: Allergen) -> &'static str {
    match allergen {
        Allergen::Wheat => "wheat",
        Allergen::Rye => "rye",
        Allergen::Oats => "oats",
        Allergen::Barley => "barley",
        Allergen::Spelt => "spelt",
        Allergen::Milk => "milk",
        Allergen::Eggs => "eggs",
        Allergen::Nuts => "nuts",
        Allergen::Mustard => "mustard",
        Allergen::Sesame => "sesame",
        Allergen::Celery => "celery",
        Allergen::Sulphites => "sulphites",
    }
}
