//! What a camera wrote into a picture: when it was taken, and where. It stays in the file, which is evidence as it came; whoever is
//! outside the procuratorate is handed a copy that says nothing of it.
use std::{fs::File, io::BufReader, path::Path};

use bytes::Bytes;
use chrono::{NaiveDate, NaiveDateTime};
use exif::{Exif, Field, In, Rational, Tag, Value, experimental::Writer};
use img_parts::{
    ImageEXIF as _,
    jpeg::{Jpeg, markers},
    png::Png,
    webp::WebP,
};

use crate::foundation::file::Kind;

/// What a picture says of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Shot {
    /// By the camera's own clock.
    pub at: Option<NaiveDateTime>,
    /// Degrees of latitude and longitude, WGS 84.
    pub place: Option<(f64, f64)>,
}

/// Reads it; a picture whose words cannot be read says nothing.
pub fn read(path: &Path, kind: Kind) -> Shot {
    if !Kind::is_photograph(kind) {
        return Shot::default();
    }
    let read = File::open(path).map(|file| exif::Reader::new().read_from_container(&mut BufReader::new(file)));
    let Ok(Ok(exif)) = read else { return Shot::default() };
    Shot { at: taken(&exif), place: place(&exif) }
}

fn value(exif: &Exif, tag: Tag) -> Option<&Value> {
    exif.get_field(tag, In::PRIMARY).map(|field| &field.value)
}

fn taken(exif: &Exif) -> Option<NaiveDateTime> {
    let Value::Ascii(lines) = value(exif, Tag::DateTimeOriginal).or_else(|| value(exif, Tag::DateTime))? else {
        return None;
    };
    let said = exif::DateTime::from_ascii(lines.first()?).ok()?;
    let day = NaiveDate::from_ymd_opt(said.year.into(), said.month.into(), said.day.into())?;
    day.and_hms_opt(said.hour.into(), said.minute.into(), said.second.into())
}

fn place(exif: &Exif) -> Option<(f64, f64)> {
    let latitude = degrees(value(exif, Tag::GPSLatitude)?, value(exif, Tag::GPSLatitudeRef), b'S')?;
    let longitude = degrees(value(exif, Tag::GPSLongitude)?, value(exif, Tag::GPSLongitudeRef), b'W')?;
    (latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some((latitude, longitude))
}

/// Degrees, minutes and seconds as one number; `negative` is the mark of the half that counts below zero.
fn degrees(said: &Value, half: Option<&Value>, negative: u8) -> Option<f64> {
    let Value::Rational(parts) = said else { return None };
    let part = |at: usize| parts.get(at).copied().map_or(Some(0.0), number);
    let whole = part(0)? + part(1)? / 60.0 + part(2)? / 3600.0;
    let below =
        matches!(half, Some(Value::Ascii(lines)) if lines.first().is_some_and(|line| line.first() == Some(&negative)));
    Some(if below { -whole } else { whole })
}

fn number(part: Rational) -> Option<f64> {
    (part.denom != 0).then(|| part.to_f64())
}

/// A picture for somebody outside: all that was written about it is left out but which way is up. None where that cannot be done.
pub fn bare(picture: Bytes, kind: Kind) -> Option<Bytes> {
    let mut up = None;
    if let Ok(exif) = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&picture)) {
        up = value(&exif, Tag::Orientation)
            .and_then(|value| value.get_uint(0))
            .and_then(|way| upright(way.try_into().ok()?));
    }
    if kind == Kind::Jpeg {
        let mut jpeg = Jpeg::from_bytes(picture).ok()?;
        // of what programs add, the size, the colours and their order are the picture's; a second picture behind it is not
        let is_added = |marker: u8| (markers::APP0..=markers::APP15).contains(&marker) || marker == markers::COM;
        let is_picture = |marker: u8| [markers::APP0, markers::APP2, markers::APP14].contains(&marker);
        let is_second = |contents: &Bytes| contents.starts_with(b"MPF\0");
        jpeg.segments_mut()
            .retain(|one| !is_added(one.marker()) || is_picture(one.marker()) && !is_second(one.contents()));
        jpeg.set_exif(up);
        return Some(until_the_end(jpeg.encoder().collect()).concat().into());
    }
    if kind == Kind::Png {
        let mut png = Png::from_bytes(picture).ok()?;
        png.chunks_mut().retain(|chunk| ![*b"eXIf", *b"tEXt", *b"zTXt", *b"iTXt", *b"tIME"].contains(&chunk.kind()));
        png.set_exif(up);
        return Some(png.encoder().bytes());
    }
    if kind == Kind::Webp {
        let mut webp = WebP::from_bytes(picture).ok()?;
        webp.remove_chunks_by_id(*b"XMP ");
        webp.set_exif(up);
        return Some(webp.encoder().bytes());
    }
    None
}

/// The words of a picture that say only which way is up.
fn upright(way: u16) -> Option<Bytes> {
    let field = Field { tag: Tag::Orientation, ifd_num: In::PRIMARY, value: Value::Short(vec![way]) };
    let (mut writer, mut written) = (Writer::new(), std::io::Cursor::new(Vec::new()));
    writer.push_field(&field);
    writer.write(&mut written, false).ok()?;
    Some(written.into_inner().into())
}

/// Some cameras hang further pictures behind the first, each with words of its own: the mark of the end ends it.
fn until_the_end(mut parts: Vec<Bytes>) -> Vec<Bytes> {
    // the coded picture comes last; within it the mark is never a byte of the picture
    if let Some(coded) = parts.iter_mut().rfind(|part| !part.is_empty())
        && let Some(end) = coded.windows(2).position(|mark| mark == b"\xff\xd9")
    {
        coded.truncate(end + 2);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of one pixel as cameras write them: words with a place, a text beside them, another picture behind.
    fn photograph() -> Vec<u8> {
        let fields = [
            (Tag::Orientation, Value::Short(vec![6])),
            (Tag::DateTimeOriginal, Value::Ascii(vec![b"2026:11:03 10:21:30".to_vec()])),
            (Tag::GPSLatitudeRef, Value::Ascii(vec![b"S".to_vec()])),
            (Tag::GPSLatitude, Value::Rational([24, 30, 36].map(|num| Rational { num, denom: 1 }).to_vec())),
            (Tag::GPSLongitudeRef, Value::Ascii(vec![b"E".to_vec()])),
            (Tag::GPSLongitude, Value::Rational([108, 15, 0].map(|num| Rational { num, denom: 1 }).to_vec())),
        ];
        let fields = fields.map(|(tag, value)| Field { tag, ifd_num: In::PRIMARY, value });
        let mut writer = Writer::new();
        for field in &fields {
            writer.push_field(field);
        }
        let mut words = std::io::Cursor::new(Vec::new());
        writer.write(&mut words, false).expect("words");
        let segment = |marker: u8, contents: &[u8]| {
            let length = u16::try_from(contents.len() + 2).expect("short").to_be_bytes();
            [&[0xff, marker][..], &length, contents].concat()
        };
        let words = [&b"Exif\0\0"[..], &words.into_inner()].concat();
        let parts: [&[u8]; 6] = [
            b"\xff\xd8",
            &segment(0xe1, &words),
            &segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<place>24.51,108.25</place>"),
            &segment(0xda, b"\x01\x01\0\0\x3f\0"),
            b"coded\xff\0picture\xff\xd9",
            b"\xff\xd8second 24.51,108.25\xff\xd9",
        ];
        parts.concat()
    }

    fn written(bytes: &[u8]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("written");
        file
    }

    #[test]
    fn a_photograph_says_when_and_where() {
        let shot = read(written(&photograph()).path(), Kind::Jpeg);
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).and_then(|day| day.and_hms_opt(10, 21, 30));
        assert_eq!(shot, Shot { at: day, place: Some((-24.51, 108.25)) });
        assert_eq!(read(written(b"\xff\xd8\xff\xe1\0\x08Exif").path(), Kind::Jpeg), Shot::default());
    }

    #[test]
    fn outside_it_says_only_which_way_is_up() {
        let bare = bare(photograph().into(), Kind::Jpeg).expect("a picture");
        let said = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&bare)).expect("words");
        let tags: Vec<_> = said.fields().map(|field| (field.tag, field.value.get_uint(0))).collect();
        assert_eq!(tags, [(Tag::Orientation, Some(6))]);
        assert!(bare.ends_with(b"coded\xff\0picture\xff\xd9"));
        assert!(!bare.windows(5).any(|window| window == b"24.51"));
    }
}
