//! Video card: a player whose buttons Ghost's script brings to life; in mail a picture of one.

use super::audio::minutes;
use super::template::first_element;
use super::{Card, CardResult, Context, Prop};
use crate::js;
use serde_json::{Value, json};

/// Newsletters are this wide.
pub(super) const EMAIL_WIDTH: f64 = 600.0;

struct Video<'a> {
    src: Prop<'a>,
    width: Prop<'a>,
    height: Prop<'a>,
    thumbnail: Prop<'a>,
    custom_thumbnail: Prop<'a>,
    classes: String,
    caption: String,
}

impl Video<'_> {
    fn poster(&self) -> &Prop<'_> {
        if self.custom_thumbnail.is_set() {
            &self.custom_thumbnail
        } else {
            &self.thumbnail
        }
    }
}

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let caption = card.get("caption");
    let mut classes = format!(
        "kg-card kg-video-card kg-width-{}",
        card.text_or("cardWidth", "regular")
    );
    if caption.is_set() {
        classes.push_str(" kg-card-hascaption");
    }
    let video = Video {
        src: card.get("src"),
        width: card.value_or("width", Value::Null),
        height: card.value_or("height", Value::Null),
        thumbnail: card.get("thumbnailSrc"),
        custom_thumbnail: card.get("customThumbnailSrc"),
        classes,
        caption: if caption.is_set() {
            format!("<figcaption>{caption}</figcaption>")
        } else {
            String::new()
        },
    };
    if video.src.is_blank()? {
        return Ok(String::new());
    }
    if cx.options.is_email() {
        email(&video, cx)
    } else {
        let duration = minutes(&card.value_or("duration", json!(0)));
        web(
            &video,
            &duration,
            card.value_or("loop", json!(false)).is_set(),
        )
    }
}

fn aspect_ratio(video: &Video<'_>) -> String {
    let positive = |prop: &Prop<'_>| prop.value.as_f64().filter(|number| *number > 0.0);
    match (positive(&video.width), positive(&video.height)) {
        (Some(width), Some(height)) => {
            format!("{} / {}", js::number_text(width), js::number_text(height))
        }
        _ => "16 / 9".into(),
    }
}

#[allow(
    clippy::too_many_lines,
    reason = "one template, read from top to bottom"
)]
fn web(video: &Video<'_>, duration: &str, looped: bool) -> CardResult {
    let Video {
        src,
        width,
        height,
        thumbnail,
        custom_thumbnail,
        classes,
        caption,
    } = video;
    let ratio = aspect_ratio(video);
    let poster = video.poster();
    let (autoplay, hide_controls) = if looped {
        ("loop autoplay muted", " kg-video-hide")
    } else {
        ("", "")
    };
    first_element(&format!(
        r#"<figure class="{classes}" data-kg-thumbnail={thumbnail} data-kg-custom-thumbnail={custom_thumbnail}>
            <div class="kg-video-container">
                <video
                    src="{src}"
                    poster="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
                    width="{width}"
                    height="{height}"
                    {autoplay}
                    playsinline
                    preload="metadata"
                    style="aspect-ratio: {ratio}; background: transparent url('{poster}') 50% 50% / cover no-repeat;"
                ></video>
                <div class="kg-video-overlay">
                    <button class="kg-video-large-play-icon" aria-label="Play video">
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                            <path d="M23.14 10.608 2.253.164A1.559 1.559 0 0 0 0 1.557v20.887a1.558 1.558 0 0 0 2.253 1.392L23.14 13.393a1.557 1.557 0 0 0 0-2.785Z"/>
                        </svg>
                    </button>
                </div>
                <div class="kg-video-player-container{hide_controls}">
                    <div class="kg-video-player">
                        <button class="kg-video-play-icon" aria-label="Play video">
                            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                                <path d="M23.14 10.608 2.253.164A1.559 1.559 0 0 0 0 1.557v20.887a1.558 1.558 0 0 0 2.253 1.392L23.14 13.393a1.557 1.557 0 0 0 0-2.785Z"></path>
                            </svg>
                        </button>
                        <button class="kg-video-pause-icon kg-video-hide" aria-label="Pause video">
                            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                                <rect x="3" y="1" width="7" height="22" rx="1.5" ry="1.5"></rect>
                                <rect x="14" y="1" width="7" height="22" rx="1.5" ry="1.5"></rect>
                            </svg>
                        </button>
                        <span class="kg-video-current-time">0:00</span>
                        <div class="kg-video-time">
                            /<span class="kg-video-duration">{duration}</span>
                        </div>
                        <input type="range" class="kg-video-seek-slider" max="100" value="0">
                        <button class="kg-video-playback-rate" aria-label="Adjust playback speed">1&#215;</button>
                        <button class="kg-video-unmute-icon" aria-label="Unmute">
                            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                                <path d="M15.189 2.021a9.728 9.728 0 0 0-7.924 4.85.249.249 0 0 1-.221.133H5.25a3 3 0 0 0-3 3v2a3 3 0 0 0 3 3h1.794a.249.249 0 0 1 .221.133 9.73 9.73 0 0 0 7.924 4.85h.06a1 1 0 0 0 1-1V3.02a1 1 0 0 0-1.06-.998Z"></path>
                            </svg>
                        </button>
                        <button class="kg-video-mute-icon kg-video-hide" aria-label="Mute">
                            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                                <path d="M16.177 4.3a.248.248 0 0 0 .073-.176v-1.1a1 1 0 0 0-1.061-1 9.728 9.728 0 0 0-7.924 4.85.249.249 0 0 1-.221.133H5.25a3 3 0 0 0-3 3v2a3 3 0 0 0 3 3h.114a.251.251 0 0 0 .177-.073ZM23.707 1.706A1 1 0 0 0 22.293.292l-22 22a1 1 0 0 0 0 1.414l.009.009a1 1 0 0 0 1.405-.009l6.63-6.631A.251.251 0 0 1 8.515 17a.245.245 0 0 1 .177.075 10.081 10.081 0 0 0 6.5 2.92 1 1 0 0 0 1.061-1V9.266a.247.247 0 0 1 .073-.176Z"></path>
                            </svg>
                        </button>
                        <input type="range" class="kg-video-volume-slider" max="100" value="100"/>
                    </div>
                </div>
            </div>
            {caption}
        </figure>"#
    ))
}

fn email(video: &Video<'_>, cx: &Context<'_>) -> CardResult {
    let url = match cx.options.post_url.as_deref() {
        Some(url) if !url.is_empty() => url.to_owned(),
        _ => video.src.to_string(),
    };
    let ratio = if video.width.is_set() && video.height.is_set() {
        video.width.number() / video.height.number()
    } else {
        16.0 / 9.0
    };
    let Video {
        classes, caption, ..
    } = video;
    let poster = video.poster().to_string();
    let height = js::round(EMAIL_WIDTH / ratio);
    let modern = preview_modern(&url, &poster, height, PreviewLayout::Video);
    let outlook = preview_outlook(&url, &poster, height);
    first_element(&format!(
        r#"<figure class="{classes}">
            {modern}

            {outlook}

            {caption}
        </figure>"#
    ))
}

/// The two cards that show a video in mail write the same table, one on several lines.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum PreviewLayout {
    Video,
    Embed,
}

/// A picture with a play button, for mail programs other than Outlook.
pub(super) fn preview_modern(
    url: &str,
    poster: &str,
    height: f64,
    layout: PreviewLayout,
) -> String {
    let spacer_width = js::number_text(js::round(EMAIL_WIDTH / 4.0));
    let spacer_height = js::number_text(height);
    let (gap, end) = match layout {
        PreviewLayout::Video => ("\n                    ", "\n                "),
        PreviewLayout::Embed => (" ", ""),
    };
    let first_gap = if layout == PreviewLayout::Video {
        gap
    } else {
        " "
    };
    format!(
        r#"<!--[if !mso !vml]-->
            <a class="kg-video-preview" href="{url}" aria-label="Play video" style="mso-hide: all">
                <table{first_gap}cellpadding="0"{gap}cellspacing="0"{gap}border="0"{gap}width="100%"{gap}background="{poster}"{gap}role="presentation"{gap}style="background: url('{poster}') left top / cover; mso-hide: all"{end}>
                    <tr style="mso-hide: all">
                        <td width="25%" style="visibility: hidden; mso-hide: all">
                            <img src="https://img.spacergif.org/v1/{spacer_width}x{spacer_height}/0a/spacer.png" alt="" width="100%" border="0" style="display:block; height: auto; opacity: 0; visibility: hidden; mso-hide: all;">
                        </td>
                        <td width="50%" align="center" valign="middle" style="vertical-align: middle; mso-hide: all;">
                            <div class="kg-video-play-button" style="mso-hide: all"><div style="mso-hide: all"></div></div>
                        </td>
                        <td width="25%" style="mso-hide: all">&nbsp;</td>
                    </tr>
                </table>
            </a>
            <!--[endif]-->"#
    )
}

/// The same for Outlook, drawn in its vector language.
pub(super) fn preview_outlook(url: &str, poster: &str, height: f64) -> String {
    let width = js::number_text(EMAIL_WIDTH);
    let circle_left = js::number_text(js::round(EMAIL_WIDTH / 2.0 - 39.0));
    let circle_top = js::number_text(js::round(height / 2.0 - 39.0));
    let play_left = js::number_text(js::round(EMAIL_WIDTH / 2.0 - 11.0));
    let play_top = js::number_text(js::round(height / 2.0 - 17.0));
    let height = js::number_text(height);
    format!(
        r#"<!--[if vml]>
            <v:group xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word" coordsize="{width},{height}" coordorigin="0,0" href="{url}" style="width:{width}px;height:{height}px;">
                <v:rect fill="t" stroked="f" style="position:absolute;width:{width};height:{height};"><v:fill src="{poster}" type="frame"/></v:rect>
                <v:oval fill="t" strokecolor="white" strokeweight="4px" style="position:absolute;left:{circle_left};top:{circle_top};width:78;height:78"><v:fill color="black" opacity="30%" /></v:oval>
                <v:shape coordsize="24,32" path="m,l,32,24,16,xe" fillcolor="white" stroked="f" style="position:absolute;left:{play_left};top:{play_top};width:30;height:34;" />
            </v:group>
            <![endif]-->"#
    )
}
