//! Stored pictures and files: kept once by their content, served with their resized copies.
//!
//! A file lies in `<data>/media/<first two hex digits>/<hash>`; its resized copies beside it as `<hash>-w640`. Everything is
//! written to `incoming/` first, flushed, then renamed, so that a file under its hash is whole. What it is (its type
//! and size in pixels) is found from its content once and kept in the `media` table; `media_sources` remembers which
//! path of an old site it came from. Addresses are `/media/<hash>/<name>` and `/media/<hash>/w640/<name>`: they never
//! change their content, except that a copy not made yet is answered by the original ([`OpenedFile::is_stand_in`]).
//!
//! Resizing happens behind the requests: [`MediaStore::open`] asks for a missing copy and a [`Resizer`] makes it.
//! SVG is stored as it came: who serves it sends a policy that lets it do nothing but paint.

mod address;
mod kind;
mod privacy;
mod receiving;
mod resizer;
mod resizing;
mod store;

pub use address::{MediaAddress, MediaHash, WIDTHS, file_name};
pub use receiving::FILE_BYTES_MAX;
pub(crate) use receiving::Temporary;
pub use resizer::{Resized, Resizer};
pub(crate) use store::Disk;
pub use store::{MediaStore, OpenedFile, Pictures};
