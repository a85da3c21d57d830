//! Markdown card.

use super::template::normal;
use super::{Card, CardResult, Context, Fault};

/// Longer texts are not parsed: the longest articles have a tenth of this.
const BYTES_MAX: usize = 2 * 1024 * 1024;

pub(super) fn render(card: &Card<'_>, _: &Context<'_>) -> CardResult {
    let markdown = card.get("markdown");
    let markdown = markdown.str()?;
    if markdown.len() > BYTES_MAX {
        return Err(Fault::TooMuch);
    }
    normal(&crate::markdown::to_html(markdown))
}
