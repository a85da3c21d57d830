//! Macros, each with names of its own that the names around its calls may be alike.

use super::Generator;
use super::scope::Kind;

/// Templates, in which `%a` and `%b` stand for names that they bind.
const MACROS: &[&str] = &[
    "(defmacro m-twice (form) `(let ((%a 1) (%b ,form)) (+ %a %b ,form)))",
    "(defmacro m-loop (times &rest body) `(map (fn (%a) (<> %a ,@body)) (range ,times)))",
    "(defmacro m-or ((last) `,last) ((first-one &rest more) \
                     `(let ((%a ,first-one)) (if %a %a (m-or ,@more)))))",
    "(defmacro m-with (name form body) `(let* ((%a ,form) (,name (list %a %a))) ,body))",
    "(defmacro m-count (times form) \
                     `(let %b ((%a 0)) (when (< %a ,times) (i ,form) (%b (+ %a 1)))))",
    "(defmacro m-pair (pair form) `(let (([%a %b] ,pair)) (str ,form %a \"-\" %b)))",
];

impl Generator {
    /// The definitions of all macros, twice: with names that others have, and with names that nobody
    /// has. Both must mean the same.
    pub(super) fn macros(&mut self) -> (String, String) {
        let (mut alike, mut apart) = (String::new(), String::new());
        for (index, known) in MACROS.iter().enumerate() {
            let (a, b) =
                self.numbers
                    .of(&[("x", "y"), ("item", "f"), ("n", "acc"), ("title", "h")]);
            let fill = |a: &str, b: &str| known.replace("%a", a).replace("%b", b);
            alike.push_str(&fill(a, b));
            alike.push('\n');
            apart.push_str(&fill(&format!("own-a{index}"), &format!("own-b{index}")));
            apart.push('\n');
        }
        (alike, apart)
    }

    /// A call of a macro that makes a value, where there is one for this kind.
    pub(super) fn macro_value(&mut self, kind: Kind, depth: usize) -> String {
        match kind {
            Kind::Int if self.once_in(2) => format!("(m-twice {})", self.value(Kind::Int, depth)),
            Kind::Str if self.once_in(2) => {
                let pair = self.value(Kind::Ints, depth);
                format!("(m-pair {pair} {})", self.value(Kind::Str, depth))
            }
            Kind::Ints | Kind::Strs | Kind::Recs if self.once_in(2) => {
                let name = self.name();
                let item = match kind {
                    Kind::Ints => Kind::Int,
                    Kind::Strs => Kind::Str,
                    _ => Kind::Rec,
                };
                let form = self.value(item, depth);
                let names = [(name.clone(), kind)];
                let body = self.within(&names, |this| this.value(kind, depth));
                format!("(m-with {name} {form} {body})")
            }
            kind => {
                let first = if self.once_in(2) {
                    "nil".into()
                } else {
                    self.value(kind, depth)
                };
                format!("(m-or {first} {})", self.value(kind, depth))
            }
        }
    }

    /// A call of a macro that makes markup.
    pub(super) fn macro_markup(&mut self, depth: usize) -> String {
        self.in_loop += 1;
        let times = self.numbers.of(&["0", "2", "3"]);
        let call = if self.once_in(2) {
            format!(
                "(m-loop {times} {} {})",
                self.markup(depth),
                self.markup(depth)
            )
        } else {
            format!("(m-count {times} {})", self.markup(depth))
        };
        self.in_loop -= 1;
        call
    }
}
