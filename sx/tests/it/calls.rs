//! Pages that Rust code puts together out of components: one render, each call once.

use std::sync::Arc;

use sx::url::{PageFunction, PageFunctions, parse};
use sx::{
    ComponentCall, HtmlSink, Limit, Limits, Program, Record, RenderError, RenderErrorKind,
    RenderToken, WireSink,
};

use crate::plain::{compiled, plain};

const SOURCE: &str = r#"
(defcomp ~docs:page (&key title (content Slot nil))
  (main (h1 title) (if content content "nothing inside")))
(defcomp ~docs:list (&key name (page Int 1) (content Slot nil))
  (section :title name (b page) content (when (= page 1) "first")))
(defcomp ~docs:twice (&key content) (<> content content))
(defcomp ~docs:leaf (&key (words "by default") (shown (upper words))) (p shown))
"#;

#[derive(sx::Record)]
struct Page<'a> {
    title: &'a str,
    content: Option<ComponentCall<'a>>,
}

#[derive(sx::Record)]
struct List<'a> {
    name: &'a str,
    page: Option<i64>,
    content: Option<ComponentCall<'a>>,
}

#[derive(sx::Record)]
struct Leaf {
    words: &'static str,
}

#[derive(sx::Record)]
struct Nothing {}

fn program() -> Arc<Program> {
    compiled(SOURCE)
}

fn rendered(program: &Program, page: &str, view: &dyn Record) -> Result<String, RenderError> {
    let page = program.component(page).unwrap();
    let scene = plain(Limits::default());
    let html = program.render(page, view, &scene, RenderToken::mint(), HtmlSink::new())?;
    Ok(html.page.into_string())
}

#[test]
fn calls_are_written_where_their_slots_are() {
    let program = program();
    let leaf = program.call("~docs:leaf", Leaf { words: "a < b" }).unwrap();
    let list = List {
        name: "x",
        page: Some(1),
        content: Some(leaf),
    };
    let content = Some(program.call("~docs:list", list).unwrap());
    let view = Page {
        title: "Docs",
        content,
    };
    assert_eq!(
        rendered(&program, "~docs:page", &view).unwrap(),
        "<main><h1>Docs</h1><section title=\"x\"><b>1</b><p>A &lt; B</p>first</section></main>"
    );
    let view = Page {
        title: "Docs",
        content: None,
    };
    assert_eq!(
        rendered(&program, "~docs:page", &view).unwrap(),
        "<main><h1>Docs</h1>nothing inside</main>"
    );
}

#[test]
fn what_a_view_does_not_have_is_the_default() {
    let program = program();
    let content = Some(program.call("~docs:leaf", Nothing {}).unwrap());
    let view = Page { title: "", content };
    assert_eq!(
        rendered(&program, "~docs:page", &view).unwrap(),
        "<main><h1></h1><p>BY DEFAULT</p></main>"
    );
    let content = Some(program.call("~docs:list", Nothing {}).unwrap());
    let failed = rendered(&program, "~docs:page", &Page { title: "", content }).unwrap_err();
    assert_eq!(
        failed.message,
        "the view of `~docs:list` has no field `name`"
    );
    assert_eq!(failed.stack.last().unwrap().component, "~docs:page");
}

#[test]
fn a_call_is_carried_out_once() {
    let program = program();
    let content = Some(program.call("~docs:leaf", Nothing {}).unwrap());
    let view = Page { title: "", content };
    let failed = rendered(&program, "~docs:twice", &view).unwrap_err();
    assert_eq!(failed.message, "this content is written a second time");
    // Nor in a second render.
    let content = Some(program.call("~docs:leaf", Nothing {}).unwrap());
    let view = Page { title: "", content };
    rendered(&program, "~docs:page", &view).unwrap();
    assert!(rendered(&program, "~docs:page", &view).is_err());
}

#[test]
fn a_call_belongs_to_its_program() {
    let other = compiled("(defcomp ~docs:other () (p))");
    let content = Some(other.call("~docs:other", Nothing {}).unwrap());
    let failed = rendered(&program(), "~docs:page", &Page { title: "", content }).unwrap_err();
    assert_eq!(
        failed.message,
        "the call of `~docs:other` was made for another program"
    );
    assert!(
        program()
            .call("~docs:laef", Nothing {})
            .unwrap_err()
            .help
            .unwrap()
            .contains("~docs:leaf")
    );
}

#[test]
fn calls_in_calls_are_as_deep_as_a_render_may_be() {
    let program = program();
    let mut content = None;
    for _ in 0..1_000 {
        let list = List {
            name: "x",
            page: None,
            content,
        };
        content = Some(program.call("~docs:list", list).unwrap());
    }
    let failed = rendered(&program, "~docs:page", &Page { title: "", content }).unwrap_err();
    assert_eq!(failed.kind, RenderErrorKind::Limit(Limit::Depth));
}

#[test]
fn a_wire_has_what_the_call_made() {
    let program = program();
    let leaf = program.call("~docs:leaf", Leaf { words: "a" }).unwrap();
    let list = List {
        name: "x",
        page: Some(2),
        content: Some(leaf),
    };
    let content = Some(program.call("~docs:list", list).unwrap());
    let view = Page {
        title: "Docs",
        content,
    };
    let page = program.component("~docs:page").unwrap();
    let scene = plain(Limits::default());
    let wire = program.render(page, &view, &scene, RenderToken::mint(), WireSink::aser());
    assert_eq!(
        wire.unwrap().page.as_str(),
        r#"(main (h1 "Docs") (section :title "x" (b "2") (p "A")))"#
    );
}

#[test]
fn the_arguments_of_an_address_are_a_view() {
    let functions = PageFunctions::new([
        PageFunction::new("page", "~docs:page")
            .word("title")
            .content("content"),
        PageFunction::new("list", "~docs:list")
            .within("page")
            .word("name")
            .number("page"),
    ]);
    let (functions, program) = (functions.unwrap(), program());
    let address = parse("(page.A%20&%20B.(list.x.:page.7))").unwrap();
    let page = functions.resolve(&address).unwrap().unwrap();
    let inner = page.content().unwrap();
    let list = program.call(inner.function().component(), inner.view(None));
    let view = page.view(Some(list.unwrap()));
    assert_eq!(
        rendered(&program, page.function().component(), &view).unwrap(),
        "<main><h1>A &amp; B</h1><section title=\"x\"><b>7</b></section></main>"
    );
}
