//! Macros that would make more than a compilation can hold. Each is refused, and told of once.

use sx::{Environment, Source, check};

/// The messages of a compilation.
fn messages(text: &str) -> Vec<String> {
    let faults = check(&[Source::new("macros.sx", text)], &Environment::default());
    faults.iter().map(|fault| fault.message.clone()).collect()
}

const TOO_MANY: &str = "macros make more than 100000 forms here";

#[test]
fn a_macro_without_arguments_that_doubles_ends() {
    let text = "(defmacro m () `(<> (m) (m)))
                (defcomp ~a:b () (p (m)))";
    assert_eq!(messages(text), ["`m` calls itself without end"]);
}

#[test]
fn macros_that_only_double_each_other_end() {
    let mut text = String::from("(defmacro m0 () `\"x\")\n");
    for level in 1..40 {
        let below = level - 1;
        text += &format!("(defmacro m{level} () `(<> (m{below}) (m{below})))\n");
    }
    text += "(defcomp ~a:b () (p (m39)))";
    assert_eq!(messages(&text), [TOO_MANY]);
}

#[test]
fn a_macro_that_doubles_and_nests_ends() {
    let text = "(defmacro m () `(p (b (i (u (m) (m))))))
                (defcomp ~a:b () (m))";
    assert_eq!(messages(text), ["forms are nested deeper than 160"]);
}

#[test]
fn long_text_counts() {
    let template = ",x ".repeat(100);
    let text = format!(
        "(defmacro m (x) `(<> {template}))
         (defcomp ~a:b () (p (m \"{}\")))",
        "a".repeat(20_000)
    );
    assert_eq!(messages(&text), [TOO_MANY]);
}

#[test]
fn what_a_template_quotes_counts() {
    for quoted in [
        format!("(quote ({}))", "1 ".repeat(1_000)),
        format!("'({})", "1 ".repeat(1_000)),
        format!("\"{}\"", "a".repeat(16_000)),
    ] {
        let text = format!(
            "(defmacro m () `{quoted})
             (defcomp ~a:b () (p {}))",
            "(m) ".repeat(101)
        );
        assert_eq!(messages(&text), [TOO_MANY], "{quoted:.20}");
    }
}

#[test]
fn forms_are_counted_for_the_whole_program() {
    let mut text = format!("(defmacro m () `(<> {}))\n", "1 ".repeat(1_000));
    for index in 0..101 {
        text += &format!("(defcomp ~a:b{index} () (p (m)))\n");
    }
    assert_eq!(messages(&text), [TOO_MANY]);
}

#[test]
fn calls_that_are_wrong_are_told_of_a_hundred_times() {
    let text = format!(
        "(defmacro m () `1)
         (defcomp ~a:b () (p {}))",
        "(m 1) ".repeat(1_000)
    );
    assert_eq!(messages(&text).len(), 100);
}
