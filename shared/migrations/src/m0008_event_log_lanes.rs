//! Each handler claims its own steps, and what is long over is found and deleted.

use crate::step::Step;

pub(crate) const STEP: Step = Step::same(
    "m0008_event_log_lanes",
    "
DROP INDEX activity_steps_due;
CREATE INDEX activity_steps_due ON activity_steps (handler, due_at, activity) WHERE state = 'waiting';
CREATE INDEX ap_activities_old ON ap_activities (visibility, created_at);
",
);
