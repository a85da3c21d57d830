//! What a file is, found from its content, never from its name.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};

use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{ImageDecoder, ImageFormat, ImageReader};
use quick_xml::events::{BytesStart, Event};

use crate::error::DataError;

/// Pictures with more pixels are refused: they would be a burden to whoever looks at them.
const PIXELS_MAX: u64 = 200_000_000;
/// Pictures with more pixels are not resized: decoded, one takes up to 4 bytes a pixel.
const RESIZED_PIXELS_MAX: u64 = 64_000_000;
/// How far into a file we look for what it is.
const HEAD_BYTES: usize = 8 * 1024;
/// What is served as what it is; any other kind is a download.
const SERVED: [&str; 32] = [
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/heif",
    "image/bmp",
    "image/tiff",
    "image/vnd.microsoft.icon",
    "image/jxl",
    "video/mp4",
    "video/x-m4v",
    "video/webm",
    "video/quicktime",
    "video/ogg",
    "video/x-matroska",
    "audio/mpeg",
    "audio/m4a",
    "audio/ogg",
    "audio/opus",
    "audio/x-flac",
    "audio/x-wav",
    "audio/aac",
    "application/pdf",
    "application/epub+zip",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/gzip",
    "font/woff",
    "application/font-woff",
];

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) content_type: &'static str,
    /// Pixels as shown (a picture taken sideways is turned); 0 when there are none.
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) resizable: bool,
}

impl Kind {
    pub(super) fn plain(content_type: &'static str) -> Self {
        Self {
            content_type,
            width: 0,
            height: 0,
            resizable: false,
        }
    }
}

/// Looks at a file.
pub(super) fn of_file(file: &mut File) -> Result<Kind, DataError> {
    let unreadable = |source| DataError::File {
        path: "a received file".into(),
        source,
    };
    let mut head = Vec::with_capacity(HEAD_BYTES);
    file.rewind().map_err(unreadable)?;
    file.take(HEAD_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    file.rewind().map_err(unreadable)?;
    let content_type = type_of(&head);
    match content_type {
        "image/svg+xml" => Ok(svg(&head)),
        "image/jpeg" | "image/png" | "image/gif" | "image/webp" => picture(content_type, file),
        _ if content_type.starts_with("image/") => measured(content_type, file),
        _ => Ok(Kind::plain(content_type)),
    }
}

fn type_of(head: &[u8]) -> &'static str {
    if svg_root(head).is_some() {
        return "image/svg+xml";
    }
    let found = infer::get(head).map(|found| found.mime_type());
    match found {
        Some("audio/m4a") => "audio/mp4",
        Some("audio/x-flac") => "audio/flac",
        Some("audio/x-wav") => "audio/wav",
        Some("video/x-m4v") => "video/mp4",
        Some(found) if SERVED.contains(&found) => found,
        _ => "application/octet-stream",
    }
}

/// Pixels and more of a picture that we can decode. Only its header is read.
fn picture(content_type: &'static str, file: &mut File) -> Result<Kind, DataError> {
    let damaged = |error: &dyn std::fmt::Display| {
        DataError::Refused(format!("it is a damaged picture ({error})"))
    };
    let mut decoder = reader(content_type, &mut *file)
        .into_decoder()
        .map_err(|e| damaged(&e))?;
    let (mut width, mut height) = decoder.dimensions();
    let turned = decoder
        .orientation()
        .is_ok_and(|o| matches!(o.to_exif(), 5..=8));
    drop(decoder);
    if turned {
        (width, height) = (height, width);
    }
    let pixels = bounded(width, height)?;
    file.rewind().map_err(|e| damaged(&e))?;
    let still = match content_type {
        "image/png" => PngDecoder::new(BufReader::new(&mut *file))
            .and_then(|d| d.is_apng())
            .is_ok_and(|a| !a),
        "image/webp" => {
            WebPDecoder::new(BufReader::new(&mut *file)).is_ok_and(|d| !d.has_animation())
        }
        other => other == "image/jpeg",
    };
    Ok(Kind {
        content_type,
        width,
        height,
        resizable: still && pixels <= RESIZED_PIXELS_MAX,
    })
}

/// A reader of that format, which does not guess another one.
pub(super) fn reader<R: Read + Seek>(content_type: &str, read: R) -> ImageReader<BufReader<R>> {
    let mut reader = ImageReader::new(BufReader::new(read));
    let format = match content_type {
        "image/jpeg" => ImageFormat::Jpeg,
        "image/png" => ImageFormat::Png,
        "image/gif" => ImageFormat::Gif,
        _ => ImageFormat::WebP,
    };
    reader.set_format(format);
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(RESIZED_PIXELS_MAX * 8);
    reader.limits(limits);
    reader
}

/// Pixels of a picture that we cannot decode.
fn measured(content_type: &'static str, file: &mut File) -> Result<Kind, DataError> {
    let size = imagesize::reader_size(BufReader::new(file)).ok();
    let pixels = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (width, height) = size.map_or((0, 0), |size| (pixels(size.width), pixels(size.height)));
    bounded(width, height)?;
    Ok(Kind {
        content_type,
        width,
        height,
        resizable: false,
    })
}

fn bounded(width: u32, height: u32) -> Result<u64, DataError> {
    let pixels = u64::from(width) * u64::from(height);
    match pixels > PIXELS_MAX {
        true => Err(DataError::Refused(format!(
            "it is a picture of {width} × {height} pixels, at most {PIXELS_MAX} are kept: make it smaller"
        ))),
        false => Ok(pixels),
    }
}

/// The root element of an SVG, when that is what it is.
fn svg_root(head: &[u8]) -> Option<BytesStart<'static>> {
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace())?;
    if *first != b'<' && !head.starts_with(b"\xef\xbb\xbf") {
        return None;
    }
    let mut reader = quick_xml::Reader::from_reader(head);
    let mut buffer = Vec::new();
    loop {
        match read_event(&mut reader, &mut buffer)? {
            Event::Start(root) | Event::Empty(root) => {
                return (root.local_name().as_ref() == "svg").then(|| root.into_owned());
            }
            Event::Eof => return None,
            _ => buffer.clear(),
        }
    }
}

fn read_event<'b, R: BufRead>(
    reader: &mut quick_xml::Reader<R>,
    buffer: &'b mut Vec<u8>,
) -> Option<Event<'b>> {
    buffer.clear();
    reader.read_event_into(buffer).ok()
}

fn svg(head: &[u8]) -> Kind {
    let mut kind = Kind::plain("image/svg+xml");
    let Some(root) = svg_root(head) else {
        return kind;
    };
    let attribute = |name: &str| {
        let found = root.try_get_attribute(name).ok().flatten()?;
        Some(found.value.into_owned())
    };
    let length = |name: &str| attribute(name).and_then(|text| pixels(text.trim_end_matches("px")));
    let seen = attribute("viewBox").and_then(|text| {
        let mut numbers = text
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .skip(2)
            .map(pixels);
        Some((numbers.next()??, numbers.next()??))
    });
    if let Some((width, height)) = length("width").zip(length("height")).or(seen) {
        (kind.width, kind.height) = (width, height);
    }
    kind
}

fn pixels(text: &str) -> Option<u32> {
    let number: f64 = text.trim().parse().ok()?;
    (0.5..100_000.0)
        .contains(&number)
        .then_some(number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(type_of(b"\x89PNG\r\n\x1a\n"), "image/png");
        assert_eq!(type_of(b"%PDF-1.7"), "application/pdf");
        assert_eq!(type_of(b"ID3\x04"), "audio/mpeg");
        assert_eq!(type_of(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"), "video/mp4");
        assert_eq!(
            type_of(b"<html><script>alert(1)</script>"),
            "application/octet-stream"
        );
        assert_eq!(type_of(b"#!/bin/sh\n"), "application/octet-stream");
        assert_eq!(type_of(b""), "application/octet-stream");
    }

    #[test]
    fn an_svg_says_its_size() {
        let sized = |text: &str| {
            assert_eq!(type_of(text.as_bytes()), "image/svg+xml", "{text}");
            let kind = svg(text.as_bytes());
            (kind.width, kind.height)
        };
        assert_eq!(
            sized("<?xml version=\"1.0\"?>\n<!-- x --><svg width='40px' height='30'/>"),
            (40, 30)
        );
        assert_eq!(
            sized("<svg:svg xmlns:svg='y' viewBox='0 0 1600 900'>"),
            (1600, 900)
        );
        assert_eq!(
            sized("<svg width='100%' height='100%' viewBox='0,0,16,9'>"),
            (16, 9)
        );
        assert_eq!(sized("<svg width='1e99' height='-3'>"), (0, 0));
    }
}
