//! What a staff page may say was done: the closed list.

use web::Done;

/// Its words are `work-done` in `shared/words`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Replayed,
    ReplayedAll,
    MenuMade,
    MenuRemoved,
    ItemAdded,
    ItemChanged,
    ItemMoved,
    ItemRemoved,
    ItemBack,
    ChildAttached,
    ChildMoved,
    ChildDetached,
}

impl Done for Said {
    const ALL: &'static [Self] = &[
        Self::Replayed,
        Self::ReplayedAll,
        Self::MenuMade,
        Self::MenuRemoved,
        Self::ItemAdded,
        Self::ItemChanged,
        Self::ItemMoved,
        Self::ItemRemoved,
        Self::ItemBack,
        Self::ChildAttached,
        Self::ChildMoved,
        Self::ChildDetached,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Replayed => "replayed",
            Self::ReplayedAll => "replayed-all",
            Self::MenuMade => "menu-made",
            Self::MenuRemoved => "menu-removed",
            Self::ItemAdded => "item-added",
            Self::ItemChanged => "item-changed",
            Self::ItemMoved => "item-moved",
            Self::ItemRemoved => "item-removed",
            Self::ItemBack => "item-back",
            Self::ChildAttached => "child-attached",
            Self::ChildMoved => "child-moved",
            Self::ChildDetached => "child-detached",
        }
    }
}
