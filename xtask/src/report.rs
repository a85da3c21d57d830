//! Figures as a page of Markdown that says which commit and which machine they are of.

use crate::fault::{Context, Result};
use crate::workspace;

/// Prints a report and writes it as `folder/name.md` in the checkout.
pub(crate) fn write(folder: &str, name: &str, title: &str, body: &str) -> Result<()> {
    let report = format!(
        "# {title}\n\nCommit {}. {}.\n\n{body}",
        workspace::commit(),
        workspace::machine()
    );
    let folder = workspace::root().join(folder);
    std::fs::create_dir_all(&folder).context(format!("make {}", folder.display()))?;
    let file = folder.join(format!("{name}.md"));
    std::fs::write(&file, &report).context(format!("write {}", file.display()))?;
    println!("{report}\nwritten to {}", file.display());
    Ok(())
}
