//! Pictures, and where the old site's files are now.

use contracts::blog::{Picture, Redirect};
use contracts::{ServiceError, ServiceResult};
use data::error::from_database;
use models::media::source;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::BlogReader;

/// A picture's columns as they come; see [`super::card::COLUMNS`].
#[derive(Debug, FromQueryResult)]
pub(super) struct PictureRow {
    picture_src: Option<String>,
    picture_alt: Option<String>,
    picture_width: Option<i32>,
    picture_height: Option<i32>,
    picture_type: Option<String>,
}

impl PictureRow {
    pub(super) fn into_picture(self) -> Option<Picture> {
        let src = self.picture_src.filter(|src| !src.is_empty())?;
        let pixels =
            |side: Option<i32>| side.and_then(|side| u32::try_from(side).ok()).unwrap_or(0);
        let (width, height) = (pixels(self.picture_width), pixels(self.picture_height));
        Some(Picture {
            srcset: String::new(),
            src,
            width,
            height,
            alt: self.picture_alt.unwrap_or_default(),
        })
    }
}

impl BlogReader {
    pub(super) async fn read_media_redirect(&self, old_path: &str) -> ServiceResult<Redirect> {
        let original = without_size(old_path);
        let wanted = [old_path, &original, &without_original_mark(&original)].map(str::to_owned);
        let found = source::Entity::find()
            .filter(source::Column::Path.is_in(wanted.clone()))
            .all(self.database.read())
            .await
            .map_err(from_database)?;
        wanted
            .iter()
            .find_map(|path| found.iter().find(|file| &file.path == path))
            .map(|file| Redirect {
                to: format!("/media/{}/{}", file.hash, file.name),
                permanent: true,
            })
            .ok_or(ServiceError::NotFound)
    }
}

/// Ghost makes `/content/images/size/w600/format/webp/2026/11/x.jpg` of `/content/images/2026/11/x.jpg`; ours resizes
/// the original.
fn without_size(path: &str) -> String {
    let Some(rest) = path.strip_prefix("/content/images/size/") else {
        return path.to_owned();
    };
    let after_size = rest.split_once('/').map_or("", |(_, rest)| rest);
    let file = match after_size.strip_prefix("format/") {
        Some(rest) => rest.split_once('/').map_or("", |(_, rest)| rest),
        None => after_size,
    };
    format!("/content/images/{file}")
}

/// Ghost keeps an upload as `x_o.jpg` beside the `x.jpg` that pages show.
fn without_original_mark(path: &str) -> String {
    match path.rsplit_once("_o.") {
        Some((stem, extension)) if !extension.contains('/') => format!("{stem}.{extension}"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resized_copy_is_the_original() {
        let plain = "/content/images/2026/11/x.jpg";
        for copy in [
            plain,
            "/content/images/size/w600/2026/11/x.jpg",
            "/content/images/size/w600h400/2026/11/x.jpg",
            "/content/images/size/w600/format/webp/2026/11/x.jpg",
        ] {
            assert_eq!(without_size(copy), plain);
        }
        assert_eq!(without_size("/content/images/size/"), "/content/images/");
        assert_eq!(without_size("/content/files/a.pdf"), "/content/files/a.pdf");
    }

    #[test]
    fn an_upload_is_the_picture_that_was_made_of_it() {
        assert_eq!(without_original_mark("/a/x_o.jpg"), "/a/x.jpg");
        assert_eq!(without_original_mark("/a_o.b/x.jpg"), "/a_o.b/x.jpg");
        assert_eq!(without_original_mark("/a/x.jpg"), "/a/x.jpg");
    }
}
