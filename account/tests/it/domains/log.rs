//! The event log.

use async_trait::async_trait;
use contracts::activity::{DeadLetter, EventLog, LogFigures};
use contracts::id::ActivityId;
use contracts::{PageNumber, Paged, ServiceError, ServiceResult};
use testing::TODAY;

use super::{Notes, id};

#[derive(Default)]
pub(crate) struct Log {
    pub(crate) figures: LogFigures,
    pub(crate) letters: Vec<DeadLetter>,
    pub(crate) is_away: bool,
    pub(crate) notes: Notes,
}

/// A dead letter.
pub(crate) fn letter(number: u128) -> DeadLetter {
    DeadLetter {
        activity: ActivityId(id(number)),
        event: "blog.menu_changed".into(),
        document:
            r#"{"type":"Update","rose:event":{"event":"menu_changed","title":"<b>Bread</b>"}}"#
                .into(),
        at: TODAY.plus_seconds(-7_200),
        handler: "search".into(),
        attempts: 12,
        last_tried: TODAY.plus_seconds(-60),
        error: "\nthe index <disk> is full\n  at line 2".into(),
    }
}

impl Log {
    fn is_there(&self) -> ServiceResult<()> {
        if self.is_away {
            return Err(ServiceError::Unavailable(
                "the database at db.internal does not answer".into(),
            ));
        }
        Ok(())
    }
}

#[async_trait]
impl EventLog for Log {
    async fn figures(&self) -> ServiceResult<LogFigures> {
        self.is_there().map(|()| self.figures)
    }

    async fn dead_letters(
        &self,
        page: PageNumber,
        page_size: u32,
    ) -> ServiceResult<Paged<DeadLetter>> {
        self.is_there()?;
        let skip = usize::try_from(page.offset(page_size)).expect("a small list");
        let items = self
            .letters
            .iter()
            .skip(skip)
            .take(page_size as usize)
            .cloned()
            .collect();
        Ok(Paged::new(
            items,
            page,
            self.letters.len() as u64,
            page_size,
        ))
    }

    async fn dead_letter(&self, activity: ActivityId, handler: &str) -> ServiceResult<DeadLetter> {
        self.is_there()?;
        let mut letters = self.letters.iter();
        let found = letters.find(|letter| letter.activity == activity && letter.handler == handler);
        found.cloned().ok_or(ServiceError::NotFound)
    }

    async fn replay(&self, activity: ActivityId, handler: &str) -> ServiceResult<()> {
        self.notes.write(format!("replay {activity} {handler}"), ())
    }

    async fn replay_all(&self) -> ServiceResult<u64> {
        self.notes
            .write("replay all".into(), self.letters.len() as u64)
    }
}
