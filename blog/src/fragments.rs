//! What other apps show of the blog.

use contracts::Tag;
use contracts::blog::MenuItem;
use web::{FragmentAnswer, FragmentRequest, NavTree, Urls};

/// The cooperative's own menu.
pub(crate) const NAV_TREE: web::Template<NavTreeView> =
    web::Template::new("~blog:fragments/nav-tree");

#[derive(sx::Record)]
pub(crate) struct NavTreeView {
    items: Vec<ItemView>,
}

/// An item of a menu, with what stands below it.
#[derive(sx::Record)]
struct ItemView {
    label: String,
    href: String,
    children: Vec<ItemView>,
}

impl ItemView {
    fn all(items: Vec<MenuItem>, urls: &Urls) -> Vec<Self> {
        let view = |item: MenuItem| Self {
            href: urls.link(&item.href),
            label: item.label,
            children: Self::all(item.children, urls),
        };
        items.into_iter().map(view).collect()
    }
}

/// The header's menu. It stands on every app's host, so its addresses are absolute.
pub(crate) async fn nav_tree(request: FragmentRequest, _: NavTree) -> FragmentAnswer {
    request.tag(Tag::Menus);
    let menus = request.services().blog.menus().await?;
    let view = NavTreeView {
        items: ItemView::all(menus.primary, request.frame().urls()),
    };
    request.draw(NAV_TREE, &view)
}
