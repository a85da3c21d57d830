//! Pictures say where they were taken. Those who write are seldom aware of it, so the place is taken out before a
//! picture is stored. The rest of its notes (turned sideways, colours, author) stays.

/// Takes the place out of a JPEG or WebP. Answers `None` when there was nothing to take out.
pub(super) fn without_place(content_type: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = bytes.to_vec();
    let changed = match content_type {
        "image/jpeg" => jpeg(&mut bytes),
        "image/webp" => webp(&mut bytes),
        "image/png" => png(&mut bytes),
        _ => false,
    };
    changed.then_some(bytes)
}

/// Segments (ITU T.81 B.1.1.3) up to the picture itself. EXIF loses its place; XMP, which holds it in text, goes whole.
fn jpeg(bytes: &mut Vec<u8>) -> bool {
    let mut changed = false;
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) =
        bytes.get(at..at + 4).and_then(|m| m.first_chunk::<4>())
    {
        let length = usize::from(u16::from_be_bytes([high, low]));
        let Some(segment) = bytes.get_mut(at + 4..at + 2 + length.max(2)) else {
            break;
        };
        if marker == 0xda {
            break;
        }
        if marker == 0xe1 && segment.starts_with(b"http://ns.adobe.com/") {
            bytes.drain(at..at + 2 + length);
            changed = true;
            continue;
        }
        if marker == 0xe1 && segment.starts_with(b"Exif\0\0") {
            changed |= exif(&mut segment[6..]);
        }
        at += 2 + length.max(2);
    }
    changed
}

/// RIFF chunks: a name, a length, the content, padded to an even length.
fn webp(bytes: &mut [u8]) -> bool {
    let mut changed = false;
    let mut at = 12;
    while let Some((name, length)) = chunk(bytes, at, u32::from_le_bytes) {
        let Some(content) = bytes.get_mut(at + 8..at + 8 + length) else {
            break;
        };
        match &name {
            b"EXIF" => {
                let start = if content.starts_with(b"Exif\0\0") {
                    6
                } else {
                    0
                };
                changed |= exif(&mut content[start..]);
            }
            b"XMP " if content.iter().any(|byte| *byte != b' ') => {
                content.fill(b' ');
                changed = true;
            }
            _ => {}
        }
        at += 8 + length + length % 2;
    }
    changed
}

/// PNG chunks carry a checksum; EXIF is rare there and goes whole.
fn png(bytes: &mut Vec<u8>) -> bool {
    let mut changed = false;
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let is_exif = &head[4..8] == b"eXIf";
        let Some(end) = at.checked_add(length).and_then(|end| end.checked_add(12)) else {
            break;
        };
        if end > bytes.len() {
            break;
        }
        if is_exif {
            bytes.drain(at..end);
            changed = true;
        } else {
            at = end;
        }
    }
    changed
}

fn chunk(bytes: &[u8], at: usize, number: fn([u8; 4]) -> u32) -> Option<([u8; 4], usize)> {
    let head = bytes.get(at..at.checked_add(8)?)?;
    let name = *head.first_chunk::<4>()?;
    Some((name, number(*head.last_chunk::<4>()?) as usize))
}

/// Where EXIF (a TIFF directory) keeps the address of its GPS directory.
const GPS_TAG: u16 = 0x8825;

/// Empties the GPS directory of a TIFF structure in place: lengths and offsets of everything else stay true.
fn exif(tiff: &mut [u8]) -> bool {
    let little = match tiff.get(..4) {
        Some(b"II*\0") => true,
        Some(b"MM\0*") => false,
        _ => return false,
    };
    let short = |tiff: &[u8], at: usize| {
        let two = *tiff.get(at..at.checked_add(2)?)?.first_chunk::<2>()?;
        Some(if little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    };
    let long = |tiff: &[u8], at: usize| {
        let four = *tiff.get(at..at.checked_add(4)?)?.first_chunk::<4>()?;
        Some(if little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        } as usize)
    };
    let find = || {
        let first = long(tiff, 4)?;
        let entries = usize::from(short(tiff, first)?);
        let entry = (0..entries)
            .map(|n| first + 2 + 12 * n)
            .find(|at| short(tiff, *at) == Some(GPS_TAG))?;
        let directory = long(tiff, entry + 8)?;
        Some((directory, usize::from(short(tiff, directory)?)))
    };
    let Some((directory, entries @ 1..)) = find() else {
        return false;
    };
    for n in 0..entries {
        let at = directory + 2 + 12 * n;
        let (Some(format), Some(count), Some(offset)) =
            (short(tiff, at + 2), long(tiff, at + 4), long(tiff, at + 8))
        else {
            break;
        };
        let bytes = count.saturating_mul(match format {
            3 => 2,
            4 | 9 => 4,
            5 | 10 | 12 => 8,
            _ => 1,
        });
        if bytes > 4
            && let Some(value) = tiff.get_mut(offset..offset.saturating_add(bytes))
        {
            value.fill(0);
        }
        if let Some(entry) = tiff.get_mut(at..at + 12) {
            entry.fill(0);
        }
    }
    if let Some(count) = tiff.get_mut(directory..directory + 2) {
        count.fill(0);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A little-endian EXIF with a make and one GPS entry of three rationals.
    fn tiff() -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0".to_vec();
        tiff.extend(2u16.to_le_bytes());
        for (tag, format, count, value) in [
            (0x010fu16, 2u16, 4u32, u32::from_le_bytes(*b"Leo\0")),
            (GPS_TAG, 4, 1, 38),
        ] {
            tiff.extend(tag.to_le_bytes());
            tiff.extend(format.to_le_bytes());
            tiff.extend(count.to_le_bytes());
            tiff.extend(value.to_le_bytes());
        }
        tiff.extend([0; 4]);
        assert_eq!(tiff.len(), 38);
        tiff.extend(1u16.to_le_bytes());
        for part in [2u16.to_le_bytes(), 5u16.to_le_bytes()] {
            tiff.extend(part);
        }
        tiff.extend(3u32.to_le_bytes());
        tiff.extend(56u32.to_le_bytes());
        tiff.extend([0; 4]);
        tiff.extend(b"PLACEPLACEPLACEPLACEPLAC");
        tiff
    }

    fn jpeg_with(segments: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        for (marker, content) in segments {
            bytes.extend([0xff, *marker]);
            bytes.extend(
                u16::try_from(content.len() + 2)
                    .expect("small")
                    .to_be_bytes(),
            );
            bytes.extend(*content);
        }
        bytes.extend([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
        bytes
    }

    #[test]
    fn a_jpeg_keeps_its_maker_and_loses_its_place() {
        let exif = [b"Exif\0\0".as_slice(), &tiff()].concat();
        let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude='50'/>";
        let bytes = jpeg_with(&[
            (0xe0, b"JFIF"),
            (0xe1, &exif),
            (0xe1, xmp),
            (0xdb, b"table"),
        ]);
        let kept = without_place("image/jpeg", &bytes).expect("changed");
        let holds = |word: &[u8]| kept.windows(word.len()).any(|window| window == word);
        assert!(holds(b"Leo") && holds(b"table") && kept.ends_with(&[1, 2, 3, 0xff, 0xd9]));
        assert!(!holds(b"PLACE") && !holds(b"GPSLatitude"));
        assert_eq!(without_place("image/jpeg", &kept), None);
    }

    #[test]
    fn a_webp_loses_its_place() {
        let mut bytes = b"RIFF\0\0\0\0WEBPEXIF".to_vec();
        bytes.extend(u32::try_from(tiff().len()).expect("small").to_le_bytes());
        bytes.extend(tiff());
        let kept = without_place("image/webp", &bytes).expect("changed");
        assert_eq!(kept.len(), bytes.len());
        assert!(!kept.windows(5).any(|window| window == b"PLACE"));
    }

    #[test]
    fn a_png_loses_its_exif() {
        let chunk = |name: &[u8; 4], content: &[u8]| {
            let length = u32::try_from(content.len()).expect("small").to_be_bytes();
            [&length[..], name, content, &[0; 4]].concat()
        };
        let bytes = [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", b"head"),
            chunk(b"eXIf", &tiff()),
            chunk(b"IEND", b""),
        ]
        .concat();
        let kept = without_place("image/png", &bytes).expect("changed");
        assert!(
            kept.ends_with(b"IEND\0\0\0\0") && !kept.windows(4).any(|window| window == b"eXIf")
        );
    }

    #[test]
    fn damaged_notes_do_no_harm() {
        let exif = [b"Exif\0\0".as_slice(), &tiff()].concat();
        let whole = jpeg_with(&[(0xe1, &exif), (0xdb, b"table")]);
        for end in 0..whole.len() {
            for kind in ["image/jpeg", "image/webp", "image/png"] {
                without_place(kind, &whole[..end]);
            }
        }
        for at in 0..whole.len() {
            let mut bent = whole.clone();
            bent[at] = 0xff;
            without_place("image/jpeg", &bent);
        }
    }
}
