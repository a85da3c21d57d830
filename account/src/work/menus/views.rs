//! What the templates of the menus are given; the fields are theirs.

use contracts::container::{ContainerPage, Menu, MenuNode};
use contracts::id::{MenuId, MenuItemId};
use web::{FieldView, RefusalView};

use super::super::{Desk, DeskView, Screen};
use super::HOME;

pub(super) fn menu_href(menu: MenuId) -> String {
    format!("{HOME}{menu}/")
}

fn item_href(menu: MenuId, item: MenuItemId) -> String {
    format!("{HOME}{menu}/items/{item}/")
}

/// The menu's page, scrolled to an item.
pub(super) fn item_place(menu: MenuId, item: MenuItemId) -> String {
    format!("{HOME}{menu}/#item-{item}")
}

#[derive(sx::Record)]
pub(super) struct MenusPage {
    pub(super) desk: DeskView,
    pub(super) refusal: Option<RefusalView>,
    pub(super) menus: Vec<MenuLine>,
    pub(super) title: FieldView,
    pub(super) slug: FieldView,
}

#[derive(sx::Record)]
pub(super) struct MenuLine {
    title: String,
    slug: String,
    items: usize,
    href: String,
}

impl MenuLine {
    pub(super) fn of(menu: &Menu) -> Self {
        Self {
            title: menu.title.clone(),
            slug: menu.slug.clone(),
            items: size(&menu.nodes),
            href: menu_href(menu.id),
        }
    }
}

/// How many items there are, at every depth.
fn size(nodes: &[MenuNode]) -> usize {
    nodes.iter().map(|node| 1 + size(&node.children)).sum()
}

#[derive(sx::Record)]
pub(super) struct MenuPage {
    desk: DeskView,
    title: String,
    slug: String,
    own: String,
    fixed: bool,
    pub(super) refusal: Option<RefusalView>,
    nodes: Vec<NodeView>,
    removed: Vec<RemovedView>,
    label: FieldView,
    href: FieldView,
    parents: Vec<ParentView>,
    targets: Vec<TargetView>,
}

/// The form for one more item.
pub(super) struct AddForm {
    pub(super) label: FieldView,
    pub(super) href: FieldView,
    pub(super) parent: String,
}

impl AddForm {
    pub(super) fn empty() -> Self {
        Self {
            label: FieldView::new("label", ""),
            href: FieldView::new("href", ""),
            parent: String::new(),
        }
    }
}

/// An item in the tree. What stands around it is named for those who hear the buttons.
#[derive(sx::Record)]
struct NodeView {
    id: String,
    label: String,
    target: String,
    leads_to: String,
    own: String,
    /// The sibling above it, which it can go below.
    above: Option<String>,
    is_last: bool,
    /// The item that it stands below, which it can come out of.
    parent: Option<String>,
    children: Vec<NodeView>,
}

#[derive(sx::Record)]
struct RemovedView {
    label: String,
    target: String,
    below: usize,
    own: String,
}

/// An item below which another can be put.
#[derive(sx::Record)]
struct ParentView {
    id: String,
    words: String,
    chosen: bool,
}

/// A page that a menu may lead to.
#[derive(sx::Record)]
struct TargetView {
    href: String,
    words: String,
}

impl MenuPage {
    pub(super) fn of(
        desk: &Desk,
        menu: &Menu,
        removed: &[MenuNode],
        pages: &[ContainerPage],
        form: AddForm,
    ) -> Self {
        let mut parents = Vec::new();
        list_parents(&menu.nodes, 0, &form.parent, &mut parents);
        let gone = |node: &MenuNode| RemovedView {
            label: node.label.clone(),
            target: node.href.clone(),
            below: size(&node.children),
            own: item_href(menu.id, node.id),
        };
        Self {
            desk: desk.view(Screen::Menus),
            title: menu.title.clone(),
            slug: menu.slug.clone(),
            own: menu_href(menu.id),
            fixed: matches!(menu.slug.as_str(), "primary" | "secondary"),
            refusal: None,
            nodes: nodes(desk, menu.id, &menu.nodes, None),
            removed: removed.iter().map(gone).collect(),
            label: form.label,
            href: form.href,
            parents,
            targets: targets(pages),
        }
    }
}

fn nodes(
    desk: &Desk,
    menu: MenuId,
    siblings: &[MenuNode],
    parent: Option<&MenuNode>,
) -> Vec<NodeView> {
    let view = |(index, node): (usize, &MenuNode)| NodeView {
        id: node.id.to_string(),
        label: node.label.clone(),
        target: node.href.clone(),
        leads_to: desk.cx.urls().link(&node.href),
        own: item_href(menu, node.id),
        above: index
            .checked_sub(1)
            .map(|above| siblings[above].label.clone()),
        is_last: index + 1 == siblings.len(),
        parent: parent.map(|parent| parent.label.clone()),
        children: nodes(desk, menu, &node.children, Some(node)),
    };
    siblings.iter().enumerate().map(view).collect()
}

/// All items, each set in by its depth: options of a `select` have no other way to show a tree.
fn list_parents(nodes: &[MenuNode], depth: usize, chosen: &str, list: &mut Vec<ParentView>) {
    for node in nodes {
        let id = node.id.to_string();
        list.push(ParentView {
            words: format!("{}{}", "– ".repeat(depth), node.label),
            chosen: id == chosen,
            id,
        });
        list_parents(&node.children, depth + 1, chosen, list);
    }
}

fn targets(pages: &[ContainerPage]) -> Vec<TargetView> {
    let target = |page: &ContainerPage| TargetView {
        href: format!("/{}/", page.slug),
        words: page.title.clone(),
    };
    pages.iter().map(target).collect()
}

#[derive(sx::Record)]
pub(super) struct ItemPage {
    desk: DeskView,
    menu: String,
    menu_href: String,
    words: String,
    own: String,
    pub(super) refusal: Option<RefusalView>,
    pub(super) label: FieldView,
    pub(super) href: FieldView,
    targets: Vec<TargetView>,
}

impl ItemPage {
    pub(super) fn of(desk: &Desk, menu: &Menu, node: &MenuNode, pages: &[ContainerPage]) -> Self {
        Self {
            desk: desk.view(Screen::Menus),
            menu: menu.title.clone(),
            menu_href: menu_href(menu.id),
            words: node.label.clone(),
            own: item_href(menu.id, node.id),
            refusal: None,
            label: FieldView::new("label", &node.label),
            href: FieldView::new("href", &node.href),
            targets: targets(pages),
        }
    }
}
