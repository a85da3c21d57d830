//! Horizontal rule. Outlook knows none, so that mail gets a table with a border.

use super::{Card, CardResult, Context};

const EMAIL: &str = concat!(
    r#"<table class="kg-card kg-hr-card" role="presentation" width="100%" border="0" cellpadding="0" cellspacing="0">"#,
    r#"<tbody><tr><td><!--[if !mso]><!-- --><hr style="display: none;"><!--<![endif]-->"#,
    r#"<table class="kg-hr" role="presentation" border="0" cellpadding="0" cellspacing="0">"#,
    r#"<tbody><tr><td>&nbsp;</td></tr></tbody></table></td></tr></tbody></table>"#,
);

pub(super) fn render(_: &Card<'_>, cx: &Context<'_>) -> CardResult {
    Ok(if cx.options.is_email() { EMAIL } else { "<hr>" }.into())
}
