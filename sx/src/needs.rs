//! Answers to what templates need, and parts of pages that wait for theirs.

use crate::datum::Datum;
use crate::resolve::{Need, NeedArgument};
use crate::sink::Format;
use crate::source::{Location, Source};
use crate::value::{ToVal, Val};

/// Gives a render the answers to its program's questions, by their number: see
/// [`Program::needs`](crate::Program::needs).
pub trait Needs {
    /// The answer to the question `index`.
    fn answer(&self, index: usize) -> Answer<'_>;
}

/// What is known of a question when a render comes to it.
#[derive(Clone, Copy, Debug)]
pub enum Answer<'a> {
    /// The answer.
    Ready(Val<'a>),
    /// It will come later: a `defer` shows its fallback until then, anything else fails.
    Pending,
    /// It could not be answered, and why.
    Failed(&'a str),
}

/// For renders of pages that need nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNeeds;

impl Needs for NoNeeds {
    fn answer(&self, _index: usize) -> Answer<'_> {
        Answer::Failed("this render was given no answers")
    }
}

/// A question to the host, known when templates are compiled.
#[derive(Clone, Copy, Debug)]
pub struct Question<'p> {
    pub(crate) index: usize,
    pub(crate) need: &'p Need,
    pub(crate) sources: &'p [Source],
}

/// What a question is asked with.
#[derive(Clone, Copy, Debug)]
pub enum QuestionArgument<'p> {
    /// A value that the template wrote out.
    Value(Val<'p>),
    /// Something of the request, by its name: `@slug` is `slug`.
    Request(&'p str),
}

impl<'p> Question<'p> {
    /// The number by which [`Needs::answer`] is asked.
    pub fn index(self) -> usize {
        self.index
    }

    /// The name of the query.
    pub fn query(self) -> &'p str {
        &self.need.query
    }

    /// Where it is asked; of equal ones, where first.
    pub fn location(self) -> Location {
        Location::of(self.need.span, self.sources)
    }

    /// The arguments by name, in alphabetical order.
    pub fn arguments(self) -> impl Iterator<Item = (&'p str, QuestionArgument<'p>)> {
        self.need.arguments.iter().map(|(name, argument)| {
            let argument = match argument {
                NeedArgument::Constant(datum) => QuestionArgument::Value(datum.to_val()),
                NeedArgument::Request(name) => QuestionArgument::Request(name),
            };
            (&**name, argument)
        })
    }
}

/// A part of a page that waits for what it needs. It is rendered once, by [`Program::resume`](crate::Program::resume),
/// which takes it.
///
/// ```compile_fail,E0382
/// # fn resumed(program: &sx::Program, part: sx::Deferred, scene: &sx::Scene<'_>) {
/// let once = program.resume(part, scene, sx::HtmlSink::new());
/// let again = program.resume(part, scene, sx::HtmlSink::new());
/// # }
/// ```
///
/// ```compile_fail,E0599
/// # fn copied(part: sx::Deferred) {
/// let second = part.clone();
/// # }
/// ```
#[derive(Debug)]
#[must_use = "the page shows a fallback in its place until it is rendered"]
pub struct Deferred {
    /// The hash of the program that it belongs to.
    pub(crate) program: u64,
    /// The format of its page: the code of another has other procedures.
    pub(crate) format: Format,
    pub(crate) proc: u32,
    pub(crate) captured: Vec<Datum>,
    pub(crate) needs: Vec<usize>,
    pub(crate) id: String,
    /// Its share of what its page left of the limits.
    pub(crate) fuel: u64,
    pub(crate) output_bytes: usize,
}

impl Deferred {
    /// What names its place in the page, unique in the response.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The questions that it waits for, by number.
    pub fn needs(&self) -> &[usize] {
        &self.needs
    }
}
