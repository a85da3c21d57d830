//! What fuzzers throw at SX: each target takes any bytes, and panics if something does not hold. The
//! fuzzers themselves are in `fuzz/`; the tests replay what they found.

use std::sync::{LazyLock, Mutex, mpsc};
use std::thread;

use serde_json::{Map, Value};

use super::comparison::{LIMITS, Verdict, compare_within};
use super::programs::{Generated, generate_from};
use super::{ProofHost, STACK_BYTES, functions};
use crate::environment::Environment;
use crate::format::format;
use crate::html::HtmlSink;
use crate::limits::Limits;
use crate::needs::NoNeeds;
use crate::patch::PatchSink;
use crate::program::{Program, RenderToken, Scene};
use crate::read::{self, Form};
use crate::source::Source;
use crate::url;
use crate::wire::{self, WireLimits, WireSink};

/// A target and its name.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("reader", reader),
    ("resolver", resolver),
    ("compiler", compiler),
    ("renderer", renderer),
    ("wire", wire),
    ("formatter", formatter),
    ("address", address),
];

/// What is thrown is text; other bytes are nobody's.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// Reading gives forms or a fault. Forms lie where their spans say, and come back from their text.
pub fn reader(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(forms) = read::read(0, text) else {
        return;
    };
    for form in &forms {
        within(form, text, 0..text.len());
        let printed = read::print(form);
        let Ok(again) = read::read(0, &printed) else {
            panic!("{printed:?} cannot be read")
        };
        assert_eq!(again.len(), 1, "{printed:?}");
        assert_eq!(read::print(&again[0]), printed);
    }
}

/// Each form lies within the one around it, at the borders of characters.
fn within(form: &Form, text: &str, around: std::ops::Range<usize>) {
    let (start, end) = (form.span.start as usize, form.span.end as usize);
    assert!(around.start <= start && end <= around.end && start < end);
    assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
    form.parts()
        .iter()
        .for_each(|part| within(part, text, start..end));
}

/// Whatever the sources are, all faults come back, and each can be shown.
pub fn resolver(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let functions = functions();
    let environment = Environment {
        tests: true,
        main: text.len().is_multiple_of(2),
        ..Environment::with_functions(&functions)
    };
    // Two layers of the same: everything is defined twice.
    let sources = [
        Source::new("a.sx", text),
        Source::new("b.sx", text).layer(1),
    ];
    if let Err(faults) = Program::compile(&sources, &environment) {
        assert!(!faults.is_empty());
        assert!(!faults.to_string().is_empty());
    }
}

/// Bytes choose a program: it compiles, and means what it says.
pub fn compiler(bytes: &[u8]) {
    let generated = generate_from(bytes);
    agree(generated, LIMITS);
}

/// Any source with any view, within limits as they are for strangers: HTML, patches and wire come out
/// or a fault, and the page is what the naive evaluator makes.
pub fn renderer(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let (view, source) = match text
        .strip_prefix(";;; view ")
        .and_then(|rest| rest.split_once('\n'))
    {
        Some((view, source)) => (serde_json::from_str(view).unwrap_or_default(), source),
        None => (Map::new(), text),
    };
    let source = match source.contains("~test:main") {
        true => source.to_owned(),
        false => {
            let names: Vec<&str> = view.keys().map(String::as_str).collect();
            format!("(defcomp ~test:main (&key {}) {source})", names.join(" "))
        }
    };
    render_everywhere(&source, &view);
    let generated = Generated {
        source,
        apart: None,
        is_sound: false,
        view,
        context: Map::new(),
    };
    agree(generated, STRANGERS);
}

/// Limits as they would be for somebody who is not trusted.
const STRANGERS: Limits = Limits {
    fuel: 20_000,
    depth: 32,
    output_bytes: 64 << 10,
    arena_bytes: 256 << 10,
};

fn render_everywhere(source: &str, view: &Map<String, Value>) {
    let functions = functions();
    let environment = Environment {
        unchecked: true,
        ..Environment::with_functions(&functions)
    };
    let Ok(program) = Program::compile(&[Source::new("a.sx", source)], &environment) else {
        return;
    };
    let host = ProofHost::default();
    let scene = Scene {
        host: &host,
        context: view,
        needs: &NoNeeds,
        limits: STRANGERS,
    };
    for name in program.components() {
        let Ok(page) = program.component(name) else {
            continue;
        };
        let token = RenderToken::mint;
        // A guard that has caught a limit may go on with a little more.
        let most = STRANGERS.output_bytes * 3;
        if let Ok(rendered) = program.render(page, view, &scene, token(), HtmlSink::new()) {
            assert!(rendered.page.as_str().len() < most);
        }
        let _ = program.render(page, view, &scene, token(), PatchSink::all());
        for sink in [WireSink::aser(), WireSink::aser_slot()] {
            if let Ok(rendered) = program.render(page, view, &scene, token(), sink) {
                let text = rendered.page.into_string();
                if let Err(error) = wire::decode(&text, WireLimits::default()) {
                    panic!("{error} in {text}")
                }
            }
        }
    }
}

/// The compiled path and the naive evaluator make the same of it.
fn agree(generated: Generated, limits: Limits) {
    let source = generated.source.clone();
    let (answer, answered) = mpsc::channel();
    let job = Job {
        generated,
        limits,
        answer,
    };
    let sent = JUDGE.lock().is_ok_and(|judge| judge.send(job).is_ok());
    match answered.recv() {
        Ok(Verdict::Differ { compiled, naive }) => {
            panic!("{source}\ncompiled: {compiled}\nnaive: {naive}")
        }
        Ok(_) => {}
        Err(_) => panic!("an evaluator panicked (sent: {sent})\n{source}"),
    }
}

struct Job {
    generated: Generated,
    limits: Limits,
    answer: mpsc::Sender<Verdict>,
}

/// One thread with room for the naive evaluator, for all that is compared: to make such a thread takes
/// longer than to compare.
static JUDGE: LazyLock<Mutex<mpsc::Sender<Job>>> = LazyLock::new(|| {
    let (sender, jobs) = mpsc::channel::<Job>();
    let judge = move || {
        for job in jobs {
            // Nobody waits for the answer any more when the fuzzer ends.
            let _ = job.answer.send(compare_within(&job.generated, job.limits));
        }
    };
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(judge);
    assert!(thread.is_ok(), "there is no room for a thread");
    Mutex::new(sender)
});

/// A wire is read or refused within its limits; what is read is written and read again as the same.
pub fn wire(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    for html in [true, false] {
        let limits = WireLimits {
            bytes: 64 << 10,
            nodes: 10_000,
            depth: 64,
            html,
        };
        let Ok(nodes) = wire::decode(text, limits) else {
            continue;
        };
        let written = wire::encode(&nodes);
        let again = wire::decode(&written, WireLimits::default());
        assert_eq!(again.as_ref(), Ok(&nodes), "{written}");
        let shown = wire::to_html(&nodes, &mut |call| Ok::<_, ()>(call.component.clone()));
        assert!(shown.is_ok());
    }
}

/// Formatting what is formatted changes nothing, and no form is another afterwards.
pub fn formatter(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(once) = format(&Source::new("a.sx", text)) else {
        return;
    };
    let twice = format(&Source::new("a.sx", once.as_str()));
    assert_eq!(twice.as_ref().ok(), Some(&once));
    let forms = |text: &str| -> Vec<String> {
        let forms = read::read(0, text).unwrap_or_default();
        forms.iter().map(read::print).collect()
    };
    assert_eq!(forms(text), forms(&once));
}

/// An address is read or refused; the one spelling of what was read reads as the same.
pub fn address(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    match url::parse(text) {
        Ok(expression) => {
            let spelt = expression.to_string();
            assert_eq!(url::parse(&spelt).as_ref(), Ok(&expression), "{spelt}");
            assert_eq!(
                url::parse(&spelt).map(|it| it.to_string()).as_deref(),
                Ok(spelt.as_str())
            );
            let reference = text.get(text.len() / 2..).unwrap_or(".");
            if let Ok(followed) = url::resolve(&expression, reference) {
                assert_eq!(url::parse(&followed.to_string()).as_ref(), Ok(&followed));
            }
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            let [before, wrong, after] = error.cut(text);
            assert_eq!(format!("{before}{wrong}{after}"), text);
        }
    }
}
