//! The whole way of a picture: hostile bytes refused, metadata gone, focus kept, work shared.

use std::io::Cursor;
use std::sync::Arc;

use bytes::Bytes;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use img_parts::ImageEXIF;
use img_parts::jpeg::{Jpeg, JpegSegment};
use object_store::memory::InMemory;

use super::derive::derive;
use super::intake::{PictureRefused, take, take_as};
use super::store::Wanted;
use super::*;

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.into().write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    })
}

fn named(name: &str) -> Derivative {
    Derivative::parse(name).unwrap()
}

/// A PNG of one header that claims so many pixels.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 6, 0, 0, 0]);
    let mut crc = libdeflater::Crc::new();
    crc.update(&header);
    let idat = b"\0\0\0\x02IDAT\x78\x9c\0\0\0\0";
    [
        &b"\x89PNG\r\n\x1a\n\0\0\0\r"[..],
        &header,
        &crc.sum().to_be_bytes(),
        idat,
        b"\0\0\0\0IEND\xae\x42\x60\x82",
    ]
    .concat()
}

/// TIFF-framed EXIF with an orientation, a camera and a place.
fn exif(orientation: u32) -> Vec<u8> {
    use exif::experimental::Writer;
    use exif::{Field, In, Rational, Tag, Value};
    let field = |tag, value| Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    };
    let degrees = vec![
        Rational { num: 33, denom: 1 },
        Rational { num: 53, denom: 1 },
        Rational { num: 7, denom: 1 },
    ];
    let fields = [
        field(
            Tag::Orientation,
            Value::Short(vec![u16::try_from(orientation).unwrap()]),
        ),
        field(Tag::Model, Value::Ascii(vec![b"SECRETCAM 9".to_vec()])),
        field(Tag::GPSLatitudeRef, Value::Ascii(vec![b"N".to_vec()])),
        field(Tag::GPSLatitude, Value::Rational(degrees)),
    ];
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, false).unwrap();
    out.into_inner()
}

/// A JPEG that carries EXIF, XMP and IPTC.
fn talkative(orientation: u32) -> Vec<u8> {
    let mut jpeg =
        Jpeg::from_bytes(Bytes::from(encoded(halves(800, 400), ImageFormat::Jpeg))).unwrap();
    jpeg.set_exif(Some(exif(orientation).into()));
    let xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:RDF><rdf:Description photoshop:Credit=\"سراج\"><dc:description><rdf:Alt><rdf:li>الميناء عند الغروب</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>";
    let iim = [
        &[0x1c, 2, 80, 0, 6][..],
        b"S Aoun",
        &[0x1c, 2, 116, 0, 6],
        b"Rights",
    ]
    .concat();
    let long = u32::try_from(iim.len()).unwrap().to_be_bytes();
    let iptc = [&b"Photoshop 3.0\08BIM\x04\x04\0\0"[..], &long, &iim].concat();
    let segments = jpeg.segments_mut();
    segments.insert(
        1,
        JpegSegment::new_with_contents(0xe1, Bytes::from(xmp.as_bytes().to_vec())),
    );
    segments.insert(2, JpegSegment::new_with_contents(0xed, Bytes::from(iptc)));
    jpeg.encoder().bytes().to_vec()
}

#[test]
fn a_png_of_thirty_thousand_squared_is_refused_before_it_is_decoded() {
    let start = std::time::Instant::now();
    assert_eq!(
        take(&png_header(30_000, 30_000)),
        Err(PictureRefused::TooManyPixels)
    );
    assert!(start.elapsed().as_millis() < 500);
}

#[test]
fn a_picture_without_pixels_is_refused() {
    assert!(take(&png_header(0, 10)).is_err());
}

#[test]
fn a_picture_that_ends_early_is_refused_in_every_format() {
    let picture = DynamicImage::from(halves(300, 200));
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ] {
        let bytes = encoded(picture.clone(), format);
        assert!(take(&bytes).is_ok(), "{format:?} whole");
        for cut in [
            bytes.len() / 4,
            bytes.len() / 2,
            bytes.len() - bytes.len() / 5,
        ] {
            let refused = take(&bytes[..cut]);
            assert!(refused.is_err(), "{format:?} cut at {cut}: {refused:?}");
        }
    }
}

#[test]
fn every_prefix_and_every_flipped_byte_is_answered_without_panic() {
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ] {
        let bytes = encoded(halves(24, 16), format);
        for at in 0..bytes.len().min(400) {
            let _ = take(&bytes[..at]);
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x5a;
            let _ = take(&flipped);
        }
    }
}

#[test]
fn what_is_no_picture_is_refused_by_its_own_reason() {
    let cases: [(&[u8], PictureRefused); 9] = [
        (b"", PictureRefused::Empty),
        (
            b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            PictureRefused::Svg,
        ),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", PictureRefused::Heic),
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1avif", PictureRefused::Avif),
        (b"%PDF-1.7", PictureRefused::Pdf),
        ("نصّ لا صورة".as_bytes(), PictureRefused::Text),
        (b"<!doctype html><script>", PictureRefused::Text),
        (b"BM\0\0\0\0\0\0\xff\xff", PictureRefused::UnknownType),
        (b"\xff\xd8\xff\xe0 not really", PictureRefused::Truncated),
    ];
    for (bytes, reason) in cases {
        assert_eq!(take(bytes), Err(reason));
    }
}

#[test]
fn a_file_that_lies_about_its_type_is_refused() {
    let png = encoded(halves(20, 20), ImageFormat::Png);
    assert_eq!(
        take_as(&png, "harbour.jpg"),
        Err(PictureRefused::TypeDiffers)
    );
    assert_eq!(
        take_as(&png, "image/jpeg"),
        Err(PictureRefused::TypeDiffers)
    );
    assert!(take_as(&png, "الميناء.PNG").is_ok());
    assert!(take_as(&png, "application/octet-stream").is_ok());
    assert_eq!(take_as(b"<svg/>", "image/png"), Err(PictureRefused::Svg));
}

#[test]
fn the_words_in_a_file_fill_the_form_in_advance() {
    let intake = take(&talkative(1)).unwrap();
    assert_eq!(
        intake.embedded.caption.as_deref(),
        Some("الميناء عند الغروب")
    );
    assert_eq!(intake.embedded.credit.as_deref(), Some("سراج"));
    assert_eq!(intake.embedded.byline.as_deref(), Some("S Aoun"));
    assert_eq!(intake.embedded.rights.as_deref(), Some("Rights"));
}

#[test]
fn no_place_device_or_words_leave_with_a_derivative() {
    let original = talkative(1);
    let found = |bytes: &[u8], mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    assert!(
        found(&original, b"SECRETCAM") && found(&original, b"8BIM") && found(&original, b"xmpmeta")
    );
    for name in [
        "640.webp",
        "640.jpg",
        "16x9-320.jpg",
        "1x1-320.webp",
        "4x3-480.jpg",
        "og.jpg",
    ] {
        let bytes = derive(&original, Focus::MIDDLE, named(name)).unwrap();
        for mark in [
            &b"Exif"[..],
            b"EXIF",
            b"SECRETCAM",
            b"xmp",
            b"XMP ",
            b"8BIM",
            b"ICC",
            b"GPS",
            b"Photoshop",
        ] {
            assert!(
                !found(&bytes, mark),
                "{name} carries {:?}",
                String::from_utf8_lossy(mark)
            );
        }
    }
}

#[test]
fn a_turned_picture_is_measured_and_shown_upright() {
    let original = talkative(6);
    let intake = take(&original).unwrap();
    assert_eq!((intake.width, intake.height), (400, 800));
    let shown =
        image::load_from_memory(&derive(&original, Focus::MIDDLE, named("320.jpg")).unwrap())
            .unwrap()
            .to_rgb8();
    assert_eq!(shown.dimensions(), (320, 640));
    assert!(
        shown.get_pixel(160, 60)[0] > 180,
        "the red half is on top after a turn to the right"
    );
    assert!(shown.get_pixel(160, 580)[2] > 180);
}

#[test]
fn the_crop_keeps_the_focal_point_in_view() {
    for (x, y) in [
        (0.05, 0.5),
        (0.95, 0.5),
        (0.5, 0.02),
        (0.5, 0.98),
        (0.3, 0.7),
        (0.0, 1.0),
    ] {
        let pixel = |part: f32, most: u16| {
            (0..=u32::from(most))
                .find(|at| *at as f32 >= part * f32::from(most))
                .unwrap()
        };
        let (at_x, at_y) = (pixel(x, 899), pixel(y, 599));
        let original = RgbImage::from_fn(900, 600, |px, py| {
            if px.abs_diff(at_x) < 30 && py.abs_diff(at_y) < 30 {
                Rgb([255, 0, 0])
            } else {
                Rgb([255, 255, 255])
            }
        });
        let bytes = encoded(original, ImageFormat::Png);
        for name in [
            "16x9-640.jpg",
            "1x1-480.jpg",
            "4x3-320.jpg",
            "3x2-640.jpg",
            "og.jpg",
        ] {
            let shown =
                image::load_from_memory(&derive(&bytes, Focus::new(x, y), named(name)).unwrap())
                    .unwrap()
                    .to_rgb8();
            assert!(
                shown.pixels().any(|p| p[0] > 200 && p[1] < 80),
                "{name} lost the focus at {x}, {y}"
            );
        }
    }
}

#[test]
fn clear_pixels_are_white_in_jpeg_and_stay_clear_in_webp() {
    let bytes = encoded(
        RgbaImage::from_pixel(400, 300, Rgba([0, 0, 0, 0])),
        ImageFormat::Png,
    );
    let jpeg = image::load_from_memory(&derive(&bytes, Focus::MIDDLE, named("320.jpg")).unwrap())
        .unwrap()
        .to_rgb8();
    assert!(jpeg.pixels().all(|p| p.0.iter().all(|c| *c > 250)));
    let webp = image::load_from_memory(&derive(&bytes, Focus::MIDDLE, named("320.webp")).unwrap())
        .unwrap()
        .to_rgba8();
    assert!(webp.pixels().all(|p| p[3] == 0));
}

#[test]
fn every_format_gives_every_derivative_in_its_promised_size() {
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ] {
        let bytes = encoded(halves(700, 500), format);
        for name in ["640.webp", "16x9-1920.jpg", "1x1-320.webp", "og.jpg"] {
            let made = derive(&bytes, Focus::MIDDLE, named(name)).unwrap();
            let shown = image::load_from_memory(&made).unwrap();
            assert_eq!(
                (shown.width(), shown.height()),
                named(name).size((700, 500)),
                "{format:?} {name}"
            );
        }
    }
}

#[test]
fn every_refusal_has_its_sentence_in_both_languages() {
    for language in ["ar", "en"] {
        let file = format!(
            "{}/messages/{language}/pictures.toml",
            env!("CARGO_MANIFEST_DIR")
        );
        let sentences: toml::Table =
            toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        for reason in PictureRefused::ALL {
            assert!(
                sentences.contains_key(reason.message_key()),
                "{language}: {}",
                reason.message_key()
            );
        }
        assert_eq!(sentences.len(), PictureRefused::ALL.len());
    }
}

fn wanted(original: &str, name: &str) -> Wanted {
    Wanted {
        key: "0123456789abcdef".into(),
        original: original.into(),
        focus: Focus::MIDDLE,
        derivative: named(name),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_requests_that_come_together_are_made_once() {
    let store = MediaStore::over(Arc::new(InMemory::new()));
    let original = store.put_original(talkative(1).into()).await.unwrap();
    let askers = (0..24).map(|_| {
        let (store, wanted) = (store.clone(), wanted(&original, "640.webp"));
        tokio::spawn(async move { store.derivative(&wanted).await.unwrap() })
    });
    let answers = futures_util::future::join_all(askers).await;
    let first = answers[0].as_ref().unwrap();
    assert!(
        answers
            .iter()
            .all(|answer| answer.as_ref().unwrap() == first)
    );
    assert_eq!(store.workshop().jobs_begun(), 1);
    store
        .derivative(&wanted(&original, "640.webp"))
        .await
        .unwrap();
    assert_eq!(
        store.workshop().jobs_begun(),
        1,
        "the second time it comes from the store"
    );
}

#[tokio::test]
async fn a_derivative_of_a_missing_original_says_so() {
    let store = MediaStore::over(Arc::new(InMemory::new()));
    let missing = "0".repeat(64);
    let answer = store.derivative(&wanted(&missing, "640.webp")).await;
    assert!(matches!(answer, Err(MediaError::MissingOriginal(name)) if name == missing));
}

#[tokio::test]
async fn a_key_that_climbs_out_of_the_store_is_refused() {
    let store = MediaStore::over(Arc::new(InMemory::new()));
    let mut climbing = wanted(&"0".repeat(64), "640.webp");
    climbing.key = "../../../etc/pas".into();
    assert!(matches!(
        store.derivative(&climbing).await,
        Err(MediaError::BadName(_))
    ));
    assert!(matches!(
        store.get_original("../secret").await,
        Err(MediaError::BadName(_))
    ));
}

#[tokio::test]
async fn a_folder_keeps_originals_and_derivatives_until_they_are_erased() {
    let folder = std::env::temp_dir().join(format!("siraj-media-{}", uuid::Uuid::now_v7()));
    let store = MediaStore::in_folder(&folder).unwrap();
    let original = store.put_original(talkative(1).into()).await.unwrap();
    assert_eq!(
        store.put_original(talkative(1).into()).await.unwrap(),
        original
    );
    let wanted = wanted(&original, "16x9-320.jpg");
    store.derivative(&wanted).await.unwrap();
    assert!(folder.join("originals").join(&original).is_file());
    assert!(
        folder
            .join("derivatives/0123456789abcdef/16x9-320.jpg")
            .is_file()
    );
    store.erase(&wanted.key, Some(&original)).await.unwrap();
    assert!(matches!(
        store.derivative(&wanted).await,
        Err(MediaError::MissingOriginal(_))
    ));
    assert!(
        !folder
            .join("derivatives/0123456789abcdef/16x9-320.jpg")
            .exists()
    );
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_was_being_written_at_a_kill_is_swept_and_what_is_being_written_now_is_not() {
    let folder = std::env::temp_dir().join(format!("siraj-sweep-{}", uuid::Uuid::now_v7()));
    let under = folder.join("derivatives/00");
    std::fs::create_dir_all(&under).unwrap();
    let names = ["320.webp", "320.webp#1", "original#2"];
    let places = [
        under.join(names[0]),
        under.join(names[1]),
        folder.join(names[2]),
    ];
    for place in &places {
        std::fs::write(place, b"half").unwrap();
    }
    let moment = |seconds: i64| siraj_editorial::Timestamp::from_micros(seconds * 1_000_000);
    MediaStore::sweep(&folder, moment(1));
    assert!(places.iter().all(|place| place.exists()));
    MediaStore::sweep(&folder, moment(9_000_000_000));
    let left: Vec<bool> = places.iter().map(|place| place.exists()).collect();
    assert_eq!(left, [true, false, false]);
    std::fs::remove_dir_all(&folder).unwrap();
}
