//! Markdown card.

use super::template::normal;
use super::{Card, CardResult, Context};

pub(super) fn render(card: &Card<'_>, _: &Context<'_>) -> CardResult {
    normal(&crate::markdown::to_html(card.get("markdown").str()?))
}
