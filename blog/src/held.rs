//! What a page holds, as the fragments that its owners draw.

use contracts::AppName;
use contracts::container::{ContainerChild, ContainerKind, ContainerRef};
use web::{ContainerCards, ContainerNav, Fragment};

/// What a page shows of its children: links under its title, cards below its text.
pub(crate) struct Held {
    pub(crate) links: Vec<Fragment>,
    pub(crate) cards: Vec<Fragment>,
}

impl Held {
    /// The apps that own them, in the order of their first children.
    pub(crate) fn of(container: ContainerRef, children: &[ContainerChild]) -> Self {
        let mut owners: Vec<AppName> = Vec::new();
        for owner in children.iter().filter_map(|child| owner(child.child.kind)) {
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        let link = |app: &AppName| ContainerNav {
            app: *app,
            container,
        };
        let has_cards = |app: &&AppName| **app == AppName::Events;
        let card = |app: &AppName| ContainerCards {
            app: *app,
            container,
        };
        Self {
            links: owners.iter().map(|app| link(app).into()).collect(),
            cards: owners
                .iter()
                .filter(has_cards)
                .map(|app| card(app).into())
                .collect(),
        }
    }
}

fn owner(kind: ContainerKind) -> Option<AppName> {
    match kind {
        ContainerKind::Page => None,
        ContainerKind::Market => Some(AppName::Market),
        ContainerKind::Calendar => Some(AppName::Events),
        ContainerKind::Menu => Some(AppName::Blog),
    }
}
