//! What the templates of the pages are given; the fields are theirs.

use contracts::AppName;
use contracts::container::{ContainerChild, ContainerKind, ContainerPage, ContainerRef};
use contracts::id::PostId;
use web::{Refusal, RefusalView};

use super::super::{Desk, DeskView, Screen};
use super::HOME;
use super::things::{KINDS, Things, value_of};

pub(super) fn page_href(page: PostId) -> String {
    format!("{HOME}{page}/")
}

/// The page's screen, scrolled to a child.
pub(super) fn child_place(page: PostId, child: ContainerRef) -> String {
    format!("{HOME}{page}/#child-{}", child.id)
}

#[derive(sx::Record)]
pub(super) struct PagesPage {
    pub(super) desk: DeskView,
    pub(super) pages: Vec<PageLine>,
}

#[derive(sx::Record)]
pub(super) struct PageLine {
    title: String,
    slug: String,
    href: String,
}

impl PageLine {
    pub(super) fn of(page: &ContainerPage) -> Self {
        Self {
            title: page.title.clone(),
            slug: page.slug.clone(),
            href: page_href(PostId(page.page.id)),
        }
    }
}

/// What a page holds, what it held, and what it could.
pub(super) struct Holding {
    pub(super) children: Vec<ContainerChild>,
    pub(super) former: Vec<ContainerChild>,
    pub(super) things: Things,
}

#[derive(sx::Record)]
pub(super) struct HoldingPage {
    desk: DeskView,
    title: String,
    see: String,
    own: String,
    refusal: Option<RefusalView>,
    children: Vec<ChildView>,
    former: Vec<ChildView>,
    groups: Vec<GroupView>,
    away: Vec<&'static str>,
}

#[derive(sx::Record)]
struct ChildView {
    id: String,
    kind: &'static str,
    name: Option<String>,
    /// Its own screen, if it has one.
    screen: Option<String>,
    own: String,
    is_first: bool,
    is_last: bool,
}

/// Things of one kind that the page does not hold.
#[derive(sx::Record)]
struct GroupView {
    kind: &'static str,
    things: Vec<OptionView>,
}

#[derive(sx::Record)]
struct OptionView {
    value: String,
    name: String,
}

impl HoldingPage {
    pub(super) fn of(
        desk: &Desk,
        page: &ContainerPage,
        holding: &Holding,
        refusal: Option<&Refusal>,
    ) -> Self {
        let own = page_href(PostId(page.page.id));
        let views = |children: &[ContainerChild]| {
            let last = children.len().saturating_sub(1);
            let view = |(index, child): (usize, &ContainerChild)| ChildView {
                is_first: index == 0,
                is_last: index == last,
                ..ChildView::of(child.child, &own, &holding.things)
            };
            children.iter().enumerate().map(view).collect()
        };
        Self {
            desk: desk.view(Screen::Pages),
            title: page.title.clone(),
            see: desk
                .cx
                .urls()
                .url(AppName::Blog, &format!("/{}/", page.slug)),
            refusal: refusal.map(Refusal::view),
            children: views(&holding.children),
            former: views(&holding.former),
            groups: groups(holding),
            away: holding
                .things
                .away
                .iter()
                .map(|kind| kind.as_str())
                .collect(),
            own,
        }
    }
}

impl ChildView {
    fn of(child: ContainerRef, page: &str, things: &Things) -> Self {
        let kind = child.kind.as_str();
        Self {
            id: child.id.to_string(),
            kind,
            name: things.name(child).map(str::to_owned),
            screen: (child.kind == ContainerKind::Menu)
                .then(|| format!("/work/menus/{}/", child.id)),
            own: format!("{page}children/{kind}/{}/", child.id),
            is_first: false,
            is_last: false,
        }
    }
}

fn groups(holding: &Holding) -> Vec<GroupView> {
    let is_here = |child: ContainerRef| holding.children.iter().any(|one| one.child == child);
    let group = |kind: ContainerKind| GroupView {
        kind: kind.as_str(),
        things: holding
            .things
            .all
            .iter()
            .filter(|thing| thing.child.kind == kind && !is_here(thing.child))
            .map(|thing| OptionView {
                value: value_of(thing.child),
                name: thing.name.clone(),
            })
            .collect(),
    };
    let mut groups: Vec<GroupView> = KINDS.into_iter().map(group).collect();
    groups.retain(|group| !group.things.is_empty());
    groups
}
