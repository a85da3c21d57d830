//! Who may see a card: everybody, members, paying members, nobody; on the web and in mail apart.

use super::template::attribute;
use super::{CardResult, Context, Fault};
use crate::dom::parse_fragment;
use crate::js;
use serde_json::Value;

const ALL_MEMBERS: &str = "status:free,status:-free";
const PAID_MEMBERS: &str = "status:-free";
const FREE_MEMBERS: &str = "status:free";
const NO_MEMBERS: &str = "";

/// Who sees a card, in today's form.
#[derive(Debug, PartialEq)]
struct Visibility {
    web_non_member: Value,
    web_segment: Value,
    email_segment: Value,
}

/// What a card's stored `visibility` says, or this default when it has none.
pub(super) fn apply(html: String, visibility: &Value, cx: &Context<'_>) -> CardResult {
    if !js::truthy(visibility) {
        return Ok(html);
    }
    let visibility = read(visibility);
    if cx.options.is_email() {
        return in_mail(html, &visibility.email_segment);
    }
    let Visibility {
        web_non_member: non_member,
        web_segment: segment,
        ..
    } = &visibility;
    if *non_member == Value::Bool(false) && *segment == NO_MEMBERS {
        return Ok(String::new());
    }
    if *non_member == Value::Bool(true) && *segment == ALL_MEMBERS {
        return Ok(html);
    }
    Ok(format!(
        "\n<!--kg-gated-block:begin nonMember:{} memberSegment:\"{}\" -->{html}<!--kg-gated-block:end-->\n",
        js::text(non_member),
        js::text(segment)
    ))
}

fn in_mail(html: String, segment: &Value) -> CardResult {
    if *segment == NO_MEMBERS {
        return Ok(String::new());
    }
    if *segment == ALL_MEMBERS {
        return Ok(html);
    }
    let dom = parse_fragment(&html).map_err(Fault::from)?;
    let segment = attribute("data-gh-segment", &js::text(segment));
    let inner = dom.inner_html(dom.root());
    Ok(format!(
        "<div{segment} class=\"kg-visibility-wrapper\">{inner}</div>"
    ))
}

/// Reads today's form and the two older ones, where nothing but mail knew groups of members.
fn read(stored: &Value) -> Visibility {
    let at = |path: &str| {
        stored
            .pointer(path)
            .filter(|value| !value.is_null())
            .cloned()
    };
    let is_today = stored
        .get("web")
        .is_some_and(|web| web.get("nonMember").is_some())
        && at("/web/memberSegment").is_some()
        && at("/email/memberSegment").is_some();
    if is_today {
        return Visibility {
            web_non_member: at("/web/nonMember").unwrap_or(Value::Null),
            web_segment: at("/web/memberSegment").unwrap_or_default(),
            email_segment: at("/email/memberSegment").unwrap_or_default(),
        };
    }
    let email_only = at("/emailOnly");
    let show_on_web = at("/showOnWeb");
    let everyone_if = |shown: bool| Value::from(if shown { ALL_MEMBERS } else { NO_MEMBERS });
    let (web_non_member, web_segment) = match (&email_only, show_on_web) {
        (Some(only), _) => {
            let hidden = js::truthy(only);
            (Value::Bool(!hidden), everyone_if(!hidden))
        }
        (None, Some(shown)) => {
            let segment = everyone_if(js::truthy(&shown));
            (shown, segment)
        }
        (None, None) => (Value::Bool(true), everyone_if(true)),
    };
    Visibility {
        web_non_member,
        web_segment,
        email_segment: old_email_segment(stored, email_only.is_some()),
    }
}

fn old_email_segment(stored: &Value, has_email_only: bool) -> Value {
    let show_on_email = stored.get("showOnEmail").filter(|value| !value.is_null());
    let segment = stored.get("segment").unwrap_or(&Value::Null);
    if show_on_email.is_none() && !has_email_only {
        return ALL_MEMBERS.into();
    }
    if show_on_email == Some(&Value::Bool(false)) {
        return NO_MEMBERS.into();
    }
    match segment.as_str() {
        Some("status:-free+status:-paid") => NO_MEMBERS.into(),
        Some("status:free") => FREE_MEMBERS.into(),
        Some("status:paid" | "status:-free") => PAID_MEMBERS.into(),
        _ if !js::truthy(segment) => ALL_MEMBERS.into(),
        // a group that the old form did not have: what was stored beside it, if anything
        _ => stored
            .pointer("/email/memberSegment")
            .cloned()
            .unwrap_or_else(|| "undefined".into()),
    }
}
