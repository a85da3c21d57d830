//! Values: what templates compute with. They are data and borrowed wherever possible.

mod arena;
mod closure;
mod component_call;
mod later;
mod list;
mod record;
mod safe;
mod to_val;
mod types;
mod val;

pub use arena::{Arena, ArenaFull};
pub(crate) use closure::Closure;
pub(crate) use closure::SlotOf;
pub use closure::{Function, Slot};
pub use component_call::ComponentCall;
pub use later::Later;
pub use list::List;
pub(crate) use record::ArenaRecord;
pub use record::{Field, FieldSite, Record, Shape, View};
pub use safe::{Safe, SafeStr};
pub use to_val::ToVal;
pub use types::{ItemType, Type};
pub use val::Val;
