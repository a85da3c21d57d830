//! Fragments that every app draws alike: its entry in the row of apps, and the frames of what it will show of a member's
//! account.

use crate::app::{NoFields, Template, ViewCheck};
use crate::fragments::{FragmentAnswer, FragmentArguments, FragmentRequest, NavItem};

const NAV_ITEM: Template<NavItemView> = Template::new("~shared:fragments/nav-item");
const NOTHING: Template<NoFields> = Template::new("~shared:fragments/nothing");

#[derive(sx::Record)]
struct NavItemView {
    label: String,
    href: String,
}

/// An app's own entry: its name, and where it is. `FragmentRoute::of(web::nav_item)`
pub async fn nav_item(request: FragmentRequest, _: NavItem) -> FragmentAnswer {
    let frame = request.frame();
    let app = frame.app();
    let language = frame.house.words.language(request.locale());
    let view = NavItemView {
        label: language.say(&format!("app-{app}"), None).into_owned(),
        href: frame.url(app, "/"),
    };
    request.draw(NAV_ITEM, &view)
}

/// Nothing, and that is the truth: until people can sign in there is no account to show anything of.
pub async fn nothing_yet<A: FragmentArguments>(request: FragmentRequest, _: A) -> FragmentAnswer {
    request.draw(NOTHING, &NoFields {})
}

/// What has to hold of their templates.
pub(crate) fn checks() -> [ViewCheck; 2] {
    [
        NAV_ITEM.check().at("GET /internal/fragments/nav-item"),
        NOTHING.check().at("a fragment without content"),
    ]
}
