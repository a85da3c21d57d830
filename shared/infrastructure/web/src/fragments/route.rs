//! A fragment that an app draws for others.

use std::future::Future;
use std::pin::Pin;

use crate::fragments::query::Refused;
use crate::fragments::{
    Fragment, FragmentAnswer, FragmentArguments, FragmentKind, FragmentRequest,
};

/// A handler at work.
pub(crate) type Drawing = Pin<Box<dyn Future<Output = FragmentAnswer> + Send>>;

type Handler = dyn Fn(FragmentRequest, &Fragment) -> Result<Drawing, Refused> + Send + Sync;

/// A type of fragment and the handler that draws it.
pub struct FragmentRoute {
    pub(crate) kind: FragmentKind,
    handler: Box<Handler>,
}

impl FragmentRoute {
    /// `FragmentRoute::of(cart_mini)` with
    /// `async fn cart_mini(request: FragmentRequest, _: CartMini) -> FragmentAnswer`.
    pub fn of<A, H, F>(handler: H) -> Self
    where
        A: FragmentArguments,
        H: Fn(FragmentRequest, A) -> F + Send + Sync + 'static,
        F: Future<Output = FragmentAnswer> + Send + 'static,
    {
        let handler = move |request: FragmentRequest, asked: &Fragment| {
            Ok(Box::pin(handler(request, asked.arguments()?)) as Drawing)
        };
        Self {
            kind: A::KIND,
            handler: Box::new(handler),
        }
    }

    pub(crate) fn draw(
        &self,
        request: FragmentRequest,
        asked: &Fragment,
    ) -> Result<Drawing, Refused> {
        (self.handler)(request, asked)
    }
}
