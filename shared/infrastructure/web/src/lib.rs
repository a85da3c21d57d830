//! The web frame: what the six apps share of hosts, requests, pages, fragments, words, files and errors.
//!
//! It knows the contracts and SX; it knows no app, no domain's rules and no database.
//!
//! An app is a plain value:
//! ```text
//! pub fn app() -> App {
//!     App {
//!         name: AppName::Blog,
//!         routes,
//!         templates: web::templates!(),
//!         fragments: vec![FragmentRoute::of(fragments::nav_tree)],
//!         queries: Vec::new(),
//!         views: vec![HOME.check().at("GET /"), ARTICLE.check().at("GET /{slug}/")],
//!     }
//! }
//!
//! const HOME: Template<HomeView> = Template::new("~blog:pages/home");
//!
//! fn routes() -> Router<Frame> {
//!     Router::new().route("/", get(home))
//! }
//!
//! async fn home(cx: RequestContext) -> Answer {
//!     let posts = cx.services().blog.posts(PageNumber::FIRST, 12).await?;
//!     cx.page(HOME, &HomeView::of(&cx, posts)).await
//! }
//! ```
//! To add a page: write its `defcomp` in the app's `templates/`, a struct with the same fields and
//! `#[derive(sx::Record)]`, a [`Template`] constant that joins the two, its check in the app's `views`, a handler and a route.
//! To add a form: see `forms`. To add a staff screen: its handler begins with [`RequestContext::staff`].
//! To add a fragment: see [`FragmentKind`].

mod accept;
mod app;
mod assets;
mod client_address;
mod conditional;
mod context;
mod declared;
mod definitions;
mod document;
mod error_page;
mod example;
mod fault;
mod forms;
mod fragments;
mod frame;
mod health;
mod host_functions;
mod hosts;
mod kept;
mod limits;
mod made_of;
mod media;
mod page;
mod picture;
mod place;
mod plain_text;
mod rates;
mod request_id;
mod request_log;
mod scene;
mod security;
mod serve;
mod setup;
mod spans;
mod staff;
mod templates;
mod urls;
mod visitor;
mod words;
mod workbench;

pub use app::{App, NoFields, Template, ViewCheck};
pub use client_address::ClientAddress;
pub use context::{RequestContext, page_number};
pub use declared::{Argument, Arguments, Asking, Data, DataQuery};
pub use example::{Example, reference};
pub use fault::{Answer, Fault};
pub use forms::{Done, FieldView, Form, Refusal, RefusalView};
pub use fragments::{
    AccountNavItem, AccountPage, Audience, AuthMenu, CartMini, ContainerCards, ContainerNav,
    Fragment, FragmentAnswer, FragmentArguments, FragmentKind, FragmentRequest, FragmentRoute,
    FragmentView, LinkCard, NavItem, NavTree, Placeholder, Query, Refused, UnknownFragment,
    nav_item, nothing_yet,
};
pub use frame::Frame;
pub use health::Readiness;
pub use hosts::Hosts;
pub use kept::kept;
pub use limits::Limits;
pub use media::{MediaFile, MediaFiles};
pub use picture::PictureView;
pub use place::Place;
pub use plain_text::{excerpt, paragraphs};
pub use request_id::RequestId;
pub use serve::{serve, serve_behind};
pub use setup::{Mode, Setup, StartError};
pub use staff::Staff;
pub use templates::{TemplateFolder, told_once};
pub use urls::{Scheme, Urls};
pub use visitor::Visitor;
pub use workbench::{
    AppTemplates, Workbench, app_templates, queries, shared_templates, template_folders,
};

#[doc(hidden)]
pub use include_dir;
