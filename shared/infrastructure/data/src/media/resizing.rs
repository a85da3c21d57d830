//! Making smaller copies of a picture. Copies hold no notes but the colour profile.

use std::fs::File;
use std::io::{BufWriter, Write};

use fast_image_resize::Resizer as Scaler;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder};

use super::address::MediaHash;
use super::kind;
use super::receiving::Temporary;
use super::store::Disk;
use crate::error::DataError;

/// Small enough for a phone, good enough that nobody sees it.
const JPEG_QUALITY: u8 = 80;

/// Makes the copies of one picture that are missing; answers how many. The picture is decoded once.
pub(super) fn make_missing(
    disk: &Disk,
    hash: MediaHash,
    content_type: &str,
    widths: &[u32],
) -> Result<usize, DataError> {
    let missing: Vec<u32> = widths
        .iter()
        .copied()
        .filter(|width| !disk.copy(hash, *width).exists())
        .collect();
    if missing.is_empty() {
        return Ok(0);
    }
    let original = Decoded::read(disk, hash, content_type)?;
    for width in &missing {
        let mut temporary = Temporary::new(&disk.incoming())?;
        original
            .write_copy(*width, &mut temporary.file)
            .map_err(|error| damaged(hash, &error))?;
        temporary.keep_as(&disk.copy(hash, *width))?;
    }
    Ok(missing.len())
}

fn damaged(hash: MediaHash, error: &dyn std::fmt::Display) -> DataError {
    DataError::Damaged(format!("the picture {hash} cannot be resized: {error}"))
}

struct Decoded {
    pixels: DynamicImage,
    colours: Option<Vec<u8>>,
}

impl Decoded {
    fn read(disk: &Disk, hash: MediaHash, content_type: &str) -> Result<Self, DataError> {
        let path = disk.original(hash);
        let file = File::open(&path).map_err(|source| DataError::File {
            path: path.display().to_string(),
            source,
        })?;
        let decode = || {
            let mut decoder = kind::reader(content_type, file).into_decoder()?;
            let colours = decoder.icc_profile().unwrap_or_default();
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            let mut pixels = plain(DynamicImage::from_decoder(decoder)?);
            pixels.apply_orientation(orientation);
            Ok::<_, image::ImageError>(Self { pixels, colours })
        };
        decode().map_err(|error| damaged(hash, &error))
    }

    fn write_copy(&self, width: u32, to: &mut File) -> Result<(), Box<dyn std::error::Error>> {
        let full = (
            u64::from(self.pixels.width()),
            u64::from(self.pixels.height()),
        );
        let height =
            u32::try_from((full.1 * u64::from(width) + full.0 / 2) / full.0.max(1))?.max(1);
        let mut copy = DynamicImage::new(width, height, self.pixels.color());
        Scaler::new().resize(&self.pixels, &mut copy, None)?;
        let mut to = BufWriter::new(to);
        if copy.color().has_alpha() {
            encode(PngEncoder::new(&mut to), &copy, self.colours.clone())?;
        } else {
            encode(
                JpegEncoder::new_with_quality(&mut to, JPEG_QUALITY),
                &copy,
                self.colours.clone(),
            )?;
        }
        Ok(to.flush()?)
    }
}

fn encode(
    mut encoder: impl ImageEncoder,
    copy: &DynamicImage,
    colours: Option<Vec<u8>>,
) -> image::ImageResult<()> {
    if let Some(colours) = colours {
        // An encoder that keeps no profile writes a picture in slightly other colours.
        let _ = encoder.set_icc_profile(colours);
    }
    copy.write_with_encoder(encoder)
}

/// Eight bits a channel; transparency only where there is some.
fn plain(pixels: DynamicImage) -> DynamicImage {
    if !pixels.color().has_alpha() {
        return DynamicImage::ImageRgb8(pixels.into_rgb8());
    }
    let pixels = pixels.into_rgba8();
    match pixels.pixels().any(|pixel| pixel.0[3] != u8::MAX) {
        true => DynamicImage::ImageRgba8(pixels),
        false => DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(pixels).into_rgb8()),
    }
}
