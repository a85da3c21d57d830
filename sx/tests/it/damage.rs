//! Damage to texts, drawn from repeatable numbers.

use sx::naive::programs::Numbers;

/// How many damaged texts are drawn: as `SX_MUTATIONS` says, or so many.
pub(crate) fn mutations(usually: usize) -> usize {
    let wanted = std::env::var_os("SX_MUTATIONS");
    wanted.map_or(usually, |count| {
        let count = count.to_str().and_then(|count| count.parse().ok());
        count.expect("SX_MUTATIONS is a number")
    })
}

/// A text in which up to three times something is cut out, said again somewhere else, or a piece put in.
pub(crate) fn damage(text: &str, pieces: &[&str], numbers: &mut Numbers) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(characters.len() + 1);
        match numbers.below(4) {
            0 => drop(characters.drain(at..(at + numbers.below(12)).min(characters.len()))),
            1 => {
                let end = (at + numbers.below(30)).min(characters.len());
                let copy: Vec<char> = characters[at..end].to_vec();
                let to = numbers.below(characters.len() + 1);
                characters.splice(to..to, copy);
            }
            _ => {
                let piece = numbers.of(pieces);
                characters.splice(at..at, piece.chars());
            }
        }
    }
    characters.into_iter().collect()
}
