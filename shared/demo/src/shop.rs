//! The shop: categories and products.

use serde::Deserialize;

use crate::{DemoError, source};

/// A shelf of the shop.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Unique among categories.
    pub slug: String,
    /// The name on the shelf.
    pub name: String,
    /// A sentence or two.
    pub description: String,
    /// Picture name.
    pub picture: String,
    /// What the picture shows.
    pub picture_alt: String,
}

/// Something for sale.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Unique among products.
    pub slug: String,
    /// The name on the label.
    pub name: String,
    /// The slug of its category.
    pub category: String,
    /// A few sentences, plain text.
    pub description: String,
    /// What one unit costs, in pence.
    pub price_pence: i64,
    /// What one unit is: `800 g loaf`, `per kg`, `75 cl`.
    pub unit: String,
    /// Who made or grew it.
    pub producer: String,
    /// Whom it suits.
    #[serde(default)]
    pub diets: Vec<Diet>,
    /// What must be declared on a label.
    #[serde(default)]
    pub allergens: Vec<Allergen>,
    /// Whether there is any.
    #[serde(default)]
    pub availability: Availability,
    /// The age a buyer must have reached (alcohol).
    pub minimum_age: Option<u8>,
    /// Picture name.
    pub picture: String,
    /// What the picture shows.
    pub picture_alt: String,
}

/// Whether a product can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Availability {
    /// Plenty.
    #[default]
    InStock,
    /// The last few.
    Low,
    /// None until the next bake, batch or season.
    Out,
}

/// A label for what someone eats or does not eat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Diet {
    /// No meat or fish.
    Vegetarian,
    /// Nothing from an animal.
    Vegan,
    /// Made without gluten and tested.
    GlutenFree,
    /// Certified organic.
    Organic,
}

/// The allergens that occur here, of the fourteen that British labels declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Allergen {
    /// Wheat gluten.
    Wheat,
    /// Rye gluten.
    Rye,
    /// Oat gluten.
    Oats,
    /// Barley gluten.
    Barley,
    /// Spelt gluten.
    Spelt,
    /// Milk.
    Milk,
    /// Eggs.
    Eggs,
    /// Tree nuts.
    Nuts,
    /// Mustard.
    Mustard,
    /// Sesame.
    Sesame,
    /// Celery.
    Celery,
    /// Sulphur dioxide and sulphites.
    Sulphites,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    categories: Vec<Category>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shelf {
    products: Vec<Product>,
}

pub(crate) fn load() -> Result<(Vec<Category>, Vec<Product>), DemoError> {
    let File { categories } = source::toml("categories.toml")?;
    let mut products = Vec::new();
    for category in &categories {
        let shelf: Shelf = source::toml(&format!("products/{}.toml", category.slug))?;
        products.extend(shelf.products);
    }
    Ok((categories, products))
}
