//! Why an import did not happen, or stopped.

use std::path::PathBuf;

use data::DataError;

/// What ended an import. Unless it says otherwise nothing was imported; after [`Stopped`](Self::Stopped) and
/// [`Data`](Self::Data) the batches that were finished stay, and running the import again goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be opened or read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not JSON, ends too early, or holds something of the wrong kind.
    #[error(
        "nothing was imported: {reason}, at byte {byte} (line {line}, column {column}){}",
        at(inside)
    )]
    Malformed {
        /// What is wrong.
        reason: String,
        /// From 1.
        line: usize,
        /// In bytes, from 1.
        column: usize,
        /// From the begin of the file.
        byte: u64,
        /// Where in the document: `db[0].data.posts[17].title`; empty at the top.
        inside: String,
    },
    /// The file is JSON, but of something else.
    #[error(
        "nothing was imported: this is not a Ghost export, {0}; make one in Ghost under Settings → Migration tools → Export"
    )]
    NotAnExport(String),
    /// A Ghost that is too old.
    #[error(
        "nothing was imported: the export is of Ghost {0}, and 5 or later is read; update that Ghost first"
    )]
    TooOld(String),
    /// More than an import takes.
    #[error("nothing was imported: {0}")]
    TooMuch(String),
    /// The place that pictures and files should come from cannot be used.
    #[error("nothing was imported: {0}")]
    Media(String),
    /// Told to stop.
    #[error("stopped; what is imported stays, and running the import again goes on from there")]
    Stopped,
    /// The database or the folder of files failed.
    #[error(transparent)]
    Data(#[from] DataError),
}

impl From<sea_orm::DbErr> for ImportError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Data(error.into())
    }
}

fn at(inside: &str) -> String {
    match inside {
        "" | "." => String::new(),
        inside => format!(", in {inside}"),
    }
}
