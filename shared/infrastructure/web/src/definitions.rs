//! `/sx/d/<hash>.sx`: the definitions of an app's components, each under the hash of what it says. What a hash stands for
//! never changes, so whoever asked once keeps the answer for ever.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::routing::get;
use http::{HeaderMap, HeaderValue, header};

use crate::assets::{File, sent};
use crate::conditional;
use crate::fault::{Answer, Fault};
use crate::frame::Frame;

/// The definitions that were asked for, with their compressed copies.
#[derive(Default)]
pub(crate) struct DefinitionFiles(Mutex<HashMap<String, Arc<File>>>);

/// A program has some hundreds of definitions; in `--dev` every edit adds one.
const KEPT_MAX: usize = 4096;

impl DefinitionFiles {
    /// The file of a definition, made ready when it is asked for first.
    fn file(&self, hash: &str, text: &str) -> Arc<File> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get(hash) {
            return file.clone();
        }
        if files.len() >= KEPT_MAX {
            files.clear();
        }
        let file = File::new("definition.sx", Bytes::copy_from_slice(text.as_bytes()));
        let file = Arc::new(file);
        files.insert(hash.to_owned(), file.clone());
        file
    }
}

/// `/sx/d/<hash>.sx`, for every app.
pub(crate) fn routes() -> Router<Frame> {
    Router::new().route("/sx/d/{name}", get(definition))
}

async fn definition(
    State(frame): State<Frame>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let hash = name.strip_suffix(".sx").ok_or_else(Fault::not_found)?;
    let mounted = frame.mounted().ok_or_else(Fault::not_found)?;
    // A page that is open may ask while a template is being edited: the last program answers.
    let program = mounted.templates.last_good();
    let definition = program.definition(hash).ok_or_else(Fault::not_found)?;
    let file = mounted.definitions.file(hash, &definition.text);
    let mut response = sent(&file, &headers);
    // Weak: the copies are equal in meaning and not in bytes.
    let tag = HeaderValue::from_str(&format!("W/\"{hash}\"")).map_err(|_| Fault::not_found())?;
    response.headers_mut().insert(header::ETAG, tag);
    Ok(conditional::shortened(
        response,
        headers.get(header::IF_NONE_MATCH),
    ))
}
