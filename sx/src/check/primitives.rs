//! Primitives and host functions: what their signatures say of arguments and results.

use super::Checker;
use super::fact::{Fact, Kind, Nil};
use crate::diagnostic::Fault;
use crate::primitives::Prim;
use crate::reference::{Param, Signature, Ty};
use crate::source::Span;
use crate::tree::Node;
use crate::value::Type;

/// How many arguments are looked at the other way around.
const TURNED: usize = 2;

/// What the letters of a signature stand for in one call.
#[derive(Default)]
struct Letters([Option<Fact>; 26]);

impl Letters {
    fn place(&mut self, letter: char) -> &mut Option<Fact> {
        let index = (letter as usize).wrapping_sub('a' as usize);
        &mut self.0[index.min(25)]
    }
}

impl<'n> Checker<'n> {
    pub(super) fn primitive(&mut self, prim: Prim, args: &'n [Node]) -> Fact {
        self.by_signature(prim.signature(), args)
    }

    /// Follows the arguments and says what the call makes.
    pub(super) fn by_signature(&mut self, signature: &Signature, args: &'n [Node]) -> Fact {
        let mut letters = Letters::default();
        let mut facts = [Fact::ANY; TURNED];
        let mut wrong = None;
        for (index, node) in args.iter().enumerate() {
            let fact = self.value(node);
            if let Some(place) = facts.get_mut(index) {
                *place = fact;
            }
            if let Some(param) = signature.param(index) {
                if wrong.is_none() && !self.takes(param, fact) {
                    wrong = Some((param, fact, node.span));
                }
                self.learn(&param.ty, fact, &mut letters);
            }
        }
        if let Some((param, fact, span)) = wrong {
            let help = match args.len() {
                TURNED => self.turned(signature, facts),
                _ => None,
            };
            self.refuse_argument(&signature.name, param, fact, span, help);
        }
        self.result(&signature.result, &mut letters)
    }

    /// Says that an argument is certainly wrong.
    pub(super) fn refuse_argument(
        &mut self,
        name: &str,
        param: &Param,
        fact: Fact,
        span: Span,
        help: Option<String>,
    ) {
        let (wanted, found) = (describe(&param.ty), self.facts.describe(fact));
        let message = format!("`{name}`: expected {wanted}, found {found}");
        self.say(Fault::new(span, message).maybe_help(help));
    }

    /// Advice for two arguments that would fit the other way around.
    fn turned(&self, signature: &Signature, [a, b]: [Fact; TURNED]) -> Option<String> {
        let (first, second) = (signature.param(0)?, signature.param(1)?);
        let is_turned = first.name != second.name && self.takes(first, b) && self.takes(second, a);
        is_turned.then(|| {
            let (name, first, second) = (&signature.name, &first.name, &second.name);
            format!("the other way around: `({name} {first} {second})`")
        })
    }

    /// Whether an argument is not certainly wrong.
    pub(super) fn takes(&self, param: &Param, fact: Fact) -> bool {
        param.optional && fact.kind == Kind::Nil || self.may_take(&param.ty, fact)
    }

    fn may_take(&self, ty: &Ty, fact: Fact) -> bool {
        if matches!(fact.kind, Kind::Any | Kind::Never | Kind::Content) {
            return true;
        }
        match ty {
            Ty::Plain(wanted) => may_be(*wanted, fact),
            Ty::ListOf(item) => match fact.kind {
                Kind::List(line) => self.may_take(item, self.facts.item(line)),
                _ => false,
            },
            Ty::Var('n') => fact.is_number(),
            Ty::Var(_) => true,
            Ty::OneOf(types) => types.iter().any(|ty| self.may_take(ty, fact)),
            Ty::OrNil(ty) => fact.kind == Kind::Nil || self.may_take(ty, fact),
        }
    }

    /// Notes what the letters in the type of a parameter stand for.
    fn learn(&mut self, ty: &Ty, fact: Fact, letters: &mut Letters) {
        match ty {
            Ty::Var(letter) => {
                let place = letters.place(*letter);
                *place = Some(match *place {
                    None => fact,
                    Some(known) if *letter == 'n' => common_number(known, fact),
                    Some(known) => self.facts.join(known, fact),
                });
            }
            Ty::OrNil(ty) => self.learn(ty, fact.not_nil(), letters),
            Ty::ListOf(item) => {
                let found = match fact.kind {
                    Kind::List(line) => fact.read(self.facts.item(line)),
                    Kind::Never | Kind::Nil => Fact::NEVER,
                    _ => Fact::ANY,
                };
                self.learn(item, found, letters);
            }
            Ty::Plain(_) | Ty::OneOf(_) => {}
        }
    }

    fn result(&mut self, ty: &Ty, letters: &mut Letters) -> Fact {
        match ty {
            Ty::Plain(ty) => self.facts.of_type(*ty, false, 0).value(),
            Ty::ListOf(item) => {
                let item = self.result(item, letters);
                self.facts.list(item)
            }
            Ty::Var('n') => match *letters.place('n') {
                None => Fact::INT,
                Some(fact) if fact.is_number() => Fact::of(fact.kind),
                Some(_) => Fact::of(Kind::Num),
            },
            Ty::Var(letter) => letters.place(*letter).unwrap_or(Fact::NEVER),
            Ty::OneOf(types) => {
                let mut all = Fact::NEVER;
                for ty in types {
                    let fact = self.result(ty, letters);
                    all = self.facts.join(all, fact);
                }
                all
            }
            Ty::OrNil(ty) => self.result(ty, letters).or_nil(Nil::Unclear),
        }
    }
}

/// Whether something of which this is known may be of a type. Numbers that are whole, but written with
/// decimals, count as whole.
fn may_be(wanted: Type, fact: Fact) -> bool {
    match wanted {
        Type::Any => true,
        Type::Int | Type::Dec => fact.is_number(),
        Type::Bool => fact.kind == Kind::Bool,
        Type::Str => fact.kind == Kind::Str,
        Type::Safe => fact.kind == Kind::Safe,
        Type::List | Type::ListOf(_) => matches!(fact.kind, Kind::List(_)),
        Type::Rec | Type::Record(_) => fact.is_record(),
        Type::Fn => matches!(fact.kind, Kind::Fn(_)),
        Type::Slot => matches!(fact.kind, Kind::Slot | Kind::Safe | Kind::Str) || fact.is_number(),
    }
}

fn common_number(a: Fact, b: Fact) -> Fact {
    Fact::of(match (a.kind, b.kind) {
        (Kind::Int, Kind::Int) => Kind::Int,
        (Kind::Dec, _) | (_, Kind::Dec) => Kind::Dec,
        _ => Kind::Num,
    })
}

/// As messages name it.
fn describe(ty: &Ty) -> String {
    match ty {
        Ty::Plain(ty) => ty.to_string(),
        Ty::ListOf(item) => match &**item {
            Ty::Var(letter) if *letter != 'n' => "List".into(),
            item => format!("[{}]", describe(item)),
        },
        Ty::Var('n') => "a number".into(),
        Ty::Var(_) => "Any".into(),
        Ty::OneOf(types) => match types.as_slice() {
            [Ty::Plain(Type::Int), Ty::Plain(Type::Dec)] => "a number".into(),
            types => {
                let names: Vec<String> = types.iter().map(describe).collect();
                match names.split_last() {
                    Some((last, [])) => last.clone(),
                    Some((last, first)) => format!("{} or {last}", first.join(", ")),
                    None => "nothing".into(),
                }
            }
        },
        Ty::OrNil(ty) => describe(ty),
    }
}
