//! The market's domain: products in categories.
//!
//! [`MarketService`] answers readers ([`contracts::market::Market`]); [`stocking`] writes a market with its shelves;
//! [`FillSearch`] keeps the products findable.

mod reading;
mod searching;
pub mod stocking;

pub use reading::MarketService;
pub use searching::FillSearch;
