//! How functions are described: `(slice subject:Str|List? start:Int end?:Int) -> Str|List?`.
//!
//! - `name:Type` must be given, `name?:Type` may be left out (or be `nil`, which is the same).
//! - `&rest name:Type` takes all further arguments; `&key name?:Type …` are keyword arguments, and a last
//!   `…` among them takes any keyword.
//! - A type is `Any Bool Int Dec Str List Rec Safe Slot Fn` or `Num` (`Int|Dec`); `[T]` is a list of `T`,
//!   `A|B` one of both, and a `?` at the end says that it may be `nil`. Where `Dec` is taken, `Int` will do.
//! - A small letter is whatever the arguments at its places have in common: `(first items:[a]?) -> a?`. `n`
//!   is a number: `Int` if all are, else `Dec`. `o` has an order: all are numbers, or all are text.

use std::fmt;

use crate::value::{Type, Val};

/// A parsed signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name of the function.
    pub name: String,
    /// The positional parameters; those that may be left out come last.
    pub params: Vec<Param>,
    /// What takes all further arguments.
    pub rest: Option<Param>,
    /// The keyword parameters.
    pub keys: Vec<Param>,
    /// Whether other keywords are taken too.
    pub any_key: bool,
    /// What the function makes.
    pub result: Ty,
}

/// A parameter of a [`Signature`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// What it is called in the signature.
    pub name: String,
    /// What it takes.
    pub ty: Ty,
    /// Whether it may be left out.
    pub optional: bool,
}

/// What an argument or a result may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// A value of this type. As a parameter, `Dec` takes whole numbers too.
    Plain(Type),
    /// A list of such items.
    ListOf(Box<Ty>),
    /// What the arguments at the places of this letter have in common; `n` is a number, `o` is a number or text.
    Var(char),
    /// One of several.
    OneOf(Vec<Ty>),
    /// This, or `nil`.
    OrNil(Box<Ty>),
}

/// Why a text is no signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureError(String);

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SignatureError {}

/// The name at the beginning of a signature: what stands between `(` and a space or `)`.
pub(crate) const fn name_of(signature: &'static str) -> &'static str {
    let bytes = signature.as_bytes();
    assert!(
        !bytes.is_empty() && bytes[0] == b'(',
        "a signature begins with `(`"
    );
    let mut end = 1;
    while end < bytes.len() && bytes[end] != b' ' && bytes[end] != b')' {
        end += 1;
    }
    signature.split_at(end).0.split_at(1).1
}

impl Signature {
    /// Reads a signature.
    pub fn parse(text: &str) -> Result<Signature, SignatureError> {
        let wrong = |what: &str| SignatureError(format!("{what} in the signature `{text}`"));
        let (call, result) = text
            .split_once(") -> ")
            .ok_or_else(|| wrong("`) -> Type` is missing"))?;
        let call = call
            .strip_prefix('(')
            .ok_or_else(|| wrong("`(` is missing"))?;
        let mut words = call.split(' ').filter(|word| !word.is_empty());
        let mut signature = Signature {
            name: words.next().ok_or_else(|| wrong("no name"))?.to_owned(),
            params: Vec::new(),
            rest: None,
            keys: Vec::new(),
            any_key: false,
            result: ty(result).ok_or_else(|| wrong("no type of the result"))?,
        };
        let mut in_keys = false;
        while let Some(word) = words.next() {
            match word {
                "&key" => in_keys = true,
                "&rest" => {
                    let rest = words.next().and_then(param);
                    signature.rest = Some(rest.ok_or_else(|| wrong("no parameter after `&rest`"))?);
                }
                "…" if in_keys => signature.any_key = true,
                word => {
                    let param =
                        param(word).ok_or_else(|| wrong(&format!("`{word}` is no parameter")))?;
                    if in_keys {
                        signature.keys.push(param);
                    } else if !param.optional
                        && signature.params.last().is_some_and(|last| last.optional)
                    {
                        return Err(wrong(
                            "a parameter that must be given follows one that need not",
                        ));
                    } else {
                        signature.params.push(param);
                    }
                }
            }
        }
        Ok(signature)
    }

    /// The fewest and the most positional arguments.
    pub fn arity(&self) -> (usize, usize) {
        let least = self.params.iter().filter(|param| !param.optional).count();
        let most = match &self.rest {
            Some(_) => usize::MAX,
            None => self.params.len(),
        };
        (least, most)
    }

    /// The parameter of the positional argument at `index`.
    pub fn param(&self, index: usize) -> Option<&Param> {
        self.params.get(index).or(self.rest.as_ref())
    }
}

impl Ty {
    /// Whether a value may stand here. Letters take anything of their sort; what their places have in
    /// common is for the reader of the whole signature.
    pub fn accepts(&self, value: Val<'_>) -> bool {
        match self {
            Ty::Plain(Type::Any) => true,
            Ty::Plain(ty) => value.kind().is_some_and(|found| ty.accepts(found)),
            Ty::ListOf(item) => match value {
                Val::List(list) => (0..list.len()).all(|index| item.accepts(list.item(index))),
                _ => false,
            },
            Ty::Var('o') => matches!(value, Val::Int(_) | Val::Dec(_) | Val::Str(_)),
            Ty::Var('n') => matches!(value, Val::Int(_) | Val::Dec(_)),
            Ty::Var(_) => true,
            Ty::OneOf(types) => types.iter().any(|ty| ty.accepts(value)),
            Ty::OrNil(ty) => matches!(value, Val::Nil) || ty.accepts(value),
        }
    }
}

/// `name:Type` or `name?:Type`.
fn param(word: &str) -> Option<Param> {
    let (name, written) = word.split_once(':')?;
    let (name, optional) = match name.strip_suffix('?') {
        Some(name) => (name, true),
        None => (name, false),
    };
    if name.is_empty() {
        return None;
    }
    Some(Param {
        name: name.to_owned(),
        ty: ty(written)?,
        optional,
    })
}

fn ty(text: &str) -> Option<Ty> {
    if let Some(text) = text.strip_suffix('?') {
        return Some(Ty::OrNil(Box::new(ty(text)?)));
    }
    let mut types = alternatives(text).map(one).collect::<Option<Vec<_>>>()?;
    match types.len() {
        1 => types.pop(),
        _ => Some(Ty::OneOf(types)),
    }
}

/// The parts between the `|` that stand outside of brackets.
fn alternatives(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    text.split(move |c| {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        c == '|' && depth == 0
    })
}

fn one(text: &str) -> Option<Ty> {
    if let Some(item) = text.strip_prefix('[') {
        return Some(Ty::ListOf(Box::new(ty(item.strip_suffix(']')?)?)));
    }
    match text {
        "Num" => Some(Ty::OneOf(vec![Ty::Plain(Type::Int), Ty::Plain(Type::Dec)])),
        "Fn" => Some(Ty::Plain(Type::Fn)),
        _ => match Type::named(text) {
            Some(ty) => Some(Ty::Plain(ty)),
            None => {
                let mut letters = text.chars();
                let letter = letters.next().filter(char::is_ascii_lowercase)?;
                letters.next().is_none().then_some(Ty::Var(letter))
            }
        },
    }
}
