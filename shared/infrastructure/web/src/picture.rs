//! A stored picture as every app's templates take it (`shared/templates/media.sx`).

use contracts::blog::Picture;

/// The record of a picture.
#[derive(Clone, Debug, sx::Record)]
pub struct PictureView {
    src: String,
    srcset: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
    alt: Option<String>,
    caption: Option<sx::Safe>,
}

impl PictureView {
    /// A picture without a caption.
    pub fn of(picture: &Picture) -> Self {
        let known = |pixels: u32| (pixels > 0).then_some(pixels);
        Self {
            src: picture.src.clone(),
            srcset: Some(picture.srcset.clone()).filter(|set| !set.is_empty()),
            width: known(picture.width),
            height: known(picture.height),
            alt: Some(picture.alt.clone()).filter(|words| !words.is_empty()),
            caption: None,
        }
    }

    /// The same with a caption, which is sanitised HTML.
    #[must_use]
    pub fn with_caption(mut self, caption: Option<sx::Safe>) -> Self {
        self.caption = caption;
        self
    }
}
