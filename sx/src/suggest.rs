//! "Did you mean …?"

/// Longer names are no slips of the fingers, and comparing them would take long.
const LENGTH_MAX: usize = 64;

/// The candidate nearest to `name`, when it is near enough to be a slip of the fingers.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if name.len() > LENGTH_MAX {
        return None;
    }
    let length = name.chars().count();
    let allowed = match length {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    // A name is at least as far away as it is longer or shorter.
    let in_reach = |candidate: &&str| candidate.chars().count().abs_diff(length) <= allowed;
    candidates
        .into_iter()
        .filter(in_reach)
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The advice for an unknown name, `prefix` being what stands before names in source (`:`).
pub(crate) fn did_you_mean<'a>(
    prefix: &str,
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(name, candidates).map(|found| format!("did you mean `{prefix}{found}`?"))
}

/// The beginning of a name that came from data, for a message.
pub(crate) fn shortened(name: &str) -> &str {
    name.char_indices()
        .nth(LENGTH_MAX)
        .map_or(name, |(end, _)| &name[..end])
}
