//! The closed list of elements and attributes, for tests that go through all of it.

use crate::markup::{self, AttrContext, Content};

/// What an element may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing.
    Nothing,
    /// Elements and text.
    Markup,
    /// Text alone.
    Text,
}

/// How an attribute is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Treated {
    /// As text.
    Text,
    /// As text, where truth values are words.
    Words,
    /// As an address.
    Address,
    /// As the address of a picture.
    Picture,
    /// As addresses with spaces between.
    Addresses,
    /// As candidates for a picture.
    Pictures,
}

/// An element of the closed list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The name of its tag.
    pub tag: &'static str,
    /// What may stand in it.
    pub holds: Holds,
    /// Its attributes, `data-x` and `aria-label` for those of which there are any number.
    pub attributes: Vec<(&'static str, Treated)>,
}

/// All elements, each once.
pub fn elements() -> Vec<Listed> {
    let mut tags: Vec<&str> = markup::elements().collect();
    tags.sort_unstable();
    tags.dedup();
    tags.into_iter().map(listed).collect()
}

fn listed(tag: &'static str) -> Listed {
    let mut names: Vec<&str> = markup::attributes(tag).collect();
    names.extend(["data-x", "aria-label"]);
    names.sort_unstable();
    names.dedup();
    let treated = |name: &'static str| match markup::attribute(tag, name) {
        Ok(AttrContext::Text) => Some((name, Treated::Text)),
        Ok(AttrContext::Words) => Some((name, Treated::Words)),
        Ok(AttrContext::Url) => Some((name, Treated::Address)),
        Ok(AttrContext::ImageUrl) => Some((name, Treated::Picture)),
        Ok(AttrContext::UrlList) => Some((name, Treated::Addresses)),
        Ok(AttrContext::Srcset) => Some((name, Treated::Pictures)),
        Err(_) => None,
    };
    Listed {
        tag,
        holds: match markup::content(tag) {
            Content::Markup => Holds::Markup,
            Content::Characters => Holds::Text,
            Content::Void | Content::Empty | Content::Json => Holds::Nothing,
        },
        attributes: names.into_iter().filter_map(treated).collect(),
    }
}
