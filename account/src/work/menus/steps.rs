//! One step of an item through its menu, as the place that it comes to.

use contracts::container::{MenuNode, MenuPlace};
use contracts::id::MenuItemId;
use serde::Deserialize;

/// What a button beside an item does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Step {
    /// Before the sibling above.
    Up,
    /// After the sibling below.
    Down,
    /// Below the sibling above, as its last.
    In,
    /// Out from below its parent, after it.
    Out,
}

/// Where an item stands.
struct Standing<'m> {
    siblings: &'m [MenuNode],
    index: usize,
    parent: Option<MenuItemId>,
    /// Where its parent stands: below whom, and as which.
    above: Option<(Option<MenuItemId>, usize)>,
}

impl Step {
    /// The place that this step leads an item to; `None` where it cannot be taken, or the item is not there.
    pub(super) fn from(self, nodes: &[MenuNode], item: MenuItemId) -> Option<MenuPlace> {
        let here = standing(nodes, None, None, item)?;
        match self {
            Self::Up => Some(place(here.parent, here.index.checked_sub(1)?)),
            Self::Down if here.index + 1 == here.siblings.len() => None,
            // Before the one after the next.
            Self::Down => Some(place(here.parent, here.index + 2)),
            Self::In => {
                let parent = &here.siblings[here.index.checked_sub(1)?];
                Some(place(Some(parent.id), parent.children.len()))
            }
            Self::Out => {
                let (parent, index) = here.above?;
                Some(place(parent, index + 1))
            }
        }
    }
}

fn place(parent: Option<MenuItemId>, position: usize) -> MenuPlace {
    MenuPlace {
        parent,
        position: u32::try_from(position).unwrap_or(u32::MAX),
    }
}

fn standing(
    siblings: &[MenuNode],
    parent: Option<MenuItemId>,
    above: Option<(Option<MenuItemId>, usize)>,
    item: MenuItemId,
) -> Option<Standing<'_>> {
    if let Some(index) = siblings.iter().position(|node| node.id == item) {
        return Some(Standing {
            siblings,
            index,
            parent,
            above,
        });
    }
    let mut branches = siblings.iter().enumerate();
    branches.find_map(|(index, node)| {
        standing(&node.children, Some(node.id), Some((parent, index)), item)
    })
}

/// An item of a menu, at any depth.
pub(super) fn find(nodes: &[MenuNode], item: MenuItemId) -> Option<&MenuNode> {
    let here = standing(nodes, None, None, item)?;
    Some(&here.siblings[here.index])
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> MenuItemId {
        MenuItemId(Uuid::from_u128(number))
    }

    fn node(number: u128, children: Vec<MenuNode>) -> MenuNode {
        MenuNode {
            id: id(number),
            label: number.to_string(),
            href: "/".into(),
            children,
        }
    }

    #[test]
    fn every_step_has_its_place_or_none() {
        let menu = [
            node(1, vec![]),
            node(2, vec![node(21, vec![]), node(22, vec![node(221, vec![])])]),
            node(3, vec![]),
        ];
        let at = |parent: u128, position| {
            Some(MenuPlace {
                parent: (parent > 0).then(|| id(parent)),
                position,
            })
        };
        for (item, up, down, inward, out) in [
            (1, None, at(0, 2), None, None),
            (2, at(0, 0), at(0, 3), at(1, 0), None),
            (3, at(0, 1), None, at(2, 2), None),
            (21, None, at(2, 2), None, at(0, 2)),
            (22, at(2, 0), None, at(21, 0), at(0, 2)),
            (221, None, None, None, at(2, 2)),
            (9, None, None, None, None),
        ] {
            let taken =
                [Step::Up, Step::Down, Step::In, Step::Out].map(|step| step.from(&menu, id(item)));
            assert_eq!(taken, [up, down, inward, out], "{item}");
        }
        assert_eq!(find(&menu, id(221)).map(|node| &*node.label), Some("221"));
        assert!(find(&menu, id(9)).is_none());
    }
}
