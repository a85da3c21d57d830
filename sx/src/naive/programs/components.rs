//! Components, their calls, and the program that they make.

use super::Generator;
use super::data;
use super::scope::Kind;

/// A component as its callers see it.
pub(super) struct Signature {
    name: String,
    params: Vec<Param>,
    children: bool,
    recursion: Recursion,
    /// Whether it is drawn in an element of its own and lives on in the browser.
    is_island: bool,
}

#[derive(Clone)]
struct Param {
    name: String,
    kind: Kind,
    typed: bool,
    optional: bool,
    /// Declared after `&slots`.
    is_named_slot: bool,
}

/// Whether a component calls itself.
#[derive(Clone, Copy, PartialEq)]
enum Recursion {
    No,
    /// As often as its parameter `n` says.
    Counted,
    /// Until a limit ends it.
    Endless,
}

/// Forms of one component.
const BUDGET: usize = 60;

impl Generator {
    /// The source, and the same with other names in its macros.
    pub(super) fn program(&mut self) -> (String, String) {
        let count = 1 + self.numbers.below(4);
        self.components = (0..count).map(|index| self.signature(index)).collect();
        self.callable = 0;
        self.budget = BUDGET;
        let mut definitions = self.main();
        for index in 0..count {
            self.callable = index + 1;
            self.budget = BUDGET;
            definitions.push(self.definition(index));
        }
        // The order of definitions means nothing.
        let at = self.numbers.below(definitions.len());
        definitions.rotate_left(at);
        let definitions = definitions.join("\n");
        let (alike, apart) = self.macros();
        (
            format!("{alike}{definitions}"),
            format!("{apart}{definitions}"),
        )
    }

    /// The page: a component, or a `defpage` with its layout.
    fn main(&mut self) -> Vec<String> {
        let fields: Vec<(String, Kind)> = data::FIELDS
            .iter()
            .map(|(name, kind)| ((*name).to_owned(), *kind))
            .collect();
        let mut names: Vec<&str> = data::FIELDS.iter().map(|(name, _)| *name).collect();
        let body = self.within(&fields, |this| format!("{} {}", this.body(), this.call(2)));
        if !self.once_in(5) {
            return vec![format!(
                "(defcomp ~test:main (&key {}) {body})",
                names.join(" ")
            )];
        }
        // What the path names is a parameter without being declared.
        names.retain(|name| *name != "s");
        let title = self.within(&fields, |this| this.value(Kind::Str, 2));
        let layout = "(defcomp ~test:layout (&key title content &slots aside) \
                      (html (head (title title)) (body :sx-region \"main\" aside content)))";
        let page = format!(
            "(defpage ~test:main (&key {}) :path \"/x/{{s}}/\" :layout ~test:layout :title {title} :content (<> {body}))",
            names.join(" ")
        );
        vec![layout.to_owned(), page]
    }

    fn body(&mut self) -> String {
        let count = 1 + self.numbers.below(3);
        let forms: Vec<String> = (0..count).map(|_| self.markup(4)).collect();
        forms.join(" ")
    }

    fn signature(&mut self, index: usize) -> Signature {
        let recursion = match self.numbers.below(60) {
            0..=7 => Recursion::Counted,
            8 if self.faults => Recursion::Endless,
            _ => Recursion::No,
        };
        let mut params: Vec<Param> = Vec::new();
        if recursion != Recursion::No {
            params.push(Param {
                name: "n".into(),
                kind: Kind::Int,
                typed: true,
                optional: false,
                is_named_slot: false,
            });
        }
        for _ in 0..self.numbers.below(4) {
            let kind = match self.numbers.below(8) {
                0 | 1 => Kind::Slot,
                2 => self.numbers.of(&[Kind::Fn1, Kind::Fn2, Kind::FnMarkup]),
                _ => self.numbers.of(&Kind::DATA),
            };
            let is_function = matches!(kind, Kind::Fn1 | Kind::Fn2 | Kind::FnMarkup);
            let name = if is_function {
                self.function_name()
            } else {
                self.name()
            };
            if params.iter().any(|param| param.name == name) {
                continue;
            }
            let is_named_slot = kind == Kind::Slot && self.once_in(2);
            let typed = self.once_in(2) && kind.declared() != "Any";
            params.push(Param {
                name,
                kind,
                typed,
                optional: is_named_slot || self.once_in(2),
                is_named_slot,
            });
        }
        let is_data = |param: &Param| Kind::DATA.contains(&param.kind);
        let is_island = params.iter().all(is_data) && self.once_in(2);
        Signature {
            is_island,
            name: format!("~test:{}c{index}", self.numbers.of(&["", "a/b-", "x/"])),
            params,
            children: !is_island && self.once_in(2),
            recursion,
        }
    }

    fn definition(&mut self, index: usize) -> String {
        let signature = &self.components[index];
        let (name, params) = (signature.name.clone(), signature.params.clone());
        let (children, recursion) = (signature.children, signature.recursion);
        let is_island = signature.is_island;
        let mark = self.names.len();
        let (mut list, mut slots) = (String::new(), String::new());
        for param in &params {
            if param.is_named_slot {
                slots.push_str(&format!(" {}", param.name));
            } else {
                list.push_str(&self.param(param));
            }
            self.names.bind(&param.name, param.kind);
        }
        if !slots.is_empty() {
            list.push_str(&format!(" &slots{slots}"));
        }
        let key = if params.is_empty() { "" } else { "&key" };
        let rest = if children { " &rest children" } else { "" };
        if children {
            self.names.bind("children", Kind::Slot);
        }
        let mut body = self.body();
        let again = match recursion {
            Recursion::No => None,
            Recursion::Counted => Some(format!(
                "(when (> n 0) {})",
                self.call_of(index, "(- n 1)", 1)
            )),
            Recursion::Endless => Some(self.call_of(index, "(+ n 1)", 1)),
        };
        if let Some(again) = again {
            body = if self.once_in(2) {
                format!("{body} (div {again})")
            } else {
                format!("{again} {body}")
            };
        }
        if children {
            body.push_str(&format!(" {}", self.write_slot(1)));
        }
        self.names.forget(mark);
        if is_island {
            let signal = self.numbers.of(&["1", "\"<s>\"", "nil"]);
            body = format!(
                "(let* ((sig (signal {signal})) (twice (computed (fn () (list (deref sig) (deref sig)))))) \
                 (effect (fn () (reset! sig 2))) (button :on-click (fn (e) (swap! sig inc)) (deref sig) (deref twice)) {body})"
            );
        }
        let head = if is_island { "defisland" } else { "defcomp" };
        format!("({head} {name} ({key}{list}{rest}) {body})")
    }

    fn param(&mut self, param: &Param) -> String {
        let ty = if param.typed {
            format!(" {}", param.kind.declared())
        } else {
            String::new()
        };
        if !param.optional {
            return match param.typed {
                true => format!(" ({}{ty})", param.name),
                false => format!(" {}", param.name),
            };
        }
        let default = match param.kind {
            Kind::Slot if self.once_in(2) => self.element(1),
            kind => self.value(kind, 1),
        };
        // Without a type, what looks like one would be read as one.
        format!(" ({}{ty} {default})", param.name)
    }

    /// A call of some component that cannot lead back here.
    pub(super) fn call(&mut self, depth: usize) -> String {
        let left = self.components.len().saturating_sub(self.callable);
        if left == 0 {
            return self.element(depth);
        }
        let index = self.callable + self.numbers.below(left);
        let count = self.numbers.of(&["0", "1", "2", "3"]);
        self.call_of(index, count, depth)
    }

    fn call_of(&mut self, index: usize, count: &str, depth: usize) -> String {
        let signature = &self.components[index];
        let (name, params) = (signature.name.clone(), signature.params.clone());
        let (children, recursion) = (signature.children, signature.recursion);
        let mut arguments = Vec::new();
        for (place, param) in params.iter().enumerate() {
            let value = match param.kind {
                _ if place == 0 && recursion != Recursion::No => count.to_owned(),
                _ if param.optional && self.once_in(2) => continue,
                Kind::Slot => self.content_argument(depth),
                kind => self.value(kind, depth),
            };
            arguments.push(format!(":{} {value}", param.name));
        }
        // The order of arguments means nothing.
        if !arguments.is_empty() {
            let at = self.numbers.below(arguments.len());
            arguments.rotate_left(at);
        }
        if children && !self.once_in(4) {
            let count = 1 + self.numbers.below(2);
            for _ in 0..count {
                arguments.push(self.content_argument(depth));
            }
        }
        format!("({name} {})", arguments.join(" "))
    }

    /// Markup for someone else, or a slot that is passed on.
    fn content_argument(&mut self, depth: usize) -> String {
        if self.once_in(3) {
            self.write_slot(depth)
        } else {
            self.element(depth)
        }
    }
}
