//! What a staff page may say was done: the closed list.

use web::Done;

/// Its words are `work-done` in `shared/words`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Replayed,
    ReplayedAll,
}

impl Done for Said {
    const ALL: &'static [Self] = &[Self::Replayed, Self::ReplayedAll];

    fn key(self) -> &'static str {
        match self {
            Self::Replayed => "replayed",
            Self::ReplayedAll => "replayed-all",
        }
    }
}
