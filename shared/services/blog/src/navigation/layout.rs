//! Where the items of a menu stand, without words: what every change of a menu is computed on.

use std::collections::HashMap;

use contracts::id::MenuItemId;

/// How deep a menu may go: more than a person finds their way in, and as deep as a fragment of a hundred nested elements shows
/// for certain. Rows and code know no other bound.
pub(crate) const DEPTH_MAX: usize = 16;
/// How many items a menu may have.
pub(crate) const ITEMS_MAX: usize = 500;

/// One item's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) item: MenuItemId,
    pub(crate) parent: Option<MenuItemId>,
    /// Among its siblings, from 0.
    pub(crate) position: usize,
}

/// Why a menu cannot be arranged so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The item, or the one it should stand below, is not in the menu.
    Unknown,
    /// It would stand below itself.
    BelowItself,
    /// It would stand too deep.
    TooDeep,
    /// There are too many.
    TooMany,
}

/// The living items of one menu: siblings in order, by the item that they stand below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    below: HashMap<Option<MenuItemId>, Vec<MenuItemId>>,
    parents: HashMap<MenuItemId, Option<MenuItemId>>,
}

impl Layout {
    /// The layout of these places, which come in the order of their positions.
    pub(crate) fn of(places: impl IntoIterator<Item = Place>) -> Self {
        let mut layout = Self::default();
        for place in places {
            layout
                .below
                .entry(place.parent)
                .or_default()
                .push(place.item);
            layout.parents.insert(place.item, place.parent);
        }
        layout
    }

    /// The item that this one stands below; nothing for one that is not here.
    pub(crate) fn parent(&self, item: MenuItemId) -> Option<Option<MenuItemId>> {
        self.parents.get(&item).copied()
    }

    /// The items of the first level.
    pub(crate) fn tops(&self) -> impl Iterator<Item = MenuItemId> {
        self.children(None)
    }

    /// An item and all that is below it, itself first.
    pub(crate) fn branch(&self, item: MenuItemId) -> Vec<MenuItemId> {
        let mut branch = vec![item];
        let mut next = 0;
        // A damaged menu may have a ring: nothing is longer than all there is.
        while next < branch.len() && branch.len() <= self.parents.len() {
            branch.extend(self.children(Some(branch[next])));
            next += 1;
        }
        branch
    }

    /// Puts a branch, given as `Layout` of its own with one top, below `parent`, before the sibling at `position`.
    pub(crate) fn put(
        &mut self,
        branch: &Layout,
        parent: Option<MenuItemId>,
        position: usize,
    ) -> Result<(), Refused> {
        if parent.is_some_and(|parent| !self.parents.contains_key(&parent)) {
            return Err(Refused::Unknown);
        }
        if self.depth(parent) + branch.height(None) > DEPTH_MAX {
            return Err(Refused::TooDeep);
        }
        if self.parents.len() + branch.parents.len() > ITEMS_MAX {
            return Err(Refused::TooMany);
        }
        for (item, above) in &branch.parents {
            self.parents.insert(*item, above.or(parent));
        }
        for (above, items) in &branch.below {
            match above {
                Some(above) => {
                    self.below.insert(Some(*above), items.clone());
                }
                None => {
                    let siblings = self.below.entry(parent).or_default();
                    let at = position.min(siblings.len());
                    siblings.splice(at..at, items.iter().copied());
                }
            }
        }
        Ok(())
    }

    /// Takes a branch out; its siblings close the gap.
    pub(crate) fn take_out(&mut self, item: MenuItemId) -> Result<Layout, Refused> {
        let parent = self.parent(item).ok_or(Refused::Unknown)?;
        let mut taken = Self::default();
        for id in self.branch(item) {
            let above = self.parents.remove(&id).flatten().filter(|_| id != item);
            taken.parents.insert(id, above);
            if let Some(children) = self.below.remove(&Some(id)) {
                taken.below.insert(Some(id), children);
            }
        }
        taken.below.insert(None, vec![item]);
        if let Some(siblings) = self.below.get_mut(&parent) {
            siblings.retain(|sibling| *sibling != item);
            if siblings.is_empty() {
                self.below.remove(&parent);
            }
        }
        Ok(taken)
    }

    /// Moves a branch. Below itself it cannot go: it is taken out first, and then its parent is not there.
    pub(crate) fn move_to(
        &mut self,
        item: MenuItemId,
        parent: Option<MenuItemId>,
        position: usize,
    ) -> Result<(), Refused> {
        if parent.is_some_and(|parent| self.branch(item).contains(&parent)) {
            return Err(Refused::BelowItself);
        }
        // “Before the sibling that stands there now”: one that comes from further up leaves a gap that is counted.
        let passes = self.parent(item) == Some(parent)
            && self
                .children(parent)
                .take(position)
                .any(|sibling| sibling == item);
        let branch = self.take_out(item)?;
        self.put(&branch, parent, position - usize::from(passes))
    }

    /// Every item's place.
    pub(crate) fn places(&self) -> Vec<Place> {
        let places = self.below.iter().flat_map(|(parent, items)| {
            items.iter().enumerate().map(|(position, item)| Place {
                item: *item,
                parent: *parent,
                position,
            })
        });
        places.collect()
    }

    fn children(&self, parent: Option<MenuItemId>) -> impl Iterator<Item = MenuItemId> {
        self.below.get(&parent).into_iter().flatten().copied()
    }

    /// How many items stand from the top to this one, both counted.
    fn depth(&self, item: Option<MenuItemId>) -> usize {
        let mut depth = 0;
        let mut above = item;
        while let Some(item) = above
            && depth <= DEPTH_MAX
        {
            depth += 1;
            above = self.parents.get(&item).copied().flatten();
        }
        depth
    }

    /// How many levels stand below `item`; `None` is the top. Beyond [`DEPTH_MAX`] nobody counts.
    fn height(&self, item: Option<MenuItemId>) -> usize {
        let mut level: Vec<_> = self.children(item).collect();
        let mut height = 0;
        while !level.is_empty() && height <= DEPTH_MAX {
            height += 1;
            level = level
                .into_iter()
                .flat_map(|item| self.children(Some(item)))
                .collect();
        }
        height
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(number: u128) -> MenuItemId {
        MenuItemId(Uuid::from_u128(number))
    }

    /// A layout from `(item, parent)`; 0 is the top.
    fn layout(items: &[(u128, u128)]) -> Layout {
        Layout::of(items.iter().map(|(item, parent)| Place {
            item: id(*item),
            parent: (*parent != 0).then(|| id(*parent)),
            position: 0,
        }))
    }

    fn tops(layout: &Layout) -> Vec<u128> {
        layout.tops().map(|id| id.0.as_u128()).collect()
    }

    #[test]
    fn an_item_goes_before_the_one_that_stands_there_now() {
        for (from, to, expected) in [
            (1, 0, [1, 2, 3, 4]),
            (1, 1, [1, 2, 3, 4]),
            (1, 2, [2, 1, 3, 4]),
            (1, 4, [2, 3, 4, 1]),
            (1, 99, [2, 3, 4, 1]),
            (4, 0, [4, 1, 2, 3]),
            (3, 1, [1, 3, 2, 4]),
        ] {
            let mut menu = layout(&[(1, 0), (2, 0), (3, 0), (4, 0)]);
            menu.move_to(id(from), None, to).expect("moved");
            assert_eq!(tops(&menu), expected, "{from} to {to}");
        }
    }

    #[test]
    fn a_branch_moves_whole_and_never_below_itself() {
        let mut menu = layout(&[(1, 0), (2, 0), (11, 1), (111, 11)]);
        for below in [1, 11, 111] {
            let before = menu.clone();
            assert_eq!(
                menu.move_to(id(1), Some(id(below)), 0),
                Err(Refused::BelowItself)
            );
            assert_eq!(menu, before);
        }
        menu.move_to(id(1), Some(id(2)), 0).expect("moved");
        assert_eq!(menu, layout(&[(2, 0), (1, 2), (11, 1), (111, 11)]));
    }

    #[test]
    fn what_is_not_there_is_unknown_and_depth_is_bounded() {
        let mut menu = layout(&[(1, 0)]);
        assert_eq!(menu.move_to(id(9), None, 0), Err(Refused::Unknown));
        assert_eq!(menu.move_to(id(1), Some(id(9)), 0), Err(Refused::Unknown));
        let mut chain: Vec<(u128, u128)> = (1..=16).map(|n| (n, n - 1)).collect();
        chain.push((100, 0));
        let mut menu = layout(&chain);
        menu.move_to(id(100), Some(id(15)), 0)
            .expect("the sixteenth level");
        assert_eq!(
            menu.move_to(id(100), Some(id(16)), 0),
            Err(Refused::TooDeep)
        );
    }

    #[test]
    fn a_ring_in_a_damaged_menu_ends() {
        let menu = layout(&[(1, 2), (2, 1)]);
        assert!(menu.branch(id(1)).len() <= 3);
        assert!(menu.depth(Some(id(1))) > DEPTH_MAX);
    }
}
