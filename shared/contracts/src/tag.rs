//! What a cached page or fragment was made of, so that a change drops exactly what it makes untrue.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::id::{EntryId, PostId, ProductId};

/// A mark on something cached. Its text (`post:0198…`) is its key in Redis and its form between processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tag {
    /// The site's settings: everything that has a header.
    Site,
    /// The menus.
    Menus,
    /// Any list of posts, and tags and authors.
    Posts,
    /// One post.
    Post(PostId),
    /// Any list of products.
    Products,
    /// One product.
    Product(ProductId),
    /// Any list of calendar entries.
    Entries,
    /// One calendar entry.
    Entry(EntryId),
    /// A container's children: what a page, market or calendar holds.
    Container(Uuid),
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site => f.write_str("site"),
            Self::Menus => f.write_str("menus"),
            Self::Posts => f.write_str("posts"),
            Self::Post(id) => write!(f, "post:{id}"),
            Self::Products => f.write_str("products"),
            Self::Product(id) => write!(f, "product:{id}"),
            Self::Entries => f.write_str("entries"),
            Self::Entry(id) => write!(f, "entry:{id}"),
            Self::Container(id) => write!(f, "container:{id}"),
        }
    }
}

/// A text that is no tag's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not the text of a cache tag")]
pub struct UnknownTag;

impl FromStr for Tag {
    type Err = UnknownTag;

    fn from_str(text: &str) -> Result<Self, UnknownTag> {
        let Some((kind, id)) = text.split_once(':') else {
            return match text {
                "site" => Ok(Self::Site),
                "menus" => Ok(Self::Menus),
                "posts" => Ok(Self::Posts),
                "products" => Ok(Self::Products),
                "entries" => Ok(Self::Entries),
                _ => Err(UnknownTag),
            };
        };
        let id = Uuid::from_str(id).map_err(|_| UnknownTag)?;
        match kind {
            "post" => Ok(Self::Post(PostId(id))),
            "product" => Ok(Self::Product(ProductId(id))),
            "entry" => Ok(Self::Entry(EntryId(id))),
            "container" => Ok(Self::Container(id)),
            _ => Err(UnknownTag),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_every_tag_is_read_back() {
        let id = Uuid::from_u128(0x0198_7c5d_0000_7000_8000_0000_0000_0001);
        for tag in [
            Tag::Site,
            Tag::Menus,
            Tag::Posts,
            Tag::Post(PostId(id)),
            Tag::Products,
            Tag::Product(ProductId(id)),
            Tag::Entries,
            Tag::Entry(EntryId(id)),
            Tag::Container(id),
        ] {
            assert_eq!(tag.to_string().parse(), Ok(tag));
        }
        for wrong in ["", "post", "post:", "post:x", "moon:0198", "site:1"] {
            assert_eq!(wrong.parse::<Tag>(), Err(UnknownTag), "{wrong}");
        }
    }
}
