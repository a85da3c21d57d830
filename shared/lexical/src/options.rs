//! What a site tells the renderer about itself. The defaults are those of Ghost 6.

/// Where the HTML will be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Target {
    /// A web page.
    #[default]
    Web,
    /// A newsletter.
    Email,
}

/// Everything that a render depends on besides the document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Web page or newsletter.
    pub target: Target,
    /// The address of the site, with or without a slash at its end: pictures below it are resized.
    pub site_url: String,
    /// The id of the site that its podcast card gives to Transistor.
    pub site_uuid: Option<String>,
    /// The address of a picture host of the site's own, or empty.
    pub image_base_url: String,
    /// The address of the post, to which players and files in a newsletter lead.
    pub post_url: Option<String>,
    /// How pictures are resized.
    pub images: ImageOptions,
    /// The look of the newsletter.
    pub design: Design,
    /// Switches that Ghost hides behind its labs.
    pub features: Features,
}

/// The sizes in which the site offers its pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct ImageOptions {
    /// Whether web pages offer several sizes of a picture.
    pub srcsets: bool,
    /// The widths on offer, in pixels.
    pub content_widths: Vec<u32>,
    /// Wider pictures are stored at this width.
    pub default_max_width: Option<u32>,
}

impl Default for ImageOptions {
    fn default() -> Self {
        Self {
            srcsets: true,
            content_widths: vec![600, 1000, 1600, 2400],
            default_max_width: Some(2000),
        }
    }
}

impl ImageOptions {
    /// Whether a picture of this name is resized at all: icons and drawings are not.
    pub(crate) fn can_resize(&self, src: &str) -> bool {
        let base = src.trim_end_matches('/').rsplit('/').next().unwrap_or("");
        let extension = match base.rfind('.') {
            None | Some(0) => "",
            Some(at) => &base[at..],
        };
        !matches!(extension, ".ico" | ".svg" | ".svgz")
    }
}

/// The look of a newsletter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Design {
    /// A CSS colour for the podcast card's button.
    pub accent_color: Option<String>,
    /// Whether the newsletter is light text on dark.
    pub background_is_dark: bool,
    /// `fill` (the default) or `outline`.
    pub button_style: Option<String>,
}

/// Switches that Ghost 6 has off unless a site turns its labs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features {
    /// Replacement strings such as `{uniqueid}` work in HTML cards.
    pub email_uniqueid: bool,
    /// Pictures also come as AVIF and WebP.
    pub picture_image_formats: bool,
}

impl Options {
    /// The sample site on which the fixtures of this crate were made, and Ghost's own cases too.
    pub fn sample(target: Target) -> Self {
        let email = target == Target::Email;
        Self {
            target,
            site_url: "http://127.0.0.1:2368/".into(),
            site_uuid: Some("00000000-0000-4000-8000-000000000000".into()),
            post_url: email.then(|| "http://127.0.0.1:2368/every-card/".into()),
            design: Design {
                accent_color: email.then(|| "#aa3355".into()),
                ..Design::default()
            },
            ..Self::default()
        }
    }

    pub(crate) fn is_email(&self) -> bool {
        self.target == Target::Email
    }
}
