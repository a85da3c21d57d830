//! Host values: the derive macro, shapes, and what is tested at start.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use sx::{
    Decimal, Environment, HtmlSink, Limits, Program, Record, RenderErrorKind, RenderToken, Safe,
    Source, ToVal, Type, Val, View,
};

use crate::plain::{compiled, plain};

/// A newtype that templates see as what it wraps.
struct Slug(String);

impl ToVal for Slug {
    const TYPE: Type = Type::Str;
    fn to_val(&self) -> Val<'_> {
        self.0.to_val()
    }
}

#[derive(sx::Record)]
struct Tag {
    name: &'static str,
}

#[derive(sx::Record)]
struct Post<'a> {
    title: String,
    feature_image: Option<&'a str>,
    r#type: Cow<'a, str>,
    slug: Slug,
    words: usize,
    huge: u64,
    price: Decimal,
    rate: f64,
    published: bool,
    tags: Vec<Tag>,
    more: &'a [Tag],
    pair: [i32; 2],
    main_tag: Option<Box<Tag>>,
    shared: Arc<Tag>,
    html: Safe,
    data: serde_json::Value,
    extra: BTreeMap<String, i64>,
}

#[derive(sx::Record)]
struct Page<T> {
    inner: T,
}

fn post(more: &[Tag]) -> Post<'_> {
    Post {
        title: "A & B".into(),
        feature_image: None,
        r#type: Cow::Borrowed("post"),
        slug: Slug("a-b".into()),
        words: 7,
        huge: u64::MAX,
        price: Decimal::new(350, 2),
        rate: 0.1,
        published: true,
        tags: vec![Tag { name: "x" }, Tag { name: "y" }],
        more,
        pair: [1, 2],
        main_tag: Some(Box::new(Tag { name: "main" })),
        shared: Arc::new(Tag { name: "shared" }),
        html: Safe::trusted("<b>safe</b>"),
        data: json!({"a": [1, {"b": null}]}),
        extra: BTreeMap::from([("n".to_owned(), 5)]),
    }
}

fn render(text: &str, view: &dyn Record) -> Result<String, sx::RenderError> {
    let program = compiled(text);
    let page = program.component("~test:main").unwrap();
    let scene = plain(Limits::default());
    let rendered = program.render(page, view, &scene, RenderToken::mint(), HtmlSink::new());
    rendered.map(|html| html.page.into_string())
}

#[test]
fn every_kind_of_field_can_be_read() {
    let more = [Tag { name: "z" }];
    let page = Page { inner: post(&more) };
    let text = r#"(defcomp ~test:main (&key inner)
        (let ((p inner) (name (fn (tag) (get tag :name))))
          (join "|" (list (get p :title) (get p :feature-image) (get p :type) (get p :slug)
            (get p :words) (get p :huge) (get p :price) (get p :rate) (get p :published)
            (join "," (map name (get p :tags))) (join "," (map name (get p :more)))
            (join "," (get p :pair)) (get p :main-tag :name) (get p :shared :name)
            (json (get p :data)) (get p :extra :n)))))"#;
    let html = render(text, &page).unwrap();
    let wanted = "A &amp; B|post|a-b|7|18446744073709551615|3.50|0.1|true|x,y|z|1,2|main|shared|\
                  {\"a\":[1,{\"b\":null}]}|5";
    assert_eq!(html, wanted);
    let text = "(defcomp ~test:main (&key inner) (p (get inner :html)))";
    assert_eq!(render(text, &page).unwrap(), "<p><b>safe</b></p>");
}

/// A menu: structs that hold themselves.
#[derive(sx::Record)]
struct Branch {
    label: String,
    children: Vec<Branch>,
    twin: Option<Box<Branch>>,
}

#[test]
fn a_struct_that_holds_itself_has_a_shape() {
    let field = |name: &str| Branch::shape().fields()[Branch::shape().index_of(name).unwrap()];
    let item = field("children").ty.item().unwrap();
    assert_eq!((item.ty, item.optional), (Type::record::<Branch>(), false));
    assert_eq!(field("twin").ty, item.ty);
    assert_eq!(item.ty.shape().unwrap().fields(), Branch::shape().fields());
}

#[test]
fn shapes_tell_names_types_and_what_may_be_nil() {
    let shape = Post::shape();
    assert_eq!(shape.name(), "Post");
    let field = |name: &str| shape.fields()[shape.index_of(name).unwrap()];
    assert_eq!(
        (field("title").ty, field("title").optional),
        (Type::Str, false)
    );
    assert_eq!(
        (field("feature-image").ty, field("feature-image").optional),
        (Type::Str, true)
    );
    assert_eq!(field("type").ty, Type::Str);
    assert_eq!(field("slug").ty, Type::Str);
    assert_eq!(field("words").ty, Type::Int);
    assert_eq!(field("tags").ty, Type::list_of::<Tag>());
    assert_eq!(field("more").ty.to_string(), "[Tag]");
    assert_eq!(field("pair").ty.to_string(), "[Int]");
    assert_ne!(field("pair").ty, field("tags").ty);
    assert_eq!(
        (field("main-tag").ty, field("main-tag").optional),
        (Type::record::<Tag>(), true)
    );
    assert_eq!(field("shared").ty.shape().unwrap().name(), "Tag");
    assert_eq!(field("html").ty, Type::Safe);
    assert_eq!(
        (field("data").ty, field("data").optional),
        (Type::Any, true)
    );
    assert!(std::ptr::eq(
        <Page<Tag> as View>::SHAPE,
        Page::<Tag>::shape()
    ));
}

#[test]
fn host_text_is_borrowed_not_copied() {
    let post = post(&[]);
    let Some(Val::Str(title)) = post.get("title") else {
        panic!("no title")
    };
    assert!(std::ptr::eq(title, post.title.as_str()));
}

#[derive(sx::Record)]
struct Good {
    title: String,
    lede: Option<String>,
    count: i64,
}

#[derive(sx::Record)]
struct Bad {
    titel: String,
    lede: Option<String>,
    count: String,
}

const CHECKED: &str = r#"(defcomp ~test:main (&key title (lede Str nil) (count Int) (kind "x"))
    (p title lede count kind))"#;

#[test]
fn a_view_is_tested_against_its_page_at_start() {
    let program = compiled(CHECKED);
    let page = program.component("~test:main").unwrap();
    program.check_props(page, Good::shape()).unwrap();
    let faults = program.check_props(page, Bad::shape()).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "page.sx:1:10: `~test:main` needs `title`, which `Bad` does not have\n  \
         |\n1 | (defcomp ~test:main (&key title (lede Str nil) (count Int) (kind \"x\"))\n  \
         |          ^^^^^^^^^^\n  help: did you mean `titel`?\n\n\
         page.sx:1:10: `~test:main` takes `count` as Int; in `Bad` it is Str\n  \
         |\n1 | (defcomp ~test:main (&key title (lede Str nil) (count Int) (kind \"x\"))\n  \
         |          ^^^^^^^^^^"
    );
    let view = Good {
        title: "T".into(),
        lede: None,
        count: 3,
    };
    assert_eq!(render(CHECKED, &view).unwrap(), "<p>T3x</p>");
}

#[test]
fn an_optional_field_does_not_fill_a_typed_required_parameter() {
    let text = "(defcomp ~test:main (&key (lede Str)) (p lede))";
    let program = compiled(text);
    let page = program.component("~test:main").unwrap();
    let faults = program.check_props(page, Good::shape()).unwrap_err();
    assert!(faults[0].message.contains("may be nil"), "{faults}");
    assert_eq!(
        faults[0].help.as_deref(),
        Some("write `(lede Str?)` if the template can do without it")
    );
}

#[test]
fn a_view_without_a_field_ends_the_render() {
    let view = Bad {
        titel: "T".into(),
        lede: None,
        count: "3".into(),
    };
    let error = render(CHECKED, &view).unwrap_err();
    assert_eq!(error.kind, RenderErrorKind::Page);
    assert_eq!(
        error.message,
        "the view of `~test:main` has no field `title`"
    );
    assert_eq!(error.help.as_deref(), Some("did you mean `titel`?"));
}

#[test]
fn one_place_reads_records_of_several_shapes() {
    #[derive(sx::Record)]
    struct A {
        x: i64,
        name: &'static str,
    }
    #[derive(sx::Record)]
    struct B {
        name: &'static str,
    }
    struct Mixed(Vec<Box<dyn Record>>);
    impl Record for Mixed {
        fn shape(&self) -> Option<&'static sx::Shape> {
            None
        }
        fn field(&self, _index: usize) -> Val<'_> {
            Val::Nil
        }
        fn get(&self, key: &str) -> Option<Val<'_>> {
            (key == "items").then_some(Val::List(self))
        }
    }
    impl sx::List for Mixed {
        fn len(&self) -> usize {
            self.0.len()
        }
        fn item(&self, index: usize) -> Val<'_> {
            Val::Rec(&*self.0[index])
        }
    }
    let free = json!({"name": "free"}).as_object().unwrap().clone();
    let view = Mixed(vec![
        Box::new(A { x: 1, name: "a" }),
        Box::new(B { name: "b" }),
        Box::new(free),
        Box::new(A { x: 2, name: "c" }),
    ]);
    let text = "(defcomp ~test:main (&key items) (map (fn (r) (get r :name)) items))";
    assert_eq!(render(text, &view).unwrap(), "abfreec");
}

#[test]
fn a_component_of_another_program_is_refused() {
    let one = compiled(CHECKED);
    let sources = [Source::new("other.sx", CHECKED)];
    let other = Program::compile(&sources, &Environment::default()).unwrap();
    let page = one.component("~test:main").unwrap();
    let scene = plain(Limits::default());
    let error = other
        .render(page, &(), &scene, RenderToken::mint(), HtmlSink::new())
        .unwrap_err();
    assert_eq!(error.kind, RenderErrorKind::Page);
    assert!(other.check_props(page, Good::shape()).is_err());
    assert_ne!(one.hash(), other.hash());
}

#[test]
fn a_higher_layer_overrides_a_component() {
    let shared = "(defcomp ~shared:a () (p \"shared\")) (defcomp ~test:main () (~shared:a))";
    let app = "(defcomp ~shared:a (&key (x 1)) (b \"app\" x))";
    for sources in [
        [
            Source::new("shared.sx", shared),
            Source::new("app.sx", app).layer(1),
        ],
        [
            Source::new("app.sx", app).layer(1),
            Source::new("shared.sx", shared),
        ],
    ] {
        let program = Program::compile(&sources, &Environment::default()).unwrap();
        let page = program.component("~test:main").unwrap();
        let scene = plain(Limits::default());
        let html = program.render(page, &(), &scene, RenderToken::mint(), HtmlSink::new());
        assert_eq!(html.unwrap().page.as_str(), "<b>app1</b>");
    }
    let error = compiled(shared);
    assert_eq!(
        error.component("~shared:b").unwrap_err().help.as_deref(),
        Some("did you mean `~shared:a`?")
    );
}
