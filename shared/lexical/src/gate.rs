//! What of a rendered article a reader may see.
//!
//! Two marks divide it: the paywall cuts the whole article in two, and gated blocks are cards for
//! some readers only. Both are comments in the HTML that [`crate::render`] gives.

const PAYWALL: &str = "<!--members-only-->";
const BLOCK_BEGIN: &str = "<!--kg-gated-block:begin";
const BLOCK_END: &str = "<!--kg-gated-block:end-->";

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// A visitor who has not signed in, and every public surface: feeds, search, caches.
    Public,
    /// A member without a paid plan.
    FreeMember,
    /// A member who pays, or was given a paid plan.
    PaidMember,
}

/// The part before the paywall; nothing when the article has none and is all of one piece.
pub fn free_part(html: &str) -> Option<&str> {
    html.find(PAYWALL).map(|at| &html[..at])
}

/// The HTML without the gated blocks that this reader may not see, and without their marks.
///
/// A block without an end is closed at the end of the HTML, so that nothing slips out of it.
pub fn for_audience(html: &str, audience: Audience) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(BLOCK_BEGIN) {
        out.push_str(&rest[..at]);
        let block = &rest[at + BLOCK_BEGIN.len()..];
        let Some(head_end) = block.find("-->") else {
            return out;
        };
        let (head, inside) = (&block[..head_end], &block[head_end + 3..]);
        let (inside, after) = inside.split_once(BLOCK_END).unwrap_or((inside, ""));
        if may_see(head, audience) {
            // blocks do not nest; a mark inside would be one that content brought along
            out.push_str(&inside.replace(BLOCK_BEGIN, "<!--"));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn may_see(head: &str, audience: Audience) -> bool {
    let value = |name: &str| head.split_once(name).map(|(_, after)| after);
    if audience == Audience::Public {
        return value("nonMember:").is_some_and(|value| value.starts_with("true"));
    }
    let segment = value("memberSegment:\"").and_then(|value| value.split('"').next());
    segment.is_some_and(|segment| {
        segment.split(',').any(|group| match group.trim() {
            "status:free" => audience == Audience::FreeMember,
            "status:-free" => audience == Audience::PaidMember,
            _ => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(non_member: bool, segment: &str) -> String {
        format!(
            "a\n<!--kg-gated-block:begin nonMember:{non_member} memberSegment:\"{segment}\" -->X\
             <!--kg-gated-block:end-->\nb"
        )
    }

    #[test]
    fn the_free_part() {
        assert_eq!(
            free_part("<p>a</p><!--members-only--><p>b</p>"),
            Some("<p>a</p>")
        );
        assert_eq!(free_part("<p>a</p>"), None);
    }

    #[test]
    fn who_sees_which_block() {
        use Audience::{FreeMember, PaidMember, Public};
        for (non_member, segment, seen_by) in [
            (
                true,
                "status:free,status:-free",
                vec![Public, FreeMember, PaidMember],
            ),
            (true, "", vec![Public]),
            (
                false,
                "status:free,status:-free",
                vec![FreeMember, PaidMember],
            ),
            (false, "status:-free", vec![PaidMember]),
            (false, "status:free", vec![FreeMember]),
            (false, "label:vip", vec![]),
        ] {
            for audience in [Public, FreeMember, PaidMember] {
                let shown = for_audience(&block(non_member, segment), audience);
                let expected = if seen_by.contains(&audience) {
                    "a\nX\nb"
                } else {
                    "a\n\nb"
                };
                assert_eq!(shown, expected, "{non_member} {segment} {audience:?}");
            }
        }
    }

    #[test]
    fn an_open_block_hides_the_rest() {
        assert_eq!(
            for_audience(
                "a<!--kg-gated-block:begin nonMember:false -->secret",
                Audience::Public
            ),
            "a"
        );
        assert_eq!(
            for_audience("a<!--kg-gated-block:begin nonMember:true", Audience::Public),
            "a"
        );
    }
}
