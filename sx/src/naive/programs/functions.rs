//! Functions, and the loops that they are for.

use super::Generator;
use super::scope::Kind;

impl Generator {
    /// A function of the given parameters.
    fn function(&mut self, params: &[Kind], body: impl FnOnce(&mut Self) -> String) -> String {
        if params == [Kind::Rec] && self.once_in(3) {
            return self.function_of_parts(body);
        }
        let mut names: Vec<(String, Kind)> = Vec::new();
        for kind in params {
            let mut name = self.name();
            while names.iter().any(|(known, _)| *known == name) {
                name = self.name();
            }
            names.push((name, *kind));
        }
        let list: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        let head = format!("(fn ({})", list.join(" "));
        let body = self.within(&names, body);
        format!("{head} {body})")
    }

    /// A function that takes its argument, a record, apart.
    fn function_of_parts(&mut self, body: impl FnOnce(&mut Self) -> String) -> String {
        let (mut pattern, mut names, mut kind) = self.pattern();
        while kind != Kind::Rec {
            (pattern, names, kind) = self.pattern();
        }
        let body = self.within(&names, body);
        format!("(fn ({pattern}) {body})")
    }

    /// A function with this result, written out or by its name.
    pub(super) fn function_to(&mut self, params: &[Kind], to: Kind, depth: usize) -> String {
        let known = match (params, to) {
            ([Kind::Int], Kind::Int) => Some(Kind::Fn1),
            ([Kind::Int, Kind::Int], Kind::Int) => Some(Kind::Fn2),
            _ => None,
        };
        if let Some(kind) = known
            && self.once_in(3)
        {
            if let Some(name) = self.var(kind) {
                return name;
            }
            return match kind {
                Kind::Fn1 => self
                    .numbers
                    .of(&["inc", "dec", "abs", "-", "tick"])
                    .to_owned(),
                _ => self.numbers.of(&["+", "*", "max", "min"]).to_owned(),
            };
        }
        self.in_loop += 1;
        let function = self.function(params, |this| this.value(to, depth));
        self.in_loop -= 1;
        function
    }

    /// A function that makes markup of an item.
    pub(super) fn function_to_markup(&mut self, params: &[Kind], depth: usize) -> String {
        if params == [Kind::Int]
            && self.once_in(4)
            && let Some(name) = self.var(Kind::FnMarkup)
        {
            return name;
        }
        self.in_loop += 1;
        let function = self.function(params, |this| {
            let forms = 1 + this.numbers.below(2);
            let body: Vec<String> = (0..forms).map(|_| this.markup(depth)).collect();
            body.join(" ")
        });
        self.in_loop -= 1;
        function
    }

    /// A function as a value.
    pub(super) fn function_value(&mut self, kind: Kind, depth: usize) -> String {
        match kind {
            Kind::Fn1 => self.function(&[Kind::Int], |this| this.value(Kind::Int, depth)),
            Kind::Fn2 => {
                self.function(&[Kind::Int, Kind::Int], |this| this.value(Kind::Int, depth))
            }
            _ => self.function(&[Kind::Int], |this| this.markup(depth)),
        }
    }

    /// A list to walk, and what its items are.
    pub(super) fn list_to_walk(&mut self, depth: usize) -> (String, Kind) {
        let (list, item) = self.numbers.of(&[
            (Kind::Ints, Kind::Int),
            (Kind::Strs, Kind::Str),
            (Kind::Recs, Kind::Rec),
        ]);
        (self.value(list, depth), item)
    }
}
