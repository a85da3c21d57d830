//! For each kind of value, the forms that make one.

use super::Generator;
use super::scope::Kind;

impl Generator {
    pub(super) fn int(&mut self, depth: usize) -> String {
        match self.numbers.below(12) {
            0..=2 => {
                let head = self.numbers.of(&["+", "-", "*", "min", "max"]);
                let first = self.value(Kind::Int, depth);
                format!("({head} {first} {})", self.value(Kind::Int, depth))
            }
            3 => {
                let head = self.numbers.of(&["inc", "dec", "abs", "tick"]);
                format!("({head} {})", self.value(Kind::Int, depth))
            }
            4 => format!(
                "(mod {} {})",
                self.value(Kind::Int, depth),
                self.numbers.of(&["3", "-2", "5"])
            ),
            5 => {
                let kind = self
                    .numbers
                    .of(&[Kind::Ints, Kind::Strs, Kind::Rec, Kind::Str]);
                format!(
                    "({} {})",
                    self.numbers.of(&["len"]),
                    self.value(kind, depth)
                )
            }
            6 => format!("(get {} :id)", self.value(Kind::Rec, depth)),
            7 => {
                let function = self.function_to(&[Kind::Int, Kind::Int], Kind::Int, depth);
                let (start, list) = (self.value(Kind::Int, 0), self.value(Kind::Ints, depth));
                format!("(reduce {function} {start} {list})")
            }
            8 => format!(
                "(or {} {})",
                self.value(Kind::Maybe, depth),
                self.value(Kind::Int, 0)
            ),
            9 => format!(
                "(or (nth {} {}) 0)",
                self.value(Kind::Ints, depth),
                self.value(Kind::Int, 0)
            ),
            10 => match self.var(Kind::Fn1) {
                Some(name) => format!("({name} {})", self.value(Kind::Int, depth)),
                None => self.literal(Kind::Int),
            },
            _ => match self.var(Kind::Fn2) {
                Some(name) => format!(
                    "({name} {} {})",
                    self.value(Kind::Int, depth),
                    self.value(Kind::Int, 0)
                ),
                None => "(context :site :n)".to_owned(),
            },
        }
    }

    pub(super) fn decimal(&mut self, depth: usize) -> String {
        match self.numbers.below(3) {
            0 => format!(
                "(/ {} {})",
                self.value(Kind::Int, depth),
                self.numbers.of(&["4", "8", "2.5"])
            ),
            1 => format!("(* {} 1.5)", self.value(Kind::Int, depth)),
            _ => format!(
                "(+ {} {})",
                self.value(Kind::Dec, depth),
                self.value(Kind::Dec, 0)
            ),
        }
    }

    pub(super) fn text(&mut self, depth: usize) -> String {
        match self.numbers.below(11) {
            0..=2 => {
                let kinds = [Kind::Str, Kind::Int, Kind::Dec, Kind::Bool, Kind::Maybe];
                let count = self.numbers.below(4);
                let pieces: Vec<String> = (0..count)
                    .map(|_| {
                        let kind = self.numbers.of(&kinds);
                        self.value(kind, depth)
                    })
                    .collect();
                format!("(str {})", pieces.join(" "))
            }
            3 => format!(
                "({} {})",
                self.numbers.of(&["upper", "lower", "trim"]),
                self.value(Kind::Str, depth)
            ),
            4 => format!(
                "(join {} {})",
                self.value(Kind::Str, 0),
                self.value(Kind::Strs, depth)
            ),
            5 => format!(
                "(slice {} {} {})",
                self.value(Kind::Str, depth),
                self.value(Kind::Int, 0),
                self.value(Kind::Int, 0)
            ),
            6 => format!(
                "(replace {} {} {})",
                self.value(Kind::Str, depth),
                self.numbers.of(&["\"a\"", "\"<\"", "\"&\""]),
                self.value(Kind::Str, 0)
            ),
            7 => format!("(get {} :name)", self.value(Kind::Rec, depth)),
            8 => {
                let kind =
                    self.numbers
                        .of(&[Kind::Rec, Kind::Ints, Kind::Str, Kind::Recs, Kind::Dec]);
                format!("(json {})", self.value(kind, depth))
            }
            9 => format!(
                "(t {} :n {})",
                self.literal(Kind::Str),
                self.value(Kind::Int, depth)
            ),
            _ => format!("(join \"-\" {})", self.value(Kind::Ints, depth)),
        }
    }

    pub(super) fn test(&mut self, depth: usize) -> String {
        match self.numbers.below(12) {
            0..=2 => {
                let head = self.numbers.of(&["<", "<=", ">", ">=", "=", "!="]);
                let first = self.value(Kind::Int, depth);
                format!("({head} {first} {})", self.value(Kind::Int, depth))
            }
            3 => {
                let kind = self.numbers.of(&Kind::DATA);
                format!(
                    "(= {} {})",
                    self.value(kind, depth),
                    self.value(kind, depth)
                )
            }
            4 => format!("(not {})", self.value(Kind::Bool, depth)),
            5 => {
                let head = self.numbers.of(&["some", "every?"]);
                let (list, item) = self.list_to_walk(depth);
                let function = self.function_to(&[item], Kind::Bool, depth);
                format!("({head} {function} {list})")
            }
            6 => {
                let head = self
                    .numbers
                    .of(&["nil?", "string?", "number?", "list?", "record?"]);
                let kind = self.numbers.of(&Kind::DATA);
                format!("({head} {})", self.value(kind, depth))
            }
            7 => format!(
                "({} {} {})",
                self.numbers
                    .of(&["starts-with?", "ends-with?", "contains?"]),
                self.value(Kind::Str, depth),
                self.value(Kind::Str, 0)
            ),
            8 => format!(
                "(contains? {} {})",
                self.value(Kind::Ints, depth),
                self.value(Kind::Int, 0)
            ),
            9 => format!("(empty? {})", self.value(Kind::Strs, depth)),
            10 => format!(
                "({} {})",
                self.numbers.of(&["zero?", "even?", "odd?"]),
                self.value(Kind::Int, depth)
            ),
            _ => format!(
                "(and {} {})",
                self.value(Kind::Bool, depth),
                self.value(Kind::Bool, depth)
            ),
        }
    }

    pub(super) fn maybe(&mut self, depth: usize) -> String {
        match self.numbers.below(5) {
            0 => format!("(first {})", self.value(Kind::Ints, depth)),
            1 => format!("(get {} :nothing)", self.value(Kind::Rec, depth)),
            2 => format!("(get {} :more :id)", self.value(Kind::Rec, depth)),
            3 => format!(
                "(if {} {})",
                self.value(Kind::Bool, depth),
                self.value(Kind::Int, depth)
            ),
            _ => format!(
                "(some {} {})",
                self.function_to(&[Kind::Int], Kind::Maybe, 1),
                self.value(Kind::Ints, depth)
            ),
        }
    }

    #[allow(clippy::too_many_lines, reason = "one arm a way to make a list")]
    pub(super) fn list(&mut self, kind: Kind, depth: usize) -> String {
        let item = match kind {
            Kind::Ints => Kind::Int,
            Kind::Strs => Kind::Str,
            _ => Kind::Rec,
        };
        match self.numbers.below(13) {
            0 => {
                let head = self.numbers.of(&["[", "(list "]);
                let close = if head == "[" { "]" } else { ")" };
                format!(
                    "{head}{} {}{close}",
                    self.value(item, depth),
                    self.value(item, depth)
                )
            }
            1 | 2 => {
                let (list, from) = self.list_to_walk(depth);
                let function = self.function_to(&[from], item, depth);
                format!("(map {function} {list})")
            }
            3 => {
                let (list, from) = self.list_to_walk(depth);
                let function = self.function_to(&[Kind::Int, from], item, depth);
                format!("(map-indexed {function} {list})")
            }
            4 => {
                let function = self.function_to(&[item], Kind::Bool, depth);
                format!("(filter {function} {})", self.value(kind, depth))
            }
            5 => format!(
                "({} {})",
                self.numbers.of(&["reverse", "rest"]),
                self.value(kind, depth)
            ),
            6 => format!(
                "({} {} {})",
                self.numbers.of(&["take", "drop"]),
                self.value(kind, depth),
                self.numbers.of(&["0", "1", "2", "9"])
            ),
            7 => format!(
                "(concat {} {})",
                self.value(kind, depth),
                self.value(kind, depth)
            ),
            9 => {
                let by = self.numbers.of(&[Kind::Int, Kind::Str, Kind::Maybe]);
                let function = self.function_to(&[item], by, depth);
                format!("(sort-by {function} {})", self.value(kind, depth))
            }
            10 => {
                let function = self.function_to(&[item], Kind::Maybe, depth);
                let list = self.value(kind, depth);
                format!("(concat [] (get (first (group-by {function} {list})) :items))")
            }
            8 => format!(
                "(slice {} {})",
                self.value(kind, depth),
                self.value(Kind::Int, 0)
            ),
            _ => match kind {
                Kind::Ints => self
                    .numbers
                    .of(&[
                        "(range 3)",
                        "(range 2 5)",
                        "(range 0 9 4)",
                        "(range 3 0 -1)",
                    ])
                    .to_owned(),
                Kind::Strs => match self.once_in(2) {
                    true => format!("(split {} \",\")", self.value(Kind::Str, depth)),
                    false => format!("(keys {})", self.value(Kind::Rec, depth)),
                },
                _ => format!("(list (get {} :more))", self.value(Kind::Rec, depth)),
            },
        }
    }

    pub(super) fn record(&mut self, depth: usize) -> String {
        match self.numbers.below(4) {
            0 => format!(
                "(merge {} {{:id {}}})",
                self.value(Kind::Rec, depth),
                self.value(Kind::Int, depth)
            ),
            1 => format!(
                "(or (first {}) {})",
                self.value(Kind::Recs, depth),
                self.literal(Kind::Rec)
            ),
            2 => format!(
                "(or (get {} :more) {})",
                self.value(Kind::Rec, depth),
                self.literal(Kind::Rec)
            ),
            _ => {
                let (id, name) = (self.value(Kind::Int, depth), self.value(Kind::Str, depth));
                let tags = self.value(Kind::Strs, depth);
                format!(
                    "{{:id {id} \"name\" {name} :tags {tags} :more {}}}",
                    self.literal(Kind::Rec)
                )
            }
        }
    }
}
