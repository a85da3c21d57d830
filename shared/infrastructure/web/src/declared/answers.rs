//! What is known of the answers while a page is drawn.

use std::sync::Arc;

use contracts::ServiceError;
use sx::{Answer, Needs};

use super::queries::Data;
use crate::fault::Fault;

/// The answers to the questions of one program, by number.
#[derive(Default)]
pub(crate) struct Answers {
    by_number: Vec<State>,
}

/// What came of a question.
#[derive(Clone, Default)]
enum State {
    /// Nobody asked it in this request.
    #[default]
    Unasked,
    Pending,
    Ready(Arc<dyn Data>),
    Failed(Failure),
}

#[derive(Clone)]
struct Failure {
    /// For the log and for `--dev`.
    words: String,
    fault: Fault,
}

impl Answers {
    pub(super) fn asked(&mut self, number: usize) {
        if self.by_number.len() <= number {
            self.by_number.resize(number + 1, State::Unasked);
        }
        self.by_number[number] = State::Pending;
    }

    pub(super) fn answered(&mut self, number: usize, answer: Result<Arc<dyn Data>, ServiceError>) {
        let state = match answer {
            Ok(data) => State::Ready(data),
            Err(error) => State::Failed(Failure {
                words: error.to_string(),
                fault: error.into(),
            }),
        };
        if let Some(place) = self.by_number.get_mut(number) {
            *place = state;
        }
    }

    /// What has no answer by now has none.
    pub(super) fn give_up(&mut self) {
        let late = || {
            let words = "the answer did not come in time".to_owned();
            let fault = Fault::unavailable(words.clone());
            State::Failed(Failure { words, fault })
        };
        for state in &mut self.by_number {
            if matches!(state, State::Pending) {
                *state = late();
            }
        }
    }

    pub(super) fn is_pending(&self, number: usize) -> bool {
        matches!(self.by_number.get(number), Some(State::Pending))
    }

    /// Why a question was not answered.
    pub(super) fn failure(&self, number: usize) -> Option<Fault> {
        match self.by_number.get(number) {
            Some(State::Failed(failure)) => Some(failure.fault.clone()),
            _ => None,
        }
    }
}

impl Needs for Answers {
    fn answer(&self, index: usize) -> Answer<'_> {
        match self.by_number.get(index) {
            Some(State::Ready(data)) => Answer::Ready(data.value()),
            Some(State::Pending) => Answer::Pending,
            Some(State::Failed(failure)) => Answer::Failed(&failure.words),
            Some(State::Unasked) | None => Answer::Failed("nobody asked for this data"),
        }
    }
}
