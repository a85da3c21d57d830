//! One range of a file's bytes (RFC 9110 §14), as players of sound and film ask for it.

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// From `first` up to and without `end`.
    Inside { first: u64, end: u64 },
    /// Nothing that the file has.
    Outside,
}

impl Range {
    /// `None` for what is not one range of bytes: it is ignored, and the whole is sent.
    pub(super) fn parse(text: &str, total: u64) -> Option<Self> {
        let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
        let (first, end) = match (first.trim(), last.trim()) {
            ("", suffix) => (total.saturating_sub(suffix.parse().ok()?), total),
            (first, "") => (first.parse().ok()?, total),
            (first, last) => {
                let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
                if last < first {
                    return None;
                }
                (first, last.saturating_add(1).min(total))
            }
        };
        Some(if first < end {
            Self::Inside { first, end }
        } else {
            Self::Outside
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_or_none() {
        let inside = |first, end| Some(Range::Inside { first, end });
        for (text, expected) in [
            ("bytes=0-3", inside(0, 4)),
            ("bytes=4-", inside(4, 10)),
            ("bytes=-3", inside(7, 10)),
            ("bytes=-30", inside(0, 10)),
            ("bytes=8-99", inside(8, 10)),
            ("bytes=10-", Some(Range::Outside)),
            ("bytes=-0", Some(Range::Outside)),
            ("bytes=3-1", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
            ("bytes=x-1", None),
            ("bytes=99999999999999999999-", None),
        ] {
            assert_eq!(Range::parse(text, 10), expected, "{text}");
        }
    }
}
