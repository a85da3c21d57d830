//! Pictures and files at their addresses on the site that was imported.

use axum::extract::Path;
use web::{Answer, RequestContext};

/// `/content/images/…`, also in the sizes that Ghost made of it.
pub(super) async fn moved(cx: RequestContext, Path(path): Path<String>) -> Answer {
    let redirect = cx
        .services()
        .blog
        .media_redirect(&format!("/content/{path}"))
        .await?;
    Ok(cx.redirect(&redirect.to, redirect.permanent))
}
