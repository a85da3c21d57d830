//! What other apps show of the blog.

use contracts::Tag;
use contracts::blog::MenuItem;
use web::{FragmentAnswer, FragmentRequest, NavTree};

/// The cooperative's own menu.
pub(crate) const NAV_TREE: web::Template<NavTreeView> =
    web::Template::new("~blog:fragments/nav-tree");

#[derive(sx::Record)]
pub(crate) struct NavTreeView {
    items: Vec<ItemView>,
}

#[derive(sx::Record)]
struct ItemView {
    label: String,
    href: String,
}

/// The header's menu. It stands on every app's host, so its addresses are absolute.
pub(crate) async fn nav_tree(request: FragmentRequest, _: NavTree) -> FragmentAnswer {
    request.tag(Tag::Menus);
    let menus = request.services().blog.menus().await?;
    let urls = request.frame().urls();
    let item = |item: MenuItem| ItemView {
        href: urls.link(&item.href),
        label: item.label,
    };
    let view = NavTreeView {
        items: menus.primary.into_iter().map(item).collect(),
    };
    request.draw(NAV_TREE, &view)
}
