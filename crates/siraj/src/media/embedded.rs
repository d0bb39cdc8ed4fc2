//! What a picture file says of itself: caption, credit, rights, byline.
//!
//! It reads XMP first and fills gaps from IPTC-IIM, the older record that agencies still
//! write. It only fills a form in advance; an editor decides. Place and device are not read.

use std::io::Cursor;

use image::{ImageDecoder, ImageReader};
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::intake::Kind;

/// The most characters kept of one field.
const LONGEST: usize = 2000;

/// Words found in the file, cleaned of control and direction-override characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embedded {
    /// What is seen: IPTC 2:120, `dc:description`.
    pub caption: Option<String>,
    /// Who provided it: IPTC 2:110, `photoshop:Credit`.
    pub credit: Option<String>,
    /// The rights line: IPTC 2:116, `dc:rights`.
    pub rights: Option<String>,
    /// Who made it: IPTC 2:80, `dc:creator`.
    pub byline: Option<String>,
}

/// Reads what the file says; damage reads as silence.
pub(super) fn read(bytes: &[u8], kind: Kind) -> Embedded {
    let format = match kind {
        Kind::Jpeg => image::ImageFormat::Jpeg,
        Kind::Png => image::ImageFormat::Png,
        Kind::Webp => image::ImageFormat::WebP,
        Kind::Gif => image::ImageFormat::Gif,
    };
    let Ok(mut decoder) = ImageReader::with_format(Cursor::new(bytes), format).into_decoder()
    else {
        return Embedded::default();
    };
    let xmp = decoder
        .xmp_metadata()
        .ok()
        .flatten()
        .map(|packet| from_xmp(&packet))
        .unwrap_or_default();
    let iim = decoder
        .iptc_metadata()
        .ok()
        .flatten()
        .map(|block| from_iim(&block))
        .unwrap_or_default();
    Embedded {
        caption: xmp.caption.or(iim.caption),
        credit: xmp.credit.or(iim.credit),
        rights: xmp.rights.or(iim.rights),
        byline: xmp.byline.or(iim.byline),
    }
}

/// Keeps readable characters only; `None` when nothing is left.
fn clean(text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|c| {
            !matches!(c, '\u{202a}'..='\u{202e}' | '\u{feff}') && (!c.is_control() || *c == '\n')
        })
        .take(LONGEST)
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Reads an XMP packet. Of alternatives in several languages the first is taken.
fn from_xmp(packet: &[u8]) -> Embedded {
    let mut found = Embedded::default();
    let text = String::from_utf8_lossy(packet);
    let mut reader = Reader::from_str(&text);
    let mut field: Option<String> = None;
    let mut words = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Empty(tag)) => credit_of(&tag, &mut found),
            Ok(Event::Start(tag)) => {
                credit_of(&tag, &mut found);
                let name = tag.local_name();
                if let "description" | "rights" | "creator" | "Credit" = name.as_ref() {
                    field = Some(name.as_ref().to_owned());
                }
                words.clear();
            }
            Ok(Event::Text(part)) => words.push_str(&part),
            Ok(Event::GeneralRef(name)) => words.push_str(&entity(&name)),
            Ok(Event::End(tag)) => {
                let slot = match field.as_deref() {
                    Some("description") => Some(&mut found.caption),
                    Some("rights") => Some(&mut found.rights),
                    Some("creator") => Some(&mut found.byline),
                    Some("Credit") => Some(&mut found.credit),
                    _ => None,
                };
                if let (Some(slot), Some(value)) = (slot, clean(&words)) {
                    slot.get_or_insert(value);
                }
                if field.as_deref() == Some(tag.local_name().as_ref()) {
                    field = None;
                }
                words.clear();
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// `photoshop:Credit` mostly stands as an attribute.
fn credit_of(tag: &BytesStart<'_>, found: &mut Embedded) {
    for attribute in tag.attributes().flatten() {
        if found.credit.is_none() && attribute.key.local_name().as_ref() == "Credit" {
            let value = quick_xml::escape::unescape(&attribute.value);
            found.credit = clean(value.as_deref().unwrap_or(&attribute.value));
        }
    }
}

/// The letter of a reference such as `amp` or `#1587`.
fn entity(name: &str) -> String {
    quick_xml::escape::unescape(&format!("&{name};"))
        .map(|text| text.into_owned())
        .unwrap_or_default()
}

/// Reads IPTC-IIM, with or without Photoshop's wrapping.
fn from_iim(block: &[u8]) -> Embedded {
    let mut rest = memmem::find(block, b"8BIM\x04\x04")
        .and_then(|at| resource(block, at))
        .unwrap_or(block);
    let mut unicode = false;
    let mut fields: Vec<(u8, &[u8])> = Vec::new();
    while let [0x1c, record, dataset, high, low, after @ ..] = rest {
        let long = usize::from(u16::from_be_bytes([*high, *low]));
        // A set top bit marks the extended form, which no text of ours needs.
        let (true, Some(value)) = (long < 0x8000, after.get(..long)) else {
            break;
        };
        match (*record, *dataset) {
            (1, 90) => unicode = value == b"\x1b%G",
            (2, number) => fields.push((number, value)),
            _ => {}
        }
        rest = after.get(long..).unwrap_or_default();
    }
    let text = |number: u8| {
        fields
            .iter()
            .find(|field| field.0 == number)
            .and_then(|(_, value)| clean(&words(value, unicode)))
    };
    Embedded {
        caption: text(120),
        credit: text(110),
        rights: text(116),
        byline: text(80),
    }
}

/// The bytes of the resource that begins at `at`: name padded to even, then its length.
fn resource(block: &[u8], at: usize) -> Option<&[u8]> {
    let name = block.get(at + 6..)?;
    let padded = (usize::from(*name.first()?) + 2) & !1;
    let [a, b, c, d, after @ ..] = name.get(padded..)? else {
        return None;
    };
    let long = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).ok()?;
    after.get(..long.min(after.len()))
}

/// Decodes a field. Files that do not say UTF-8 often are; else Arabic desks wrote them
/// in windows-1256.
fn words(value: &[u8], unicode: bool) -> String {
    match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) if unicode => String::from_utf8_lossy(value).into_owned(),
        Err(_) => encoding_rs::WINDOWS_1256
            .decode_without_bom_handling(value)
            .0
            .into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset(record: u8, number: u8, value: &[u8]) -> Vec<u8> {
        let long = u16::try_from(value.len()).unwrap().to_be_bytes();
        [&[0x1c, record, number], &long[..], value].concat()
    }

    #[test]
    fn an_iim_caption_in_windows_1256_is_read_as_arabic() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode("سفينة في الميناء");
        let block = dataset(2, 120, &bytes);
        assert_eq!(
            from_iim(&block).caption.as_deref(),
            Some("سفينة في الميناء")
        );
    }

    #[test]
    fn an_iim_block_in_its_photoshop_wrapping_is_read() {
        let fields = [
            dataset(1, 90, b"\x1b%G"),
            dataset(2, 80, "سامر عون".as_bytes()),
            dataset(2, 110, "سراج".as_bytes()),
        ]
        .concat();
        let long = u32::try_from(fields.len()).unwrap().to_be_bytes();
        let block = [&b"Photoshop 3.0\08BIM\x04\x04\0\0"[..], &long, &fields].concat();
        let read = from_iim(&block);
        assert_eq!(
            (read.byline.as_deref(), read.credit.as_deref()),
            (Some("سامر عون"), Some("سراج"))
        );
    }

    #[test]
    fn an_iim_field_that_claims_more_than_there_is_is_left_out() {
        assert_eq!(
            from_iim(&[0x1c, 2, 120, 0x10, 0, b'a']),
            Embedded::default()
        );
    }

    #[test]
    fn xmp_fields_are_read_from_elements_and_attributes() {
        let packet = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description photoshop:Credit="وكالة &amp; شبكة">
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">الميناء عند الغروب</rdf:li></rdf:Alt></dc:description>
            <dc:creator><rdf:Seq><rdf:li>سامر عون</rdf:li></rdf:Seq></dc:creator>
            <dc:rights><rdf:Alt><rdf:li>&#169; سراج</rdf:li></rdf:Alt></dc:rights>
            </rdf:Description></rdf:RDF></x:xmpmeta>"#;
        let read = from_xmp(packet.as_bytes());
        assert_eq!(read.caption.as_deref(), Some("الميناء عند الغروب"));
        assert_eq!(read.byline.as_deref(), Some("سامر عون"));
        assert_eq!(read.rights.as_deref(), Some("© سراج"));
        assert_eq!(read.credit.as_deref(), Some("وكالة & شبكة"));
    }

    #[test]
    fn a_broken_packet_says_nothing_and_stops_nothing() {
        assert_eq!(
            from_xmp(b"<x><dc:description><rdf:li>"),
            Embedded::default()
        );
    }

    #[test]
    fn direction_overrides_are_dropped_from_embedded_words() {
        assert_eq!(clean("\u{202e}صورة\u{0}").as_deref(), Some("صورة"));
    }
}
