//! The cart's contract. So far a visitor's basket can only be looked at; what fills it comes with the checkout.

use async_trait::async_trait;

use crate::error::ServiceResult;

/// What is in a visitor's basket, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CartSummary {
    /// How many things lie in it.
    pub items: u32,
}

/// Baskets and orders.
#[async_trait]
pub trait Cart: Send + Sync {
    /// The basket of the visitor who asks.
    async fn summary(&self) -> ServiceResult<CartSummary>;
}
