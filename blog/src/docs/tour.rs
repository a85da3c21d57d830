//! A component taken apart: every stage from its source to bytes, by the code that draws pages.

use std::sync::LazyLock;

use sx::{ComponentCall, Definition, Diagnostic, Diagnostics, HtmlSink, Program, Safe, WireSink};
use web::{Example, Template, ViewCheck};

use super::Drawing;
use super::code::{PieceView, code, markup};

/// The page.
const NAME: &str = "~blog:docs/geography";
const GEOGRAPHY: Template<GeographyView<'_>> = Template::new(NAME);

pub(super) fn views() -> [ViewCheck; 1] {
    [GEOGRAPHY.check()]
}

/// What is taken apart.
const SOURCE: &str = "\
(defcomp ~demo:price (&key amount)
  (b (money amount \"GBP\")))

; A loaf on the shelf.
(defcomp ~demo:loaf (&key name price)
  (li :class \"loaf\" name \" \" (~demo:price :amount price)))

(ul
  (~demo:loaf :name \"Rye & caraway\" :price 420)
  (~demo:loaf :name \"Milk loaf\" :price 350))";

/// The same with a slip of the fingers.
const MISTAKEN: [&str; 2] = [":price 420", ":prise 420"];

/// `~blog:docs/geography`
#[derive(sx::Record)]
pub(super) struct GeographyView<'a> {
    tour: Option<TourView>,
    content: Option<ComponentCall<'a>>,
}

/// What each stage made.
#[derive(sx::Record)]
struct TourView {
    source: Vec<PieceView>,
    forms: Vec<PieceView>,
    mistake: String,
    instructions: Vec<InstructionView>,
    html: Vec<PieceView>,
    shown: Safe,
    wire: Vec<PieceView>,
    definitions: Vec<DefinitionView>,
}

#[derive(sx::Record)]
struct InstructionView {
    markup: String,
    op: String,
}

#[derive(sx::Record)]
struct DefinitionView {
    name: String,
    hash: String,
    /// Where this app serves it.
    href: String,
}

/// The tour, or the page that stands in its place.
pub(super) fn view<'a>(
    drawing: &Drawing<'_>,
    content: Option<ComponentCall<'a>>,
) -> Result<GeographyView<'a>, Diagnostic> {
    let tour = match content {
        Some(_) => None,
        None => Some(tour(drawing)?),
    };
    Ok(GeographyView { tour, content })
}

fn tour(drawing: &Drawing<'_>) -> Result<TourView, Diagnostic> {
    let mut tour = TourView {
        source: code(SOURCE, None),
        forms: Vec::new(),
        mistake: MISTAKE.clone(),
        instructions: Vec::new(),
        html: Vec::new(),
        shown: Safe::default(),
        wire: Vec::new(),
        definitions: definitions(drawing.program)?,
    };
    let example = match &*EXAMPLE {
        Ok(example) => example,
        Err(faults) => {
            tour.mistake = faults.to_string();
            return Ok(tour);
        }
    };
    let program = example.program();
    let own = |name: &str| name.starts_with("~demo:");
    let mut forms = String::new();
    for definition in program.definitions().iter().filter(|it| own(&it.name)) {
        forms.push_str(&definition.text);
        forms.push('\n');
    }
    tour.forms = code(forms.trim_end(), None);
    let listing = program.listing(sx::MAIN).unwrap_or_default();
    tour.instructions = listing.into_iter().map(InstructionView::of).collect();
    let html = example.render(drawing.cx, HtmlSink::new());
    match html {
        Ok(html) => {
            tour.html = markup(html.as_str());
            // Our own source, carried out by our own program.
            tour.shown = Safe::trusted(html.into_string());
        }
        Err(fault) => tour.html = markup(&fault),
    }
    let wire = example.render(drawing.cx, WireSink::aser());
    let wire = wire.map_or_else(|fault| fault, |wire| wire.as_str().to_owned());
    tour.wire = code(&wire, None);
    Ok(tour)
}

/// Those of this documentation that the page of the tour calls.
fn definitions(program: &Program) -> Result<Vec<DefinitionView>, Diagnostic> {
    let called = program.manifest(program.component(NAME)?).definitions;
    let own = called
        .into_iter()
        .filter(|it| it.name.starts_with("~blog:docs/"));
    let view = |definition: &Definition| DefinitionView {
        name: definition.name.clone(),
        hash: definition.hash.clone(),
        href: format!("/sx/d/{}.sx", definition.hash),
    };
    Ok(own.map(view).collect())
}

impl InstructionView {
    fn of(line: sx::Instruction) -> Self {
        Self {
            markup: line.markup,
            op: line.op,
        }
    }
}

/// What is taken apart, compiled.
static EXAMPLE: LazyLock<Result<Example, Diagnostics>> = LazyLock::new(|| Example::compile(SOURCE));

/// What the compiler says of the mistake.
static MISTAKE: LazyLock<String> = LazyLock::new(|| {
    let [right, wrong] = MISTAKEN;
    match Example::compile(&SOURCE.replacen(right, wrong, 1)) {
        Ok(_) => String::new(),
        Err(faults) => faults.to_string(),
    }
});
