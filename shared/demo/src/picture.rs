//! The pictures, drawn for the cooperative by the scripts in `art/`.

use crate::{DemoError, source};

/// A picture, embedded in the binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What documents call it, after `demo:`; a file name such as `orchard-dawn.jpg`.
    pub name: String,
    /// `image/jpeg` or `image/svg+xml`.
    pub content_type: &'static str,
    /// The file itself.
    pub bytes: &'static [u8],
    /// Width in pixels (of a drawing: its natural width).
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// All pictures, by name.
pub(crate) fn all() -> Result<Vec<Picture>, DemoError> {
    source::pictures()
        .into_iter()
        .map(|(path, bytes)| read(&path, bytes))
        .collect()
}

/// The picture called `name`, on behalf of `file`.
pub(crate) fn find<'a>(
    pictures: &'a [Picture],
    name: &str,
    file: &str,
) -> Result<&'a Picture, DemoError> {
    pictures
        .iter()
        .find(|picture| picture.name == name)
        .ok_or_else(|| DemoError::NoSuchPicture {
            file: file.to_owned(),
            name: name.to_owned(),
        })
}

fn read(path: &str, bytes: &'static [u8]) -> Result<Picture, DemoError> {
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let fault = |what: &str| DemoError::Picture {
        name: name.clone(),
        what: what.to_owned(),
    };
    let (content_type, width, height) = if name.ends_with(".jpg") {
        let size = imagesize::blob_size(bytes).map_err(|error| fault(&error.to_string()))?;
        let side = |pixels: usize| u32::try_from(pixels).map_err(|_| fault("it is too large"));
        ("image/jpeg", side(size.width)?, side(size.height)?)
    } else if name.ends_with(".svg") {
        let (width, height) = svg_size(bytes)
            .ok_or_else(|| fault("an SVG must begin with whole width and height attributes"))?;
        ("image/svg+xml", width, height)
    } else {
        return Err(fault("only .jpg and .svg are known"));
    };
    Ok(Picture {
        name,
        content_type,
        bytes,
        width,
        height,
    })
}

fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let root = text.get(text.find("<svg ")?..)?;
    let root = root.get(..root.find('>')?)?;
    Some((
        attribute(root, " width=\"")?,
        attribute(root, " height=\"")?,
    ))
}

fn attribute(tag: &str, opening: &str) -> Option<u32> {
    tag.split_once(opening)?.1.split_once('"')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_tells_its_size() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><g/></svg>"#;
        assert_eq!(svg_size(svg), Some((480, 360)));
        assert_eq!(
            svg_size(b"<svg xmlns=\"x\"><rect width=\"1\" height=\"1\"/></svg>"),
            None
        );
        assert_eq!(svg_size(b"no drawing"), None);
    }

    #[test]
    fn a_foreign_format_is_refused() {
        assert!(matches!(
            read("a.gif", b"GIF89a"),
            Err(DemoError::Picture { .. })
        ));
        assert!(matches!(
            read("a.jpg", b"not a jpeg"),
            Err(DemoError::Picture { .. })
        ));
    }
}
