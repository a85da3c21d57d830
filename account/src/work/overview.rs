//! Today: how the house does, and the way to each screen.

use web::{Answer, Template, ViewCheck};

use super::events::FiguresView;
use super::{Desk, DeskView, Screen};

const OVERVIEW: Template<OverviewView> = Template::new("~account:work/overview");

pub(super) fn views() -> [ViewCheck; 1] {
    [OVERVIEW.check().at("GET /work/")]
}

#[derive(sx::Record)]
struct OverviewView {
    desk: DeskView,
    today: i64,
    figures: FiguresView,
}

pub(super) async fn overview(desk: Desk) -> Answer {
    let figures = desk.services().event_log.figures().await?;
    let view = OverviewView {
        desk: desk.view(Screen::Today),
        today: desk.cx.now().micros(),
        figures: FiguresView::of(&figures),
    };
    desk.page(OVERVIEW, &view, None).await
}
