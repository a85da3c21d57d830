//! Asking the questions of a page, all at once.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use contracts::ServiceError;
use futures_util::FutureExt;
use sx::{Question, QuestionArgument};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use super::answers::Answers;
use super::queries::{Argument, Arguments, Asking, Data, DataQuery};
use crate::fault::Fault;

/// What `@name` stands for in the questions of a page: parts of its address, and what every request has.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestValues(pub(crate) BTreeMap<String, Argument>);

/// What a query answered.
type Answered = Result<Arc<dyn Data>, ServiceError>;

/// What every request has.
pub(super) const EVERY_REQUEST: [&str; 2] = ["app", "lang"];

/// The questions of one request while they are answered. Dropping it ends what is under way.
pub(crate) struct Asked {
    pub(crate) answers: Answers,
    running: JoinSet<(usize, Answered)>,
}

impl Asked {
    /// Asks everything.
    pub(crate) fn begin<'p>(
        questions: impl IntoIterator<Item = Question<'p>>,
        queries: &[DataQuery],
        values: &RequestValues,
        asking: &Asking,
    ) -> Self {
        let mut asked = Self {
            answers: Answers::default(),
            running: JoinSet::new(),
        };
        for question in questions {
            let number = question.index();
            asked.answers.asked(number);
            let query = queries
                .iter()
                .find(|query| query.signature.name == question.query());
            let Some(query) = query else {
                let words = format!("no app answers `{}`", question.query());
                asked
                    .answers
                    .answered(number, Err(ServiceError::Internal(words)));
                continue;
            };
            let answering = query.ask(asking.clone(), arguments(question, values));
            let answering = async move {
                let answer = AssertUnwindSafe(answering).catch_unwind().await;
                let fallen = |_| Err(ServiceError::Internal("answering a query panicked".into()));
                (number, answer.unwrap_or_else(fallen))
            };
            asked.running.spawn(answering.in_current_span());
        }
        asked
    }

    /// Waits for some of the answers. What fails of them is the fault of the page.
    pub(crate) async fn wait_for(
        &mut self,
        numbers: &[usize],
        deadline: Instant,
    ) -> Result<(), Fault> {
        while numbers
            .iter()
            .any(|number| self.answers.is_pending(*number))
        {
            if !self.next(deadline).await {
                break;
            }
        }
        match numbers
            .iter()
            .find_map(|number| self.answers.failure(*number))
        {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }

    /// Waits for the next answer; false when there is none in time, and then there are none to come.
    pub(crate) async fn next(&mut self, deadline: Instant) -> bool {
        match timeout_at(deadline, self.running.join_next()).await {
            Ok(Some(Ok((number, answer)))) => {
                self.answers.answered(number, answer);
                true
            }
            // A task ends by itself or with all others.
            Ok(Some(Err(_))) => true,
            Ok(None) | Err(_) => {
                self.running.abort_all();
                self.answers.give_up();
                false
            }
        }
    }

    /// Takes what is there already.
    pub(crate) fn gather(&mut self) {
        while let Some(ended) = self.running.try_join_next() {
            if let Ok((number, answer)) = ended {
                self.answers.answered(number, answer);
            }
        }
    }
}

fn arguments(question: Question<'_>, values: &RequestValues) -> Arguments {
    let arguments = question.arguments().map(|(name, argument)| {
        let value = match argument {
            QuestionArgument::Value(value) => Argument::from(value),
            QuestionArgument::Request(name) => values.0.get(name).cloned().unwrap_or(Argument::Nil),
        };
        (name.to_owned(), value)
    });
    Arguments(arguments.collect())
}
