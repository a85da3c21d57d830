//! Compiled code, as it is shown.

use crate::plain::compiled;

#[test]
fn instructions_name_what_they_are_about() {
    let source = r#"
(defcomp ~a:list (&key items (title nil))
  (ul :title title (map (fn (item) (li (get item :name) (upper (get item :kind)))) items)) (when title (p title)))
(defcomp ~a:other () (p "static"))"#;
    let program = compiled(source);
    let listing = program.listing("~a:list").unwrap();
    let text: Vec<String> = listing
        .iter()
        .map(|line| format!("{}|{}", line.markup, line.op))
        .collect();
    assert_eq!(
        text,
        [
            "<ul|variable 1",
            "|attribute `title`",
            ">|variable 0",
            "|first item into 2; if there is none go to 10",
            "<li>|write `:name` of variable 2",
            "|take `:kind` of variable 2",
            "|call `upper` with 1",
            "|write",
            "</li>|next item into 2; if there is one go to 5",
            "</ul>|go to 13 if variable 1 is false",
            "<p>|write variable 1",
            "</p>|",
            "|return",
        ]
    );
    assert_eq!(
        program.listing("~a:other").unwrap()[0].markup,
        "<p>static</p>"
    );
    assert_eq!(program.listing("~a:nobody"), None);
}
