//! Sizes of pictures: which widths a page may choose from, and how large a picture shows in mail.

use super::Fault;
use crate::js;
use crate::options::Options;
use url::Url;

/// A picture of the site itself, which it can resize.
pub(super) fn is_own(src: &str, options: &Options) -> bool {
    let site = options
        .site_url
        .strip_suffix('/')
        .unwrap_or(&options.site_url);
    let path = src.replacen(site, "", 1);
    if is_content_path(&path, true) {
        return true;
    }
    let base = &options.image_base_url;
    if base.is_empty() {
        return false;
    }
    let path = src.replacen(base.strip_suffix('/').unwrap_or(base), "", 1);
    is_content_path(&path, false)
}

/// `/…/content/images/` or `__GHOST_URL__/content/images/`; on a picture host also at the start.
fn is_content_path(path: &str, local: bool) -> bool {
    if !local {
        return path
            .strip_prefix('/')
            .unwrap_or(path)
            .starts_with("content/images/");
    }
    if let Some(rest) = path.strip_prefix('/') {
        let line = rest
            .find(['\n', '\r', '\u{2028}', '\u{2029}'])
            .unwrap_or(rest.len());
        // the folder may begin on the first line only, but its name runs on
        if rest
            .match_indices("content/images/")
            .any(|(at, _)| at <= line)
        {
            return true;
        }
    }
    path.strip_prefix("__GHOST_URL__").is_some_and(|rest| {
        rest.strip_prefix('/')
            .unwrap_or(rest)
            .starts_with("content/images/")
    })
}

pub(super) fn is_unsplash(src: &str) -> bool {
    src.contains("images.unsplash.com")
}

/// The path of a picture in two: up to `/content/images`, and what follows.
pub(super) fn split(src: &str) -> Option<(&str, &str)> {
    let at = src.rfind("/content/images/")?;
    let (folder, file) = src.split_at(at + "/content/images".len());
    let line_break = ['\n', '\r', '\u{2028}', '\u{2029}'];
    let folder = folder.rsplit(line_break).next().unwrap_or(folder);
    let file = file[1..].split(line_break).next().unwrap_or("");
    Some((folder, file))
}

/// The widths at which a picture of this width is offered, smallest first.
pub(super) fn available_widths(width: f64, options: &Options) -> Vec<f64> {
    let mut all: Vec<f64> = options
        .images
        .content_widths
        .iter()
        .map(|w| f64::from(*w))
        .collect();
    all.sort_by(f64::total_cmp);
    let mut available: Vec<f64> = all.iter().copied().filter(|w| *w <= width).collect();
    if let (Some(largest), Some(limit)) = (available.last(), all.last())
        && width > *largest
        && width < *limit
    {
        available.push(width);
    }
    available
}

/// A stored width. Some old documents hold it as text, which Ghost takes for another number when
/// it looks for the original's own width among those on offer.
#[derive(Clone, Copy)]
pub(super) struct Width {
    pub(super) value: f64,
    pub(super) is_number: bool,
}

impl Width {
    fn is_own(self, offered: f64, options: &Options) -> bool {
        let listed = || {
            options
                .images
                .content_widths
                .iter()
                .any(|w| f64::from(*w) == offered)
        };
        self.value == offered && (self.is_number || !listed())
    }
}

/// The `srcset` of a picture, if the site offers it in several widths.
pub(super) fn srcset(
    src: &str,
    own_width: Width,
    format: Option<&str>,
    options: &Options,
) -> Result<Option<String>, Fault> {
    let width = own_width.value;
    if !options.images.srcsets || width == 0.0 || width.is_nan() {
        return Ok(None);
    }
    let own = is_own(src, options);
    if own && !options.images.can_resize(src) {
        return Ok(None);
    }
    let widths = available_widths(width, options);
    if own {
        let Some((folder, file)) = split(src) else {
            return Ok(None);
        };
        let offers: Vec<String> = widths
            .iter()
            .filter(|w| **w <= width)
            .map(|w| {
                let size = js::number_text(*w);
                match format {
                    Some(format) => format!("{folder}/size/w{size}/format/{format}/{file} {size}w"),
                    None if own_width.is_own(*w, options) => format!("{src} {size}w"),
                    None => format!("{folder}/size/w{size}/{file} {size}w"),
                }
            })
            .collect();
        if !offers.is_empty() {
            return Ok(Some(offers.join(", ")));
        }
    }
    if is_unsplash(src) {
        let mut url = Url::parse(src).map_err(|_| Fault::BadUrl(src.to_owned()))?;
        let mut offers = Vec::new();
        for w in widths {
            set_query(&mut url, "w", &js::number_text(w));
            if let Some(format) = format {
                set_query(&mut url, "fm", format);
            }
            offers.push(format!("{url} {}w", js::number_text(w)));
        }
        return Ok(Some(offers.join(", ")));
    }
    Ok(None)
}

/// `searchParams.set`: replaces the first parameter of this name, drops the others.
pub(super) fn set_query(url: &mut Url, name: &str, value: &str) {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut found = false;
    for (key, old) in url.query_pairs() {
        if key != name {
            pairs.push((key.into_owned(), old.into_owned()));
        } else if !found {
            found = true;
            pairs.push((name.to_owned(), value.to_owned()));
        }
    }
    if !found {
        pairs.push((name.to_owned(), value.to_owned()));
    }
    url.query_pairs_mut().clear().extend_pairs(pairs);
}

/// The Unsplash address of a picture at this width.
pub(super) fn unsplash_at(src: &str, width: u32) -> Result<String, Fault> {
    let mut url = Url::parse(src).map_err(|_| Fault::BadUrl(src.to_owned()))?;
    set_query(&mut url, "w", &width.to_string());
    Ok(url.into())
}

/// The height that keeps the proportions at another width.
pub(super) fn height_at(desired: f64, width: f64, height: f64) -> f64 {
    js::round(desired / (width / height))
}

/// In mail, a picture of the site is fetched at twice the width at which it shows.
pub(super) fn retina_src(src: &str, width: Width, options: &Options) -> Option<String> {
    if !is_own(src, options) || !options.images.can_resize(src) {
        return None;
    }
    let wanted = available_widths(width.value, options)
        .into_iter()
        .find(|w| *w >= 1200.0)?;
    if width.is_own(wanted, options) {
        return None;
    }
    let (folder, file) = split(src)?;
    Some(format!("{folder}/size/w{}/{file}", js::number_text(wanted)))
}

/// Whether a picture is stored smaller than it came in, and at which width.
pub(super) fn stored_width(src: &str, width: f64, options: &Options) -> Option<f64> {
    let limit = f64::from(options.images.default_max_width?);
    (width > limit && is_own(src, options) && options.images.can_resize(src)).then_some(limit)
}
