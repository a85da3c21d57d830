//! Forms that are written: elements with their attributes, and control forms around them.

use super::Generator;
use super::scope::Kind;

/// Elements that hold anything.
const TAGS: &[&str] = &[
    "p", "div", "span", "b", "i", "ul", "li", "h1", "section", "table", "svg", "circle", "math",
    "mi", "html:x-y", "html:map", "a", "pre", "pre", "button", "details", "html",
];
const VOID: &[&str] = &["br", "hr", "img", "input", "wbr"];

impl Generator {
    /// A form that can be written.
    pub(super) fn markup(&mut self, depth: usize) -> String {
        self.budget = self.budget.saturating_sub(1);
        if self.wrong_once_in(250) {
            let kind = self.numbers.of(&[Kind::Rec, Kind::Fn1, Kind::Recs]);
            return self.value(kind, 1);
        }
        if depth == 0 || self.budget == 0 {
            return self.leaf();
        }
        let depth = depth - 1;
        match self.numbers.below(26) {
            0..=4 => self.element(depth),
            5 | 6 => self.text_of_any(depth),
            7 | 8 => self.branch(depth),
            9 => self.binding(depth, |this, depth| this.several(depth)),
            10 => self.slot_binding(depth),
            11 | 12 if self.in_loop < 2 => self.walk(depth),
            13 => format!("(<> {})", self.several(depth)),
            14 => format!("(do {})", self.several(depth)),
            15 | 16 if self.in_loop < 2 => self.call(depth),
            17 => self.write_slot(depth),
            18 => self.markup_function(depth),
            19 => self.taken_apart(depth, Self::several),
            20 | 21 => self.guard(depth),
            22 if self.in_loop < 2 => self.macro_markup(depth),
            23 if self.in_loop < 2 => self.counted(depth),
            24 if self.in_loop < 2 => self.groups(depth),
            _ => self.special(depth),
        }
    }

    fn several(&mut self, depth: usize) -> String {
        let count = 1 + self.numbers.below(3);
        let forms: Vec<String> = (0..count).map(|_| self.markup(depth)).collect();
        forms.join(" ")
    }

    fn leaf(&mut self) -> String {
        match self.numbers.below(3) {
            0 => format!("({})", self.numbers.of(&["br", "hr", "p", "b"])),
            _ => self.text_of_any(0),
        }
    }

    /// A value of a kind that can be written.
    fn text_of_any(&mut self, depth: usize) -> String {
        let kind = self.numbers.of(&[
            Kind::Str,
            Kind::Str,
            Kind::Int,
            Kind::Dec,
            Kind::Bool,
            Kind::Maybe,
            Kind::Ints,
            Kind::Strs,
            Kind::Safe,
        ]);
        self.value(kind, depth)
    }

    /// An element: this is markup however one looks at it.
    pub(super) fn element(&mut self, depth: usize) -> String {
        if self.once_in(8) {
            let tag = self.numbers.of(VOID);
            let attrs = self.attributes(tag, depth);
            return format!("({tag}{attrs})");
        }
        let tag = self.numbers.of(TAGS);
        let attrs = self.attributes(tag, depth);
        let is_foreign = matches!(tag, "svg" | "math");
        self.in_foreign += usize::from(is_foreign);
        let children = if self.once_in(6) {
            String::new()
        } else {
            self.several(depth)
        };
        self.in_foreign -= usize::from(is_foreign);
        format!("({tag}{attrs} {children})")
    }

    fn attributes(&mut self, tag: &str, depth: usize) -> String {
        let mut names: Vec<&str> = Vec::new();
        let mut written = String::new();
        for _ in 0..self.numbers.below(3) {
            let own: &[&str] = match tag {
                "a" => &["href", "ping", "rel", "href"],
                "img" => &["src", "srcset", "alt"],
                "input" => &["disabled", "value", "name"],
                "svg" | "circle" => &["class", "id"],
                "math" | "mi" => &["class", "id", "href"],
                _ => &["class", "title", "hidden", "id"],
            };
            let common: &[&str] = &["data-x", "aria-label", "aria-hidden", "class"];
            let name = if self.once_in(2) {
                self.numbers.of(own)
            } else {
                self.numbers.of(common)
            };
            if names.contains(&name) {
                continue;
            }
            names.push(name);
            let value = self.attribute(name, depth.min(2));
            written.push_str(&format!(" :{name} {value}"));
        }
        written
    }

    fn attribute(&mut self, name: &str, depth: usize) -> String {
        let is_address = matches!(name, "href" | "ping" | "src" | "srcset");
        match self.numbers.below(9) {
            0 | 1 if is_address => {
                let first = self.numbers.of(&[
                    "\"/tag/\"",
                    "\"https://\"",
                    "\"java\"",
                    "\"#\"",
                    "\"data:\"",
                    "\"a/b \"",
                ]);
                format!("(str {first} {})", self.value(Kind::Str, depth))
            }
            // A literal address that leads nowhere would be refused at once.
            0..=3 if is_address => match self.var(Kind::Str) {
                Some(name) => name,
                None => format!("(str {})", self.value(Kind::Str, 0)),
            },
            4 | 5 => {
                let count = self.numbers.below(4);
                let words: Vec<String> = (0..count).map(|_| self.word(depth)).collect();
                let (open, close) = self.numbers.of(&[("[", "]"), ("(list ", ")")]);
                format!("{open}{}{close}", words.join(" "))
            }
            6 => self.value(Kind::Bool, depth),
            7 => {
                let (test, text) = (self.value(Kind::Bool, depth), self.text_in_attribute(depth));
                format!("(when {test} {text})")
            }
            _ => self.text_in_attribute(depth),
        }
    }

    fn text_in_attribute(&mut self, depth: usize) -> String {
        let kind = self.numbers.of(&[
            Kind::Str,
            Kind::Int,
            Kind::Dec,
            Kind::Maybe,
            Kind::Strs,
            Kind::Bool,
        ]);
        let value = self.value(kind, depth);
        // Literal addresses are tested at compile time; these are not literal.
        format!("(or nil {value})")
    }

    fn word(&mut self, depth: usize) -> String {
        match self.numbers.below(7) {
            0 | 1 => self
                .numbers
                .of(&["\"card\"", "\"\"", ":wide", "\"a&b\""])
                .to_owned(),
            2 => format!("(when {} \"on\")", self.value(Kind::Bool, depth)),
            3 => self.value(Kind::Maybe, depth),
            4 => self.value(Kind::Bool, 0),
            5 => self.value(Kind::Strs, depth),
            _ => self.value(Kind::Str, depth),
        }
    }

    fn branch(&mut self, depth: usize) -> String {
        let kind = self
            .numbers
            .of(&[Kind::Bool, Kind::Bool, Kind::Maybe, Kind::Int]);
        let test = match self.var(Kind::Slot) {
            Some(slot) if self.once_in(3) => slot,
            _ => self.value(kind, depth),
        };
        match self.numbers.below(7) {
            0 => format!("(if {test} {} {})", self.markup(depth), self.markup(depth)),
            1 => format!("(when {test} {})", self.several(depth)),
            2 => format!("(unless {test} {})", self.several(depth)),
            3 => {
                let (first, second) = (self.several(depth), self.value(Kind::Bool, depth));
                let then = self.several(depth);
                format!(
                    "(cond ({test} {first}) ({second} {then}) (else {}))",
                    self.markup(depth)
                )
            }
            4 => {
                let subject = self.value(Kind::Int, depth);
                format!(
                    "(case {subject} (0 {}) ((1 2) {}))",
                    self.several(depth),
                    self.markup(depth)
                )
            }
            5 => format!("(and {test} {})", self.element(depth)),
            _ => {
                let text = self.numbers.of(&["nil", "false", "none"]);
                let text = if text == "none" {
                    self.value(Kind::Maybe, depth)
                } else {
                    text.to_owned()
                };
                format!("(or {text} {})", self.element(depth))
            }
        }
    }

    /// Markup with a name, written below.
    fn slot_binding(&mut self, depth: usize) -> String {
        let name = self.name();
        let markup = self.element(depth);
        let names = [(name.clone(), Kind::Slot)];
        let in_loop = std::mem::take(&mut self.in_loop);
        let body = self.within(&names, |this| {
            format!("{} {}", this.several(depth), this.write_slot(depth))
        });
        self.in_loop = in_loop;
        format!("(let (({name} {markup})) {body})")
    }

    fn walk(&mut self, depth: usize) -> String {
        let (list, item) = self.list_to_walk(depth);
        match self.numbers.below(3) {
            0 => format!("(map {} {list})", self.function_to_markup(&[item], depth)),
            1 => format!(
                "(for-each {} {list})",
                self.function_to_markup(&[item], depth)
            ),
            _ => {
                let function = self.function_to_markup(&[Kind::Int, item], depth);
                format!("(map-indexed {function} {list})")
            }
        }
    }

    /// Writes a slot. In programs that shall render, once and not in a loop.
    pub(super) fn write_slot(&mut self, depth: usize) -> String {
        if self.in_loop > 0 && !self.faults {
            return self.leaf();
        }
        match self.var(Kind::Slot) {
            Some(name) => {
                if !self.wrong_once_in(4) {
                    self.names.consume(&name);
                }
                name
            }
            None => self.element(depth),
        }
    }

    fn markup_function(&mut self, depth: usize) -> String {
        match self.var(Kind::FnMarkup) {
            Some(name) => format!("({name} {})", self.value(Kind::Int, depth)),
            None => {
                let name = self.function_name();
                let function = self.function_value(Kind::FnMarkup, depth);
                let names = [(name.clone(), Kind::FnMarkup)];
                let body = self.within(&names, |this| this.several(depth));
                format!(
                    "(let (({name} {function})) ({name} {}) {body})",
                    self.value(Kind::Int, 0)
                )
            }
        }
    }

    /// Markup that may fail, with something that can stand in its place.
    fn guard(&mut self, depth: usize) -> String {
        let heads: &[&str] = match self.in_foreign {
            0 => &["guard", "guard", "defer"],
            _ => &["guard"],
        };
        let head = self.numbers.of(heads);
        let fallback = match self.numbers.below(3) {
            0 => String::new(),
            _ => format!(" :fallback {}", self.markup(depth)),
        };
        let body = self.several(depth);
        let fault = match self.numbers.below(3) {
            0 => String::new(),
            1 => format!(" (when {} (broken))", self.value(Kind::Bool, depth)),
            _ => format!(" (p (/ 12 {}))", self.value(Kind::Int, depth)),
        };
        format!("({head}{fallback} {body}{fault})")
    }

    /// A loop with a name that writes.
    fn counted(&mut self, depth: usize) -> String {
        self.in_loop += 1;
        let (function, count) = (self.function_name(), "n".to_owned());
        let names = [(count.clone(), Kind::Int)];
        let body = self.within(&names, |this| this.several(depth));
        self.in_loop -= 1;
        let times = self.numbers.of(&["0", "2", "4"]);
        let again = format!("({function} (+ {count} 1))");
        if self.once_in(2) {
            format!("(let {function} (({count} 0)) (when (< {count} {times}) {body} {again}))")
        } else {
            let inner = format!("(ul {body} (when (< {count} {times}) {again}))");
            format!("(letrec (({function} (fn ({count}) {inner}))) ({function} 1))")
        }
    }

    fn groups(&mut self, depth: usize) -> String {
        let (list, item) = self.list_to_walk(depth);
        let by = self.numbers.of(&[Kind::Maybe, Kind::Bool, Kind::Str]);
        let function = self.function_to(&[item], by, depth);
        self.in_loop += 1;
        let body = self.markup(depth);
        self.in_loop -= 1;
        format!(
            "(map (fn ({{:keys [key items]}}) (li key (len items) {body})) (group-by {function} {list}))"
        )
    }

    /// Places where no tag can stand.
    fn special(&mut self, depth: usize) -> String {
        match self.numbers.below(4) {
            0 => {
                let attrs = self.attributes("title", depth);
                format!("(title{attrs} {})", self.characters(depth))
            }
            1 => format!(
                "(textarea {} {})",
                self.characters(depth),
                self.characters(depth)
            ),
            2 => {
                let kind = self.numbers.of(&Kind::DATA);
                let data = self.value(kind, depth);
                format!("(script :type \"application/json\" (json {data}))")
            }
            _ => format!(
                "(script :src (str \"/s/\" {}))",
                self.value(Kind::Str, depth)
            ),
        }
    }

    fn characters(&mut self, depth: usize) -> String {
        match self.numbers.below(4) {
            0 => {
                let function = self.function_to(&[Kind::Int], Kind::Str, depth);
                let list = self.value(Kind::Ints, depth);
                format!("(map {function} {list})")
            }
            1 => format!(
                "(if {} {})",
                self.value(Kind::Bool, depth),
                self.value(Kind::Str, depth)
            ),
            _ => {
                let kind =
                    self.numbers
                        .of(&[Kind::Str, Kind::Int, Kind::Maybe, Kind::Strs, Kind::Bool]);
                self.value(kind, depth)
            }
        }
    }
}
