//! The market's domain: products in categories.
//!
//! [`MarketService`] answers readers ([`contracts::market::Market`]); [`stocking`] writes a market with its shelves.

mod reading;
pub mod stocking;

pub use reading::MarketService;
