//! Development reload: how long after an edit of one of 500 further components its page shows it.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::bench::load::Connection;
use crate::bench::millis;
use crate::fault::{Context, Fault, Result};
use crate::served::Served;
use crate::workspace;

const COMPONENTS: usize = 500;
const EDITS: usize = 100;
/// The aim: a person does not wait.
const SEEN_WITHIN: Duration = Duration::from_millis(100);

/// A file among the blog's templates; gone in the end.
struct Edited(PathBuf);

impl Edited {
    fn write(&self, word: &str) -> Result<()> {
        std::fs::write(&self.0, templates(word)).context(format!("write {}", self.0.display()))
    }
}

impl Drop for Edited {
    fn drop(&mut self) {
        // What cannot be removed is seen by the next `git status`.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// 500 components of some twenty lines, a page of ten of them, and the word that is edited.
fn templates(word: &str) -> String {
    let mut text = String::new();
    for number in 0..COMPONENTS {
        let _ = write!(
            text,
            "(defcomp ~blog:proof/part-{number}\n  (&key title (href nil) (level Int 2) (labels []) &rest children)\n  \
             (article :class \"proof-card\" :id \"part-{number}\"\n    (header\n      (if href (a :href href title) (strong title))\n      \
             (when (> level 2) (small \"deeper\")))\n    (ul\n      :class \"labels\"\n      (map (fn (label) (li :class \"label\" (str label \" of {number}\"))) labels))\n    \
             (p :class \"proof-words\" \"Part {number} of the proof: \" (len labels) \" labels.\")\n    \
             (cond\n      ((= level 1) (p \"The first level.\"))\n      ((= level 2) (p \"The second level.\"))\n      (else (p \"Level \" level \".\")))\n    children))\n\n"
        );
    }
    let calls: String = (0..10)
        .map(|number| {
            format!(
                "(~blog:proof/part-{number} :title \"Part\" :labels [\"a\" \"b\"] (p \"{word}\"))"
            )
        })
        .collect();
    let _ = write!(
        text,
        "(defpage ~blog:proof/page\n  :path \"/proof/of/reload/\"\n  :layout ~shared:layout/app-body\n  :title \"Proof\"\n  :content (<> {calls}))\n"
    );
    text
}

/// The proof.
pub(super) fn run() -> Result<String> {
    workspace::build_release()?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let edited = Edited(workspace::root().join("blog/templates/proof-of-reload.sx"));
    edited.write("word-first")?;
    let served = Served::start_with(&folder.path().join("data"), &["--dev"])?;
    let host = served.host("blog");
    let mut connection = Connection::open(served.address())?;
    let mut visible = Vec::with_capacity(EDITS);
    let mut unedited = Vec::with_capacity(EDITS);
    for edit in 0..EDITS {
        let word = format!("word-{edit}-{}", "x".repeat(edit % 7));
        edited.write(&word)?;
        visible.push(until_seen(&mut connection, &host, &word)?);
        unedited.push(until_seen(&mut connection, &host, &word)?);
    }
    drop(connection);
    served.stop()?;
    visible.sort_unstable();
    unedited.sort_unstable();
    let at = |times: &[Duration], percent: usize| millis(times[(times.len() - 1) * percent / 100]);
    let worst = visible[visible.len() - 1];
    if worst > SEEN_WITHIN {
        return Err(Fault::new(format!(
            "an edit was visible only after {:.1} ms",
            millis(worst)
        )));
    }
    Ok(format!(
        "`serve --dev --demo` with {COMPONENTS} components more than the blog's own. One of them is edited {EDITS} times; each time the \
         page is asked for until it shows the edit. From the end of the edit to the last byte of the page:\n\n\
         | | median | 90 % | slowest |\n| --- | ---: | ---: | ---: |\n| after an edit | {:.1} ms | {:.1} ms | {:.1} ms |\n| the same page again | {:.1} ms | {:.1} ms | {:.1} ms |\n\n\
         Aim: under 100 ms.\n",
        at(&visible, 50),
        at(&visible, 90),
        millis(worst),
        at(&unedited, 50),
        at(&unedited, 90),
        at(&unedited, 100),
    ))
}

/// How long it takes until the page shows a word.
fn until_seen(connection: &mut Connection, host: &str, word: &str) -> Result<Duration> {
    let began = Instant::now();
    loop {
        let page = connection.get(host, "/proof/of/reload/")?;
        let text = String::from_utf8_lossy(&page.body).into_owned();
        if page.status == 200 && text.contains(&format!("<p>{word}</p>")) {
            return Ok(began.elapsed());
        }
        if began.elapsed() > Duration::from_secs(10) {
            return Err(Fault::new(format!(
                "after 10 s the page ({}) does not show `{word}`",
                page.status
            )));
        }
    }
}
