//! Where the old site's files are now.

use contracts::blog::Redirect;
use contracts::{ServiceError, ServiceResult};

use super::BlogReader;

impl BlogReader {
    pub(super) async fn read_media_redirect(&self, old_path: &str) -> ServiceResult<Redirect> {
        let original = without_size(old_path);
        let shown = without_original_mark(&original);
        let wanted = [old_path.to_owned(), original, shown];
        let found = self
            .media
            .from_sources(self.database.read(), &wanted)
            .await?;
        wanted
            .iter()
            .find_map(|path| found.get(path))
            .map(|address| Redirect {
                to: address.to_string(),
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
