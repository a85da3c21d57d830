//! From a body to what is served of it: the whole for members, the free part for everybody, and what is counted and
//! cut from them.

use contracts::blog::Visibility;
use data::media::MediaStore;
use data::{DataError, UnitOfWork};
use lexical::serve::{FitOptions, Fitted, fit_for_policy};
use lexical::{Audience, Document, Options, Warning};

use super::draft::{Body, PostDraft};
use super::measure::reading_minutes;
use super::pictures;

/// The longest excerpt that is cut, in characters.
const EXCERPT_CHARS_MAX: usize = 300;
/// How many remarks an editor can bear.
const WARNINGS_MAX: usize = 50;

/// A rendered post.
pub(super) struct Rendition {
    pub(super) html: String,
    pub(super) members_stylesheet: Option<String>,
    pub(super) free_html: String,
    pub(super) stylesheet: Option<String>,
    /// Of the free part.
    pub(super) plaintext: String,
    /// Of the free part.
    pub(super) cut_excerpt: String,
    /// Of the whole.
    pub(super) reading_minutes: i32,
    pub(super) picture_caption: Option<String>,
    pub(super) warnings: Vec<String>,
}

/// Renders a post.
pub(super) async fn of(
    media: &MediaStore,
    work: &UnitOfWork,
    fit: &FitOptions,
    draft: &PostDraft,
) -> Result<Rendition, DataError> {
    let (raw, mut warnings) = rendered(&draft.body);
    let free = match draft.visibility {
        Visibility::Public => raw.as_str(),
        Visibility::Members | Visibility::Paid | Visibility::Tiers => {
            lexical::free_part(&raw).unwrap_or("")
        }
    };
    let whole = fit_for_policy(&lexical::for_audience(&raw, Audience::PaidMember), fit);
    let free = fit_for_policy(&lexical::for_audience(free, Audience::Public), fit);
    warnings.extend(whole.warnings.iter().map(Warning::to_string));
    let caption = draft
        .picture_caption
        .as_deref()
        .map(|caption| fit_for_policy(caption, fit).html);

    let shown = pictures::addresses(&whole.html).chain(pictures::addresses(&free.html));
    let known = media.pictures(work, shown).await?;
    let html = pictures::fitted(&whole.html, &known, &mut warnings);
    let free_html = pictures::fitted(&free.html, &known, &mut Vec::new());
    let pictures_shown = pictures::count(&html) + u32::from(draft.picture.is_some());
    Ok(Rendition {
        members_stylesheet: put_sheet(media, work, &whole).await?,
        stylesheet: put_sheet(media, work, &free).await?,
        plaintext: lexical::plaintext(&free_html),
        cut_excerpt: lexical::excerpt(&free_html, EXCERPT_CHARS_MAX),
        reading_minutes: reading_minutes(&lexical::plaintext(&html), pictures_shown),
        html,
        free_html,
        picture_caption: caption.filter(|caption| !caption.trim().is_empty()),
        warnings: few(warnings),
    })
}

/// The body as Ghost would have rendered it, nothing filtered yet.
fn rendered(body: &Body) -> (String, Vec<String>) {
    match body {
        Body::Lexical(document) => match Document::parse(document) {
            Ok(document) => {
                let rendered = lexical::render(&document, &Options::default());
                (
                    rendered.html,
                    rendered.warnings.iter().map(Warning::to_string).collect(),
                )
            }
            Err(error) => (String::new(), vec![error.to_string()]),
        },
        Body::Mobiledoc { html, .. } | Body::Html(html) => (html.clone(), Vec::new()),
    }
}

async fn put_sheet(
    media: &MediaStore,
    work: &UnitOfWork,
    fitted: &Fitted,
) -> Result<Option<String>, DataError> {
    let Some(sheet) = &fitted.stylesheet else {
        return Ok(None);
    };
    let address = media
        .put_stylesheet(work, "article.css", pictures::without_lost(&sheet.css))
        .await?;
    Ok(Some(address.to_string()))
}

fn few(mut warnings: Vec<String>) -> Vec<String> {
    warnings.dedup();
    let more = warnings.len().saturating_sub(WARNINGS_MAX);
    warnings.truncate(WARNINGS_MAX);
    if more > 0 {
        warnings.push(format!("… and {more} more"));
    }
    warnings
}
