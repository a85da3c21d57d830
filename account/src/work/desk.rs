//! A request of somebody who may work here, and what every staff page shows around its own.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use contracts::{ServiceError, Services};
use sx::View;
use web::{Answer, Done, Fault, Frame, Refusal, RequestContext, Staff, Template};

use super::Said;

/// Where staff work: the request, and the proof that it may. Whoever may not gets 404.
pub(crate) struct Desk {
    pub(crate) cx: RequestContext,
    _staff: Staff,
}

impl FromRequestParts<Frame> for Desk {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, frame: &Frame) -> Result<Self, Fault> {
        let Ok(cx) = RequestContext::from_request_parts(parts, frame).await;
        let staff = cx.staff()?;
        Ok(Self { cx, _staff: staff })
    }
}

/// The screens, as the row of links at the top names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    Today,
    Menus,
    Pages,
    Events,
}

impl Screen {
    fn name(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Menus => "menus",
            Self::Pages => "pages",
            Self::Events => "events",
        }
    }
}

/// What `~account:work/page` is given.
#[derive(sx::Record)]
pub(crate) struct DeskView {
    screen: &'static str,
    /// What the form before this page did.
    done: Option<&'static str>,
}

impl Desk {
    /// The domains.
    pub(crate) fn services(&self) -> &Services {
        self.cx.services()
    }

    /// What surrounds a page of this screen.
    pub(crate) fn view(&self, screen: Screen) -> DeskView {
        DeskView {
            screen: screen.name(),
            done: self.cx.done::<Said>().map(Done::key),
        }
    }

    /// A staff page: never kept by anyone, so that going back shows how things stand now. With a refusal it has that
    /// one's status.
    pub(crate) async fn page<V: View + Sync>(
        &self,
        template: Template<V>,
        view: &V,
        refusal: Option<&Refusal>,
    ) -> Answer {
        let status = refusal.map_or(StatusCode::OK, Refusal::status);
        self.cx.page_as(status, template, view).await
    }
}

/// A thing that a button was pressed for and that is not there: somebody removed it since the page was drawn.
pub(crate) fn gone_is_changed(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::NotFound => ServiceError::Conflict("it is not there any more".into()),
        other => other,
    }
}
