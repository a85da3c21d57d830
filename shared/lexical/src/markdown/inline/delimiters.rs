//! Which marks of emphasis belong together.

/// A mark that may open or close.
#[derive(Debug, Clone)]
pub(super) struct Delimiter {
    pub(super) marker: u8,
    /// The length of the run it came in, where the rule of three counts.
    pub(super) length: usize,
    /// The token that holds its text.
    pub(super) token: usize,
    /// The mark that closes it.
    pub(super) end: Option<usize>,
    pub(super) opens: bool,
    pub(super) closes: bool,
}

/// How far back an opener was sought in vain, by what the closer looks like.
#[derive(Default)]
struct Bottoms {
    of: std::collections::HashMap<(u8, bool, usize), isize>,
}

/// Finds for each closing mark the nearest mark before it that opens.
pub(super) fn pair_up(delimiters: &mut [Delimiter]) {
    let mut bottoms = Bottoms::default();
    // the first mark of the run that a mark is in
    let mut head = 0;
    let mut last_token = None;
    // how many marks before this one are known to open nothing
    let mut jumps: Vec<usize> = Vec::with_capacity(delimiters.len());
    for closer in 0..delimiters.len() {
        jumps.push(0);
        let token = delimiters[closer].token;
        let same_run = delimiters[head].marker == delimiters[closer].marker
            && last_token == token.checked_sub(1)
            && last_token.is_some();
        if !same_run {
            head = closer;
        }
        last_token = Some(token);
        if !delimiters[closer].closes {
            continue;
        }
        let key = {
            let closer = &delimiters[closer];
            (closer.marker, closer.opens, closer.length % 3)
        };
        let bottom = bottoms.of.get(&key).copied().unwrap_or(-1);
        let first = head as isize - jumps[head] as isize - 1;
        match find_opener(delimiters, &jumps, closer, first, bottom) {
            Some(opener) => {
                let before = match opener.checked_sub(1) {
                    Some(before) if !delimiters[before].opens => jumps[before] + 1,
                    _ => 0,
                };
                jumps[closer] = closer - opener + before;
                jumps[opener] = before;
                delimiters[closer].opens = false;
                delimiters[opener].end = Some(closer);
                delimiters[opener].closes = false;
                last_token = None;
            }
            None => {
                bottoms.of.insert(key, first);
            }
        }
    }
}

fn find_opener(
    delimiters: &[Delimiter],
    jumps: &[usize],
    closer: usize,
    first: isize,
    bottom: isize,
) -> Option<usize> {
    let closing = &delimiters[closer];
    let mut at = first;
    while at > bottom {
        let index = usize::try_from(at).ok()?;
        let opener = &delimiters[index];
        if opener.marker == closing.marker && opener.opens && opener.end.is_none() {
            // marks that may both open and close do not pair when their lengths add up to three
            let odd = (opener.closes || closing.opens)
                && (opener.length + closing.length).is_multiple_of(3)
                && (!opener.length.is_multiple_of(3) || !closing.length.is_multiple_of(3));
            if !odd {
                return Some(index);
            }
        }
        at -= jumps[index] as isize + 1;
    }
    None
}
