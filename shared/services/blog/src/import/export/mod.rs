//! A Ghost export as a stream: its tables one row at a time, never the whole document in memory.
//!
//! Both shapes are read: `{"db": [{"meta", "data"}]}` and `{"meta", "data"}`. Tables may come in any order; those that
//! nobody wants are passed over, as are columns that we do not know.

mod bounded;
mod cell;
mod row;
mod stream;

pub(super) use cell::{GhostId, Key};
pub(super) use row::{LinkRow, PostMetaRow, PostRow, Row, SettingRow, TagRow, UserRow};
pub(super) use stream::{Reading, read};
