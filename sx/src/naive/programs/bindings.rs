//! Forms that bind in other ways than `let`: functions that know each other, loops with a name, and
//! patterns.

use super::Generator;
use super::scope::Kind;

impl Generator {
    /// A form that binds around one of this kind.
    pub(super) fn bound(&mut self, kind: Kind, depth: usize) -> String {
        match self.numbers.below(4) {
            0 => self.named_let(kind, depth),
            1 => self.letrec(kind, depth),
            _ => self.taken_apart(depth, |this, depth| this.value(kind, depth)),
        }
    }

    /// `(let loop ((i 0) (acc …)) (if done acc (loop (+ i 1) …)))`.
    fn named_let(&mut self, kind: Kind, depth: usize) -> String {
        let (function, count) = (self.function_name(), self.name());
        let mut acc = self.name();
        while acc == count || acc == function {
            acc = self.name();
        }
        let start = self.value(kind, depth);
        let mut names = vec![(count.clone(), Kind::Int), (acc.clone(), kind)];
        if function == count {
            names.remove(0);
        }
        let last = self.numbers.of(&["0", "1", "3"]);
        let next = self.within(&names, |this| this.value(kind, depth));
        // The name of the loop must be seen in it.
        let count = if function == count {
            "i".to_owned()
        } else {
            count
        };
        format!(
            "(let {function} (({count} 0) ({acc} {start})) \
             (if (>= {count} {last}) {acc} ({function} (+ {count} 1) {next})))"
        )
    }

    /// Two functions that call each other until their argument is used up.
    fn letrec(&mut self, kind: Kind, depth: usize) -> String {
        let (one, other) = self.numbers.of(&[("f", "h"), ("k", "f"), ("acc", "item")]);
        let names = [("n".to_owned(), Kind::Int)];
        let ends = self.within(&names, |this| this.value(kind, depth));
        let back = self.within(&names, |this| this.value(kind, depth));
        let step = match kind {
            Kind::Int if self.once_in(2) => format!("(+ n ({other} (- n 1)))"),
            _ => format!("({other} (- n 1))"),
        };
        format!(
            "(letrec (({one} (fn (n) (if (<= n 0) {ends} {step}))) \
             ({other} (fn (n) (if (<= n 0) {back} ({one} (- n 2)))))) ({one} {}))",
            self.numbers.of(&["0", "2", "5"])
        )
    }

    /// A value taken apart around what `body` makes.
    pub(super) fn taken_apart(
        &mut self,
        depth: usize,
        body: impl FnOnce(&mut Self, usize) -> String,
    ) -> String {
        let (pattern, names, kind) = self.pattern();
        let value = self.value(kind, depth);
        let head = self.numbers.of(&["let", "let*"]);
        let body = self.within(&names, |this| body(this, depth));
        format!("({head} (({pattern} {value})) {body})")
    }

    /// A pattern, the names that it binds, and what it takes apart.
    pub(super) fn pattern(&mut self) -> (String, Vec<(String, Kind)>, Kind) {
        let names: Vec<String> = ["x", "y", "b", "p", "title", "first"]
            .iter()
            .filter(|_| self.numbers.once_in(2))
            .map(|name| (*name).to_owned())
            .collect();
        let name = |at: usize| names.get(at).cloned().unwrap_or(format!("own-{at}"));
        let bound = |kinds: &[Kind]| {
            let pairs = kinds.iter().enumerate();
            pairs
                .map(|(at, kind)| (name(at), *kind))
                .collect::<Vec<_>>()
        };
        match self.numbers.below(4) {
            0 => (
                format!("[{} {} & {}]", name(0), name(1), name(2)),
                bound(&[Kind::Maybe, Kind::Maybe, Kind::Ints]),
                Kind::Ints,
            ),
            1 => (
                format!(
                    "{{:id {} :name {} :more {{:id {}}}}}",
                    name(0),
                    name(1),
                    name(2)
                ),
                bound(&[Kind::Int, Kind::Str, Kind::Maybe]),
                Kind::Rec,
            ),
            2 => (
                "{:keys [id name tags]}".to_owned(),
                vec![
                    ("id".to_owned(), Kind::Int),
                    ("name".to_owned(), Kind::Str),
                    ("tags".to_owned(), Kind::Strs),
                ],
                Kind::Rec,
            ),
            _ => (
                format!("{{:tags [{} & {}]}}", name(0), name(1)),
                // The first tag may be missing.
                vec![(name(1), Kind::Strs)],
                Kind::Rec,
            ),
        }
    }
}
