//! What a fragment's handler is asked, and how it answers.

use chrono_tz::Tz;
use contracts::{Services, Tag};
use sx::{Html, View};

use crate::app::Template;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::host_functions::HostFunctions;
use crate::made_of::MadeOf;
use crate::page;
use crate::scene::{FragmentsView, PageContext, RequestView, zone_of};
use crate::setup::Mode;
use crate::visitor::Visitor;

/// What a fragment's handler returns. A fault that is the asker's (not found, forbidden) means that there is nothing to
/// show; any other that something is wrong, and pages show the last good copy.
pub type FragmentAnswer = Result<Html, Fault>;

/// What a fragment's handler is asked.
pub struct FragmentRequest {
    frame: Frame,
    locale: String,
    visitor: Visitor,
    zone: Tz,
    made_of: MadeOf,
}

impl FragmentRequest {
    pub(crate) async fn new(frame: Frame, locale: &str, visitor: Visitor, made_of: MadeOf) -> Self {
        let last = frame.house.surroundings.last_known();
        let zone = match last {
            Some(known) => zone_of(&known.site),
            None => {
                let site = frame.services().blog.site().await;
                site.map_or(Tz::UTC, |site| zone_of(&site))
            }
        };
        Self {
            frame,
            locale: locale.to_owned(),
            visitor,
            zone,
            made_of,
        }
    }

    /// The owner's frame.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The domains.
    pub fn services(&self) -> &Services {
        self.frame.services()
    }

    /// Whom it is drawn for; nobody where all see the same.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// The language of the page.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// Says what the fragment is made of: when that changes, its copies are dropped.
    pub fn tag(&self, tag: Tag) {
        self.made_of.tell(tag);
    }

    /// Renders a component of the owner. Of the context it sees the app and the language, and nothing of the page that
    /// it will stand in: the same fragment stands in many.
    pub fn draw<V: View>(&self, template: Template<V>, view: &V) -> FragmentAnswer {
        let house = &self.frame.house;
        let Some(app) = self.frame.mounted() else {
            return Err(Fault::internal("a fragment's owner is not mounted"));
        };
        let program = app
            .templates
            .program()
            .map_err(|broken| Fault::templates(broken.faults))?;
        let context = PageContext {
            site: None,
            app: self.frame.app().as_str(),
            apps: &[],
            request: RequestView {
                path: "",
                url: String::new(),
                canonical: None,
                id: String::new(),
                lang: &self.locale,
            },
            fragments: FragmentsView::default(),
            dev: house.mode == Mode::Dev,
        };
        let functions = HostFunctions {
            assets: &house.assets,
            urls: &house.urls,
            language: house.words.language(&self.locale),
            zone: self.zone,
        };
        page::draw(&program, template, view, &functions, &context)
    }
}
