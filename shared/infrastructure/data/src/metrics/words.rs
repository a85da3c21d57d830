//! The words that tell numbers of one name apart, and how things end.

use prometheus_client::encoding::EncodeLabelSet;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct RequestLabels {
    pub(super) app: &'static str,
    pub(super) method: &'static str,
    pub(super) status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct FragmentLabels {
    pub(super) kind: &'static str,
    pub(super) outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct OutcomeLabels {
    pub(super) outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct HandledLabels {
    pub(super) handler: &'static str,
    pub(super) outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct TroubleLabels {
    pub(super) trouble: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct ConnectionLabels {
    pub(super) pool: &'static str,
    pub(super) state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct PoolLabels {
    pub(super) pool: &'static str,
}

/// How a fragment came to its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FragmentOutcome {
    /// From the cache, still true.
    Cached,
    /// From the cache, past its time, while another is fetched.
    Stale,
    /// Drawn by its owner in this process.
    Drawn,
    /// Fetched from its owner's process.
    Fetched,
    /// It did not come: the last good copy.
    LastGood,
    /// It did not come, and never has: the placeholder.
    Placeholder,
}

/// How a whole page came out of the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageOutcome {
    /// It was there and true.
    Hit,
    /// It was there and past its time.
    Stale,
    /// It had to be made.
    Miss,
    /// It was there and doubtful or old, and nothing better came.
    LastGood,
}

/// How a handler's step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandledOutcome {
    /// Done.
    Done,
    /// To be tried again.
    Failed,
    /// Given up.
    Dead,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct BuildLabels {
    pub(super) version: &'static str,
}

impl FragmentOutcome {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Cached => "cached",
            Self::Stale => "stale",
            Self::Drawn => "drawn",
            Self::Fetched => "fetched",
            Self::LastGood => "last_good",
            Self::Placeholder => "placeholder",
        }
    }
}

impl PageOutcome {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Stale => "stale",
            Self::Miss => "miss",
            Self::LastGood => "last_good",
        }
    }
}

impl HandledOutcome {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Dead => "dead",
        }
    }
}
