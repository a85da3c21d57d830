//! The checker itself: types through host structs, what it stays quiet about, and sources that would make it
//! run away.

use std::fmt::Write;

use sx::{Diagnostics, Environment, PageView, Source, View};

/// A menu: a struct that holds itself.
#[derive(sx::Record)]
struct ItemView {
    label: String,
    href: Option<String>,
    children: Vec<ItemView>,
}

#[derive(sx::Record)]
struct MenuView {
    items: Vec<ItemView>,
    featured: Option<FeaturedView>,
}

#[derive(sx::Record)]
struct FeaturedView {
    item: ItemView,
}

fn check(text: &str) -> Diagnostics {
    let views = [PageView {
        component: "~a:menu",
        shape: MenuView::SHAPE,
        route: "GET /",
    }];
    let environment = Environment {
        views: &views,
        ..Environment::default()
    };
    sx::check(&[Source::new("menu.sx", text)], &environment)
}

#[test]
fn structs_that_hold_themselves_are_followed_as_deep_as_the_template_goes() {
    let right = "(defcomp ~a:menu (&key items) (map (fn (item) (~a:item :item item)) items))
        (defcomp ~a:item (&key (item ItemView))
          (li (a :href (get item :href) (get item :label))
            (ul (map (fn (child) (~a:item :item child)) (get item :children)))))";
    assert_eq!(check(right).to_string(), "");
    let wrong = right.replace(
        "(get item :label)",
        "(get item :children 0 :children 0 :lable)",
    );
    assert_eq!(check(&wrong)[0].message, "`ItemView` has no field `:lable`");
}

#[test]
fn a_struct_is_known_by_name_in_annotations() {
    let text = "(defcomp ~a:menu (&key (items [ItemView])) (~a:names :items items))
        (defcomp ~a:names (&key (items [Str])) (join \", \" items))";
    let faults = check(text);
    assert_eq!(
        faults[0].message,
        "`:items` of `~a:names` is [Str], found [ItemView]"
    );
    assert_eq!(faults.len(), 1);
}

/// What may be `nil` is quiet behind every test that may have looked at it.
#[test]
fn behind_a_test_nothing_is_said_of_nil() {
    let quiet = [
        "(when (get item :href) (~a:link :href (get item :href)))",
        "(if (nil? (get item :href)) nil (~a:link :href (get item :href)))",
        "(unless (not (get item :href)) (~a:link :href (get item :href)))",
        "(and (get item :href) (~a:link :href (get item :href)))",
        "(let ((href (get item :href))) (when href (~a:link :href href)))",
        "(let ((has (not (nil? (get item :href))))) (when has (~a:link :href (get item :href))))",
        "(~a:link :href (or (get item :href) \"/\"))",
        "(when (get item :href) (div (~a:passed :item item)))",
        "(~a:flag :has (not (nil? (get item :href))) :item item)",
    ];
    for body in quiet {
        let text = format!(
            "(defcomp ~a:menu (&key items) (map (fn (item) {body}) items))
             (defcomp ~a:passed (&key item) (~a:link :href (get item :href)))
             (defcomp ~a:flag (&key has item) (when has (~a:link :href (get item :href))))
             (defcomp ~a:link (&key (href Str)) (a :href href))"
        );
        assert_eq!(check(&text).to_string(), "", "{body}");
    }
    let loud = "(defcomp ~a:menu (&key items)
          (map (fn (item) (~a:link :href (get item :href))) (filter (fn (item) (get item :label)) items))
          (map (fn (item) (~a:link :href (get item :href))) items))
        (defcomp ~a:link (&key (href Str)) (a :href href))";
    assert_eq!(check(loud).len(), 1);
}

/// What is read of nothing is nothing: a page whose record is not there would fail at the component that wants one.
#[test]
fn a_field_of_what_may_be_nil_may_be_nil() {
    let text = |body: &str| {
        format!(
            "(defcomp ~a:menu (&key items featured) {body})
             (defcomp ~a:names (&key (items [ItemView])) (ul (map (fn (item) (li (get item :label))) items)))"
        )
    };
    let loud = check(&text("(~a:names :items (get featured :item :children))"));
    let messages: Vec<&str> = loud.iter().map(|fault| &*fault.message).collect();
    assert_eq!(
        messages,
        ["`:items` of `~a:names` is [ItemView], and this may be nil"]
    );
    for quiet in [
        "(when featured (~a:names :items (get featured :item :children)))",
        "(let ((children (get featured :item :children))) (when children (~a:names :items children)))",
        "(map (fn (item) (li (get item :label))) (get featured :item :children))",
    ] {
        assert_eq!(check(&text(quiet)).to_string(), "", "{quiet}");
    }
}

/// Nothing is said about branches that no call takes.
#[test]
fn a_component_for_several_types_is_looked_at_for_each() {
    let text = "(defcomp ~a:menu (&key items) (<> (~a:show :value items) (~a:show :value 3) (~a:show :value nil)
          (~a:show :value \"x\") (~a:show :value {:label \"x\"})))
        (defcomp ~a:show (&key value)
          (cond ((nil? value) (p))
                ((list? value) (ul (map (fn (item) (li (get item :label))) value)))
                ((record? value) (p (get value :label)))
                ((string? value) (p (upper value)))
                (else (p (+ value 1)))))";
    assert_eq!(check(text).to_string(), "");
}

#[test]
fn types_that_grow_with_every_call_end() {
    let text = "(defcomp ~a:menu (&key items) (~a:wrap :value items))
        (defcomp ~a:wrap (&key value)
          (div (~a:wrap :value {:inner value}) (~a:wrap :value [value]) (~a:wrap :value (list value value))
            (let ((again (fn (f x) (f f [x])))) (p (again (fn (go y) (go go {:y y})) value)))
            (p (reduce (fn (all x) (list all x)) [] [1 2]))))";
    assert_eq!(check(text).to_string(), "");
}

/// Each component calls the next with two types: looking at each combination would never end.
#[test]
fn combinations_of_types_do_not_multiply() {
    let mut text = String::from("(defcomp ~a:menu (&key items) (~a:c0 :a items :b 1))\n");
    for number in 0..200 {
        let next = number + 1;
        let _ = writeln!(
            text,
            "(defcomp ~a:c{number} (&key a b) (div (~a:c{next} :a [a] :b b) (~a:c{next} :a a :b {{:b b}}) (~a:c{next} :a b :b a)))"
        );
    }
    text.push_str("(defcomp ~a:c200 (&key a b) (p (upper 3)))");
    let faults = check(&text);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].stack().len(), 202);
}

#[test]
fn functions_in_functions_do_not_multiply() {
    let mut text = String::from("(defcomp ~a:menu (&key items) (let* ((f0 (fn (x) (str x)))\n");
    for number in 1..900 {
        let last = number - 1;
        let _ = writeln!(
            text,
            "(f{number} (fn (x) (str (f{last} [x]) (f{last} {{:x x}}) (f{last} x))))"
        );
    }
    text.push_str(") (p (f899 items))))");
    // At the bottom lists are joined, which is found, however many ways lead there.
    let faults = check(&text);
    let messages: Vec<&str> = faults.iter().map(|fault| &*fault.message).collect();
    let found = ["[[List]]", "Rec", "[Rec]"]
        .map(|found| format!("`str`: expected Str, a number or Bool, found {found}"));
    assert_eq!(messages, found);
}

#[test]
fn deep_nesting_in_deep_calls_ends() {
    let nested = |name: &str| format!("{}({name} x){}", "(str ".repeat(100), ")".repeat(100));
    let mut text = String::from("(defcomp ~a:menu (&key items) (let* ((f0 (fn (x) (str x)))\n");
    for number in 1..60 {
        let body = nested(&format!("f{}", number - 1));
        let _ = writeln!(text, "(f{number} (fn (x) {body}))");
    }
    text.push_str(") (p (f59 1))))");
    assert_eq!(check(&text).to_string(), "");
}

#[test]
fn functions_that_know_each_other_are_followed() {
    let text = "(defcomp ~a:menu (&key items)
          (letrec ((show (fn (item) (li (get item :label) (below (get item :children)))))
                   (below (fn (items) (ul (map (fn (item) (show item)) items)))))
            (below items))
          (let again ((left items))
            (unless (empty? left) (p (get (first left) :lable)) (again (rest left)))))";
    let faults = check(text);
    assert_eq!(faults.len(), 1, "{faults}");
    assert_eq!(faults[0].message, "`ItemView` has no field `:lable`");
}

#[test]
fn what_a_test_wants_to_fail_may_fail() {
    let environment = Environment {
        tests: true,
        ..Environment::default()
    };
    let check = |text: &str| sx::check(&[Source::new("tests.sx", text)], &environment);
    let assertion = "(+ 1 (upper \"two\"))";
    let faults = check(&format!("(deftest \"sums\" (equal 3 {assertion}))"));
    assert_eq!(faults[0].message, "`+`: expected a number, found Str");
    let faults = check(&format!(
        "(deftest \"sums\" (fails {assertion} \"a number\"))"
    ));
    assert_eq!(faults.to_string(), "");
}

#[test]
fn a_list_type_with_a_mark_takes_nil() {
    let text = |ty: &str| {
        format!(
            "(defcomp ~a:menu (&key items) (~a:names :names (if (empty? items) nil nil)))
             (defcomp ~a:names (&key (names {ty})) (p (join \", \" names)))"
        )
    };
    assert_eq!(check(&text("[Str]?")).to_string(), "");
    assert_eq!(check(&text("[Str?]? nil")).to_string(), "");
    assert_eq!(
        check(&text("[Str]"))[0].message,
        "`:names` of `~a:names` is [Str], found nil"
    );
    let formatted = sx::format(&Source::new("a.sx", text("[Str]?"))).unwrap();
    assert!(formatted.contains("(names [Str]?)"), "{formatted}");
}

#[test]
fn a_list_that_is_empty_has_no_item_behind_a_test_either() {
    let names = "(defcomp ~a:names (&key names)
           (unless (empty? names) (ul (map (fn (name) (~a:name :name name)) names))))
         (defcomp ~a:name (&key (name Str)) (li name))";
    let menu = |list: &str| {
        check(&format!(
            "(defcomp ~a:menu (&key items) (~a:names :names {list})) {names}"
        ))
    };
    assert_eq!(menu("(list)").to_string(), "");
    assert_eq!(
        menu("[1]")[0].message,
        "`:name` of `~a:name` is Str, found Int"
    );
}

/// Two structs that hold each other, and two more that have the same fields but for one type.
mod shelves {
    #[derive(sx::Record)]
    pub(super) struct Shelf {
        pub(super) books: Vec<Book>,
        pub(super) number: i64,
    }

    #[derive(sx::Record)]
    pub(super) struct Book {
        pub(super) shelves: Vec<Shelf>,
    }

    #[derive(sx::Record)]
    pub(super) struct NamedShelf {
        pub(super) books: Vec<FoundBook>,
        pub(super) number: String,
    }

    #[derive(sx::Record)]
    pub(super) struct FoundBook {
        pub(super) shelves: Vec<NamedShelf>,
    }

    #[derive(sx::Record)]
    pub(super) struct Page {
        pub(super) shelf: NamedShelf,
        pub(super) book: FoundBook,
    }
}

/// While a shelf is taken to fit, its books do; that it does not is found after them.
#[test]
fn what_fits_only_if_something_else_does_is_looked_at_again() {
    let text =
        "(defcomp ~a:page (&key shelf book) (<> (~a:shelf :shelf shelf) (~a:book :book book)))
        (defcomp ~a:shelf (&key (shelf Shelf)) (p (get shelf :number)))
        (defcomp ~a:book (&key (book Book)) (p (len (get book :shelves))))
        (defcomp ~a:known (&key books number) (p number (len books)))";
    let page = |component, shape| PageView {
        component,
        shape,
        route: "GET /",
    };
    let views = [
        page("~a:page", shelves::Page::SHAPE),
        page("~a:known", shelves::Shelf::SHAPE),
    ];
    let environment = Environment {
        views: &views,
        ..Environment::default()
    };
    let faults = sx::check(&[Source::new("shelves.sx", text)], &environment);
    let messages: Vec<&str> = faults.iter().map(|fault| &*fault.message).collect();
    assert_eq!(
        messages,
        [
            "`:shelf` of `~a:shelf` is Shelf, found NamedShelf",
            "`:book` of `~a:book` is Book, found FoundBook",
        ]
    );
}
