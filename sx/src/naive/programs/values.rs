//! Forms that have a value of a given kind.

use super::Generator;
use super::scope::Kind;
use super::texts::{hostile, literal};

impl Generator {
    /// A name of this kind, if one can be seen.
    pub(super) fn var(&mut self, kind: Kind) -> Option<String> {
        let names = self.names.of(kind);
        if names.is_empty() {
            return None;
        }
        let index = self.numbers.below(names.len());
        Some(names[index].to_owned())
    }

    /// A form with a value of this kind.
    pub(super) fn value(&mut self, kind: Kind, depth: usize) -> String {
        self.budget = self.budget.saturating_sub(1);
        if self.wrong_once_in(150) {
            return self.wrong_value(depth);
        }
        if depth == 0 || self.budget == 0 || self.once_in(4) {
            return match self.var(kind) {
                Some(name) if !self.once_in(4) => name,
                _ => self.literal(kind),
            };
        }
        let depth = depth - 1;
        if self.once_in(3) {
            return self.around(kind, depth);
        }
        match kind {
            Kind::Int => self.int(depth),
            Kind::Dec => self.decimal(depth),
            Kind::Str => self.text(depth),
            Kind::Bool => self.test(depth),
            Kind::Maybe => self.maybe(depth),
            Kind::Ints | Kind::Strs | Kind::Recs => self.list(kind, depth),
            Kind::Rec => self.record(depth),
            Kind::Safe => format!(
                "(safe {})",
                self.numbers.of(&["\"<b>\"", "\"<br>\"", "\"&amp;\""])
            ),
            Kind::Slot => self.literal(Kind::Str),
            Kind::Fn1 | Kind::Fn2 | Kind::FnMarkup => self.function_value(kind, depth),
        }
    }

    /// A form whose value may be of any kind, or that fails.
    fn wrong_value(&mut self, depth: usize) -> String {
        let depth = depth.min(1);
        match self.numbers.below(9) {
            0 => "nil".to_owned(),
            1 => format!("(/ {} 0)", self.literal(Kind::Int)),
            2 => "(get (ada) (str \"no-\" \"field\"))".to_owned(),
            3 => "(broken)".to_owned(),
            4 => "(range 0 5 0)".to_owned(),
            5 => match self.var(Kind::Slot) {
                Some(name) => name,
                None => "9223372036854775807".to_owned(),
            },
            6 => "(* 9223372036854775807 (inc 1))".to_owned(),
            7 => {
                let names: Vec<String> = self.names.all().map(str::to_owned).collect();
                match names.is_empty() {
                    true => "[[]]".to_owned(),
                    false => names[self.numbers.below(names.len())].clone(),
                }
            }
            _ => {
                let kind = self.numbers.of(&Kind::DATA);
                self.value(kind, depth)
            }
        }
    }

    pub(super) fn literal(&mut self, kind: Kind) -> String {
        match kind {
            Kind::Int => self.numbers.of(&["0", "1", "2", "3", "7", "-1", "-4", "12"]).to_owned(),
            Kind::Dec => self.numbers.of(&["0.5", "1.25", "-2.5", "3.0", "0.1"]).to_owned(),
            Kind::Str | Kind::Slot => {
                let text = hostile(&mut self.numbers);
                if self.once_in(8) { "'word".to_owned() } else { literal(&text) }
            }
            Kind::Bool => self.numbers.of(&["true", "false"]).to_owned(),
            Kind::Maybe => self.numbers.of(&["nil", "1", "nil", "5"]).to_owned(),
            Kind::Ints => self.numbers.of(&["[1 2 3]", "[]", "'(4 5)", "[0 -1]", "nil"]).to_owned(),
            Kind::Strs => self
                .numbers
                .of(&["[\"a\" \"<b>\"]", "[]", "'(x y)", "[:k \"\" \"z\"]", "nil"])
                .to_owned(),
            Kind::Rec => self
                .numbers
                .of(&[
                    "{:id 1 :name \"n\" :tags [] :more nil}",
                    "{:id 2 :name \"&\" :tags [\"t\" \"u\"] :more {:id 3 :name \"m\" :tags [] :more nil}}",
                ])
                .to_owned(),
            Kind::Recs => self
                .numbers
                .of(&["[]", "[{:id 5 :name \"five\" :tags [\"a\"] :more nil} {:id 4 :name \"four\" :tags [] :more nil}]"])
                .to_owned(),
            Kind::Safe => "(safe \"<i>s</i>\")".to_owned(),
            Kind::Fn1 => "(fn (z) (+ z 1))".to_owned(),
            Kind::Fn2 => "(fn (y z) (- y z))".to_owned(),
            Kind::FnMarkup => "(fn (z) (b z))".to_owned(),
        }
    }

    /// Forms that have whatever value what is inside has.
    fn around(&mut self, kind: Kind, depth: usize) -> String {
        match self.numbers.below(20) {
            0 => {
                let (test, then) = (self.value(Kind::Bool, depth), self.value(kind, depth));
                format!("(if {test} {then} {})", self.value(kind, depth))
            }
            1 => {
                let test = self.value(Kind::Bool, depth);
                let then = self.value(kind, depth);
                let second = self.value(Kind::Maybe, 0);
                let other = self.value(kind, depth);
                format!(
                    "(cond ({test} {then}) ({second} {other}) (else {}))",
                    self.value(kind, depth)
                )
            }
            2 => {
                let subject = self.value(Kind::Int, depth);
                let one = self.value(kind, depth);
                let few = self.value(kind, depth);
                format!(
                    "(case {subject} (1 {one}) ((2 3 -1) {few}) (else {}))",
                    self.value(kind, depth)
                )
            }
            3..=5 => self.binding(depth, |this, depth| this.value(kind, depth)),
            6 => format!("(do {})", self.value(kind, depth)),
            7 => {
                let first = self.numbers.of(&["nil", "false", "none"]);
                let first = if first == "none" {
                    self.literal(kind)
                } else {
                    first.to_owned()
                };
                format!("(or {first} {})", self.value(kind, depth))
            }
            8 => format!(
                "(and {} {})",
                self.value(Kind::Int, 0),
                self.value(kind, depth)
            ),
            9 => {
                let inner = self.numbers.of(&Kind::DATA);
                let name = self.name();
                let argument = self.value(inner, depth);
                let body = self.within(&[(name.clone(), inner)], |this| this.value(kind, depth));
                format!("((fn ({name}) {body}) {argument})")
            }
            10 => format!("(get {{:a 1 :b {}}} :b)", self.value(kind, depth)),
            11 => {
                let items = format!("[{} {}]", self.value(kind, depth), self.value(kind, 0));
                format!("({} {items})", self.numbers.of(&["first", "last"]))
            }
            12 => {
                let key = self.numbers.of(&["0", "(- 2 2)", ":k"]);
                if key == ":k" {
                    format!("(get {{:k {}}} (str \"k\"))", self.value(kind, depth))
                } else {
                    format!("(get [{}] {key})", self.value(kind, depth))
                }
            }
            13..=16 => self.bound(kind, depth),
            17 | 18 => self.macro_value(kind, depth),
            _ => self.threaded(kind, depth),
        }
    }

    /// `(-> value step …)`.
    fn threaded(&mut self, kind: Kind, depth: usize) -> String {
        let start = self.value(kind, depth);
        let step = match kind {
            Kind::Int => self
                .numbers
                .of(&["inc", "(+ 2)", "(max 3 1)", "(-> (* 2) dec)"]),
            Kind::Str => self.numbers.of(&[
                "upper",
                "(replace \"<\" \"[\")",
                "(slice 0 4)",
                "(str \"!\")",
            ]),
            Kind::Ints | Kind::Strs | Kind::Recs => {
                self.numbers
                    .of(&["reverse", "(take 2)", "rest", "(concat [])"])
            }
            _ => "(list) first",
        };
        format!("(-> {start} {step})")
    }

    /// `let` or `let*` around what `body` makes.
    pub(super) fn binding(
        &mut self,
        depth: usize,
        body: impl FnOnce(&mut Self, usize) -> String,
    ) -> String {
        let in_sequence = self.once_in(2);
        let mark = self.names.len();
        let (mut written, mut waiting) = (Vec::new(), Vec::new());
        for _ in 0..1 + self.numbers.below(3) {
            let kind = match self.numbers.below(5) {
                0 => self.numbers.of(&[Kind::Fn1, Kind::Fn2, Kind::FnMarkup]),
                _ => self.numbers.of(&Kind::DATA),
            };
            let is_function = !Kind::DATA.contains(&kind);
            let name = if is_function {
                self.function_name()
            } else {
                self.name()
            };
            if waiting.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let value = self.value(kind, depth);
            written.push(format!("({name} {value})"));
            if in_sequence {
                self.names.bind(&name, kind);
            }
            waiting.push((name, kind));
        }
        self.names.forget(mark);
        let body = self.within(&waiting, |this| body(this, depth));
        let head = if in_sequence { "let*" } else { "let" };
        format!("({head} ({}) {body})", written.join(" "))
    }
}
