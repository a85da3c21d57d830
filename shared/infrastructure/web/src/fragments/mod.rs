//! Pieces of a page that another app owns: its menu, its basket, its cards.
//!
//! An app draws one:
//! ```text
//! fragments: vec![FragmentRoute::of(container_cards)],
//!
//! async fn container_cards(request: FragmentRequest, asked: ContainerCards) -> FragmentAnswer {
//!     let entries = request.services().events.of_container(asked.container).await?;
//!     request.tag(Tag::Container(asked.container.id));
//!     request.draw(CARDS, &CardsView::of(&request, entries))
//! }
//! ```
//! A page of any app shows it:
//! ```text
//! let [entries] = cx.fragments([ContainerCards { app: AppName::Events, container }.into()]).await;
//! cx.page(PAGE, &PageView { entries, .. }).await    // in the template: (~shared:fragments/fragment :fragment entries)
//! ```

mod arguments;
mod call;
mod check;
mod client;
pub(crate) mod doors;
mod everywhere;
mod kind;
mod owner;
mod peers;
mod query;
mod request;
mod rests;
mod route;
mod view;
mod wire;

pub use arguments::{
    AccountNavItem, AccountPage, AuthMenu, CartMini, ContainerCards, ContainerNav,
    FragmentArguments, LinkCard, NavItem, NavTree,
};
pub use call::Fragment;
pub(crate) use client::{Fragments, Shown, What};
pub(crate) use everywhere::checks;
pub use everywhere::{nav_item, nothing_yet};
pub use kind::{Audience, FragmentKind, Placeholder, UnknownFragment};
pub use query::{Query, Refused};
pub use request::{FragmentAnswer, FragmentRequest};
pub use route::FragmentRoute;
pub use view::FragmentView;
