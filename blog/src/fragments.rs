//! What other apps show of the blog.

use contracts::blog::{MenuItem, PostCard};
use contracts::container::{ContainerKind, MenuNode};
use contracts::{AppName, Tag};
use web::{
    ContainerNav, Fault, FragmentAnswer, FragmentRequest, FragmentRoute, LinkCard, NavTree,
    PictureView, Template, Urls, ViewCheck,
};

use crate::addresses;

const NAV_TREE: Template<NavTreeView> = Template::new("~blog:fragments/nav-tree");
const CONTAINER_NAV: Template<ContainerNavView> = Template::new("~blog:fragments/container-nav");
const LINK_CARD: Template<LinkCardView> = Template::new("~blog:fragments/link-card");

pub(crate) fn routes() -> Vec<FragmentRoute> {
    vec![
        FragmentRoute::of(web::nav_item),
        FragmentRoute::of(nav_tree),
        FragmentRoute::of(container_nav),
        FragmentRoute::of(link_card),
    ]
}

pub(crate) fn views() -> [ViewCheck; 3] {
    [
        NAV_TREE.check().at("GET /internal/fragments/nav-tree"),
        CONTAINER_NAV
            .check()
            .at("GET /internal/fragments/container-nav"),
        LINK_CARD.check().at("GET /internal/fragments/link-card"),
    ]
}

#[derive(sx::Record)]
struct NavTreeView {
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

    fn of_nodes(nodes: Vec<MenuNode>, urls: &Urls) -> Vec<Self> {
        let view = |node: MenuNode| Self {
            href: urls.link(&node.href),
            label: node.label,
            children: Self::of_nodes(node.children, urls),
        };
        nodes.into_iter().map(view).collect()
    }
}

/// The header's menu. It stands on every app's host, so its addresses are absolute.
async fn nav_tree(request: FragmentRequest, _: NavTree) -> FragmentAnswer {
    request.tag(Tag::Menus);
    let menus = request.services().blog.menus().await?;
    let view = NavTreeView {
        items: ItemView::all(menus.primary, request.frame().urls()),
    };
    request.draw(NAV_TREE, &view)
}

#[derive(sx::Record)]
struct ContainerNavView {
    menus: Vec<MenuView>,
}

#[derive(sx::Record)]
struct MenuView {
    title: String,
    items: Vec<ItemView>,
}

/// The menus of a page, in its order.
async fn container_nav(request: FragmentRequest, asked: ContainerNav) -> FragmentAnswer {
    request.tag(Tag::Container(asked.container.id));
    request.tag(Tag::Menus);
    let services = request.services();
    let children = services
        .containers
        .children(asked.container, Some(ContainerKind::Menu))
        .await?;
    let mut all = services.navigation.menus().await?;
    let urls = request.frame().urls();
    let mut menus = Vec::new();
    for child in children {
        let place = all.iter().position(|menu| menu.id.0 == child.child.id);
        let Some(menu) = place.map(|place| all.swap_remove(place)) else {
            continue;
        };
        if !menu.nodes.is_empty() {
            menus.push(MenuView {
                title: menu.title,
                items: ItemView::of_nodes(menu.nodes, urls),
            });
        }
    }
    if menus.is_empty() {
        return Err(Fault::not_found());
    }
    request.draw(CONTAINER_NAV, &ContainerNavView { menus })
}

/// The head of a card, as `~shared:cards/link` takes it.
#[derive(sx::Record)]
struct CardView {
    title: String,
    href: String,
    kicker: Option<String>,
    line: Option<String>,
    image: Option<PictureView>,
}

#[derive(sx::Record)]
struct LinkCardView {
    card: CardView,
    published: i64,
    reading_minutes: u32,
}

/// A card for a post or page.
async fn link_card(request: FragmentRequest, asked: LinkCard) -> FragmentAnswer {
    let slug = asked.path.trim_matches('/');
    if slug.contains('/') {
        return Err(Fault::not_found());
    }
    let post: PostCard = request.services().blog.card(slug).await?;
    request.tag(Tag::Post(post.id));
    let card = CardView {
        href: request
            .frame()
            .url(AppName::Blog, &addresses::article(&post.slug)),
        kicker: post.primary_tag.map(|tag| tag.name),
        line: Some(post.excerpt).filter(|text| !text.is_empty()),
        image: post.picture.as_ref().map(PictureView::of),
        title: post.title,
    };
    let view = LinkCardView {
        card,
        published: post.published.micros(),
        reading_minutes: post.reading_minutes,
    };
    request.draw(LINK_CARD, &view)
}
