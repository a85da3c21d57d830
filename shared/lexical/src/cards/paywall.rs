//! Paywall: what follows is for members.

use super::{Card, CardResult, Context};

pub(super) fn render(_: &Card<'_>, _: &Context<'_>) -> CardResult {
    Ok("<!--members-only-->".into())
}
