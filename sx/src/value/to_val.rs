//! How host types become values.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::value::{List, Record, Safe, Type, Val};

/// A host type that templates can see. `#[derive(sx::Record)]` implements it for structs; a
/// newtype implements it by handing on to what it wraps.
pub trait ToVal {
    /// The type that values of this host type have.
    const TYPE: Type = Type::Any;
    /// Whether the value may be `nil`.
    const OPTIONAL: bool = false;

    /// The value, borrowed from `self`.
    fn to_val(&self) -> Val<'_>;
}

impl ToVal for str {
    const TYPE: Type = Type::Str;
    #[inline]
    fn to_val(&self) -> Val<'_> {
        Val::Str(self)
    }
}

impl ToVal for String {
    const TYPE: Type = Type::Str;
    #[inline]
    fn to_val(&self) -> Val<'_> {
        Val::Str(self)
    }
}

impl ToVal for Cow<'_, str> {
    const TYPE: Type = Type::Str;
    fn to_val(&self) -> Val<'_> {
        Val::Str(self)
    }
}

impl ToVal for bool {
    const TYPE: Type = Type::Bool;
    #[inline]
    fn to_val(&self) -> Val<'_> {
        Val::Bool(*self)
    }
}

macro_rules! small_integers {
    ($($ty:ty)*) => {$(
        impl ToVal for $ty {
            const TYPE: Type = Type::Int;
            #[inline]
            fn to_val(&self) -> Val<'_> {
                Val::Int(i64::from(*self))
            }
        }
    )*};
}
small_integers!(i8 i16 i32 i64 u8 u16 u32);

/// Beyond the range of `Int` a number becomes a `Dec`, so nothing is lost.
macro_rules! wide_integers {
    ($($ty:ty)*) => {$(
        impl ToVal for $ty {
            const TYPE: Type = Type::Int;
            #[inline]
            fn to_val(&self) -> Val<'_> {
                i64::try_from(*self).map_or_else(|_| Val::Dec(Decimal::from(*self)), Val::Int)
            }
        }
    )*};
}
wide_integers!(u64 usize isize);

impl ToVal for Decimal {
    const TYPE: Type = Type::Dec;
    fn to_val(&self) -> Val<'_> {
        Val::Dec(*self)
    }
}

/// Infinite or huge numbers have no decimal and become `nil`.
impl ToVal for f64 {
    const TYPE: Type = Type::Dec;
    const OPTIONAL: bool = true;
    fn to_val(&self) -> Val<'_> {
        Decimal::try_from(*self).map_or(Val::Nil, |number| Val::Dec(number.normalize()))
    }
}

impl ToVal for Safe {
    const TYPE: Type = Type::Safe;
    fn to_val(&self) -> Val<'_> {
        Val::Safe(self.borrowed())
    }
}

impl<T: ToVal> ToVal for Option<T> {
    const TYPE: Type = T::TYPE;
    const OPTIONAL: bool = true;
    #[inline]
    fn to_val(&self) -> Val<'_> {
        self.as_ref().map_or(Val::Nil, ToVal::to_val)
    }
}

macro_rules! pointers {
    ($($ty:ty)*) => {$(
        impl<T: ToVal + ?Sized> ToVal for $ty {
            const TYPE: Type = T::TYPE;
            const OPTIONAL: bool = T::OPTIONAL;
            #[inline]
            fn to_val(&self) -> Val<'_> {
                (**self).to_val()
            }
        }
    )*};
}
pointers!(&T Box<T> Arc<T> Rc<T>);

impl<T: ToVal> ToVal for Vec<T> {
    const TYPE: Type = Type::list_of::<T>();
    #[inline]
    fn to_val(&self) -> Val<'_> {
        Val::List(self)
    }
}

impl<T: ToVal> ToVal for &[T] {
    const TYPE: Type = Type::list_of::<T>();
    fn to_val(&self) -> Val<'_> {
        Val::List(self)
    }
}

impl<T: ToVal, const N: usize> ToVal for [T; N] {
    const TYPE: Type = Type::list_of::<T>();
    fn to_val(&self) -> Val<'_> {
        Val::List(self as &dyn List)
    }
}

impl<V: ToVal> ToVal for BTreeMap<String, V> {
    const TYPE: Type = Type::Rec;
    fn to_val(&self) -> Val<'_> {
        Val::Rec(self as &dyn Record)
    }
}

impl ToVal for () {
    const TYPE: Type = Type::Rec;
    fn to_val(&self) -> Val<'_> {
        Val::Rec(self)
    }
}

impl ToVal for serde_json::Map<String, serde_json::Value> {
    const TYPE: Type = Type::Rec;
    fn to_val(&self) -> Val<'_> {
        Val::Rec(self)
    }
}

impl ToVal for serde_json::Value {
    const OPTIONAL: bool = true;
    fn to_val(&self) -> Val<'_> {
        use serde_json::Value as Json;
        match self {
            Json::Null => Val::Nil,
            Json::Bool(value) => Val::Bool(*value),
            Json::Number(number) => json_number(number),
            Json::String(text) => Val::Str(text),
            Json::Array(items) => Val::List(items),
            Json::Object(fields) => Val::Rec(fields),
        }
    }
}

fn json_number(number: &serde_json::Number) -> Val<'static> {
    if let Some(whole) = number.as_i64() {
        return Val::Int(whole);
    }
    if let Some(whole) = number.as_u64() {
        return Val::Dec(Decimal::from(whole));
    }
    number
        .as_f64()
        .and_then(|value| Decimal::try_from(value).ok())
        .map_or(Val::Nil, Val::Dec)
}
