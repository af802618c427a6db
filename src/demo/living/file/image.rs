//! A sheet as a picture (PNG) and as a scan (PDF). Both hold the same compressed rows.
use std::io::Write as _;

use flate2::{Compression, Crc, write::ZlibEncoder};

use super::sheet::{PALETTE, Sheet};

/// Bits of a dot.
const DEPTH: u8 = 4;

fn compressed(sheet: &Sheet) -> anyhow::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&sheet.rows())?;
    Ok(encoder.finish()?)
}

/// The sheet as a picture of indexed colours.
pub fn png(sheet: &Sheet) -> anyhow::Result<Vec<u8>> {
    let mut head = Vec::new();
    head.extend(u32::try_from(sheet.width)?.to_be_bytes());
    head.extend(u32::try_from(sheet.height)?.to_be_bytes());
    // colours by their number, no filter but the plain one, not interlaced
    head.extend([DEPTH, 3, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let body = compressed(sheet)?;
    for (name, content) in [(b"IHDR", &head), (b"PLTE", &PALETTE.concat()), (b"IDAT", &body), (b"IEND", &Vec::new())] {
        let mut crc = Crc::new();
        crc.update(name);
        crc.update(content);
        png.extend(u32::try_from(content.len())?.to_be_bytes());
        png.extend(name);
        png.extend(content);
        png.extend(crc.sum().to_be_bytes());
    }
    Ok(png)
}

/// The sheet as the only page of a document of A4.
pub fn pdf(sheet: &Sheet) -> anyhow::Result<Vec<u8>> {
    let (width, height, body) = (sheet.width, sheet.height, compressed(sheet)?);
    let palette = hex::encode(PALETTE.concat());
    let draw = "q 595 0 0 842 0 0 cm /Scan Do Q";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Scan 5 0 R >> >> >>".to_vec(),
        stream(&format!("<< /Length {} >>", draw.len()), draw.as_bytes()),
        stream(
            &format!(
                "<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent {DEPTH} /ColorSpace [/Indexed /DeviceRGB {} <{palette}>] /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 1 /BitsPerComponent {DEPTH} /Columns {width} >> /Length {} >>",
                PALETTE.len() - 1,
                body.len()
            ),
            &body,
        ),
    ];
    let mut pdf = b"%PDF-1.5\n%\xe6\xbc\x94\xe7\xa4\xba\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        writeln!(pdf, "{} 0 obj", at + 1)?;
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let table = pdf.len();
    write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1)?;
    for place in places {
        writeln!(pdf, "{place:010} 00000 n ")?;
    }
    write!(pdf, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1)?;
    Ok(pdf)
}

fn stream(head: &str, body: &[u8]) -> Vec<u8> {
    [head.as_bytes(), b"\nstream\n", body, b"\nendstream"].concat()
}
