//! Hollin Bank: the cooperative that fills an empty Rose Ash.
//!
//! An orchard, a bakery and a village hall run by their members, invented for the project: its
//! articles, products, events, people and pictures. `serve --demo` seeds a database with it, and
//! tests take single pieces from [`builders`].
//!
//! Everything is data. The words are files under `content/` (Markdown with TOML front matter, and
//! plain TOML), the pictures are drawn by the scripts in `art/` and kept under `pictures/`; all
//! of it is embedded in the binary. [`cooperative`] parses the lot into typed values. Articles
//! come as Lexical JSON, shaped as Ghost's editor saves it.
//!
//! Nothing here knows the clock: dates are offsets from a `today` that the caller supplies
//! ([`Publication::local`], [`When::date`]). Nothing here knows addresses either: documents name
//! pictures as `demo:NAME` and other places of the site as `app://APP/PATH`, and [`resolve`]
//! turns both into what the seeder says.
//!
//! To add an article: write `content/posts/SLUG.md` (the file name is the slug), draw its picture
//! in `art/scenes/`, run `art/build.py`, and run the tests, which say what is missing.

mod article;
pub mod builders;
mod calendar;
mod document;
mod error;
mod people;
mod picture;
mod reference;
mod settings;
mod shop;
mod source;

pub use article::{Article, FeatureImage, Page, Publication, Visibility};
pub use calendar::{Calendar, Event, When};
pub use document::from_markdown;
pub use error::DemoError;
pub use people::{Author, Tag};
pub use picture::Picture;
pub use reference::{App, Reference, resolve};
pub use settings::{Contact, Holding, Menu, MenuItem, OpeningHours, OpeningTime, Settings};
pub use shop::{Allergen, Availability, Category, Diet, Product};

/// The whole cooperative, ready to be written into a database.
///
/// Lists are in the order in which a person should meet them; slugs are unique within a list.
#[derive(Debug, Clone)]
pub struct Cooperative {
    /// Name, contact, opening hours and menus.
    pub settings: Settings,
    /// Every picture that anything below refers to by name.
    pub pictures: Vec<Picture>,
    /// Who writes.
    pub authors: Vec<Author>,
    /// What articles are about; one is internal (its name starts with `#`).
    pub tags: Vec<Tag>,
    /// The journal, newest first; drafts and scheduled articles come before the published ones.
    pub articles: Vec<Article>,
    /// Standing pages.
    pub pages: Vec<Page>,
    /// The shop's shelves.
    pub categories: Vec<Category>,
    /// What stands on them, shelf by shelf.
    pub products: Vec<Product>,
    /// The cooperative's diaries.
    pub calendars: Vec<Calendar>,
    /// What is in them over the coming weeks.
    pub events: Vec<Event>,
}

/// Reads the embedded cooperative.
///
/// # Errors
/// When an embedded file is malformed: the error names the file and what is wrong with it.
pub fn cooperative() -> Result<Cooperative, DemoError> {
    let pictures = picture::all()?;
    let (calendars, events) = calendar::load()?;
    let (categories, products) = shop::load()?;
    let (authors, tags) = people::load()?;
    Ok(Cooperative {
        settings: settings::load()?,
        articles: article::posts(&pictures)?,
        pages: article::pages(&pictures)?,
        pictures,
        authors,
        tags,
        categories,
        products,
        calendars,
        events,
    })
}
