//! Pictures over the API: what is taken, what is refused before it is decoded,
//! and what is told of one.

use crate::harness::{Answer, Ask, Desk, code_at};
use crate::spine::newsroom::jpeg;
use serde_json::{Value, json};
use siraj_editorial::role::Role;

const BOUNDARY: &str = "siraj-boundary";

/// A part of a form: its name, a file's name and declared type, its bytes.
type Part<'p> = (&'p str, Option<(&'p str, &'p str)>, &'p [u8]);

/// Parts as a form sends them.
fn form(parts: &[Part<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, file, bytes) in parts {
        out.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"").bytes(),
        );
        if let Some((file, kind)) = file {
            out.extend(format!("; filename=\"{file}\"\r\nContent-Type: {kind}").bytes());
        }
        out.extend(b"\r\n\r\n");
        out.extend(*bytes);
        out.extend(b"\r\n");
    }
    out.extend(format!("--{BOUNDARY}--\r\n").bytes());
    out
}

async fn send(ask: Ask<'_>, body: Vec<u8>) -> Answer {
    ask.bytes(&format!("multipart/form-data; boundary={BOUNDARY}"), body)
        .await
}

fn words() -> Value {
    json!({
        "alt": {"ar": "قوارب عند الرصيف الشرقي", "en": "Boats at the eastern quay"},
        "caption": {"ar": "الرصيف الشرقي صباح اليوم."},
        "credit": {"ar": "سامر عون"},
        "focal": {"x": 0.25, "y": 0.5},
    })
}

fn picture(file: (&str, &str), bytes: &[u8], words: &Value) -> Vec<u8> {
    form(&[
        ("file", Some(file), bytes),
        ("words", None, words.to_string().as_bytes()),
    ])
}

/// The head of a PNG that says it is this large, and nothing of its pixels.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], body: &[u8]| {
        let mut crc = libdeflater::Crc::new();
        crc.update(kind);
        crc.update(body);
        bytes.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
        bytes.extend(kind);
        bytes.extend(body);
        bytes.extend(crc.sum().to_be_bytes());
    };
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, 2, 0, 0, 0]);
    chunk(b"IHDR", &head);
    chunk(b"IDAT", &[0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]);
    chunk(b"IEND", &[]);
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_taken_changed_and_told_with_what_shows_it() {
    let desk = Desk::open().await;
    let bytes = jpeg(77);
    let ask = desk.ask(Role::Reporter, "POST", "/pictures").once("quay");
    let made = send(ask, picture(("quay.jpg", "image/jpeg"), &bytes, &words()))
        .await
        .done(201);
    assert_eq!((&made["width"], &made["height"]), (&json!(24), &json!(16)));
    // A repeat is known by what it holds, whatever boundary is between the parts.
    let ask = desk.ask(Role::Reporter, "POST", "/pictures").once("quay");
    let again = send(
        ask,
        picture(("other-name.jpg", "image/jpeg"), &bytes, &words()),
    )
    .await;
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(again.done(201)["id"], made["id"]);
    let path = format!("/pictures/{}", made["id"].as_str().unwrap());
    let mut new = words();
    new["focal"] = json!({"x": 0.75, "y": 0.5});
    let only_words = form(&[("words", None, new.to_string().as_bytes())]);
    let changed = send(desk.ask(Role::Reporter, "PUT", &path), only_words)
        .await
        .done(200);
    assert_eq!(changed["original"], made["original"]);
    assert_ne!(changed["public_key"], made["public_key"]);
    new["rights"] = "لسراج وحدها حتى نهاية الشهر".into();
    new["expires_at"] = "2026-11-30T21:00:00Z".into();
    let replaced = picture(("quay.jpg", "image/jpeg"), &jpeg(78), &new);
    let replaced = send(desk.ask(Role::Reporter, "PUT", &path), replaced)
        .await
        .done(200);
    assert_ne!(replaced["original"], made["original"]);
    assert_eq!(replaced["rights"], new["rights"]);
    assert_eq!(replaced["expires_at"], new["expires_at"]);
    let shown = format!("/pictures/{}", desk.newsroom.pictures[2]);
    let shown = desk
        .ask(Role::Reporter, "GET", &shown)
        .send()
        .await
        .done(200);
    assert!(shown["uses"].to_string().contains("story:"), "{shown}");
    let listed = desk
        .ask(Role::Reporter, "GET", "/pictures?limit=1")
        .send()
        .await
        .done(200);
    assert_eq!(listed["items"][0]["id"], made["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_or_lies_or_would_burst_is_refused() {
    let desk = Desk::open().await;
    let good = jpeg(10);
    let cut = &good[..good.len() / 2];
    let bomb = png_of(30_000, 30_000);
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>";
    let before = desk.head().await;
    let cases: [(&str, &str, &[u8], u16, &str); 7] = [
        (
            "a.png",
            "image/png",
            &bomb,
            413,
            "pictures.picture_too_many_pixels",
        ),
        (
            "a.jpg",
            "image/jpeg",
            cut,
            422,
            "pictures.picture_truncated",
        ),
        (
            "a.png",
            "image/png",
            &good,
            422,
            "pictures.picture_type_differs",
        ),
        ("a.svg", "image/svg+xml", svg, 415, "pictures.picture_svg"),
        ("a.jpg", "image/jpeg", svg, 415, "pictures.picture_svg"),
        (
            "a.pdf",
            "application/pdf",
            b"%PDF-1.7 x",
            415,
            "pictures.picture_pdf",
        ),
        ("a.jpg", "image/jpeg", b"", 422, "pictures.picture_empty"),
    ];
    for (name, kind, bytes, status, code) in cases {
        let ask = desk.ask(Role::Reporter, "POST", "/pictures");
        send(ask, picture((name, kind), bytes, &words()))
            .await
            .refused(status, code);
    }
    assert_eq!(desk.head().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pictures_words_and_parts_are_checked_like_any_fields() {
    let desk = Desk::open().await;
    let file = ("a.jpg", "image/jpeg");
    let ask = || desk.ask(Role::Reporter, "POST", "/pictures");
    let refused = send(
        ask(),
        picture(file, &jpeg(1), &json!({"alt": "نصّ", "size": 3})),
    )
    .await;
    let refused = refused.refused(422, "api.fields");
    assert_eq!(code_at(&refused, "alt"), "api.not_an_object");
    assert_eq!(code_at(&refused, "size"), "api.unknown_field");
    let silent = send(ask(), picture(file, &jpeg(1), &json!({}))).await;
    silent.refused(422, "refused.house.no_alternative_text");
    let outside = json!({"decorative": true, "focal": {"x": 1.5, "y": 0}});
    let outside = send(ask(), picture(file, &jpeg(1), &outside)).await;
    outside.refused(422, "refused.house.bad_focal_point");
    let wordless = send(ask(), form(&[("file", Some(file), &jpeg(1))])).await;
    assert_eq!(
        code_at(&wordless.refused(422, "api.fields"), "words"),
        "api.missing_field"
    );
    let fileless = send(
        ask(),
        form(&[("words", None, words().to_string().as_bytes())]),
    )
    .await;
    assert_eq!(
        code_at(&fileless.refused(422, "api.fields"), "file"),
        "api.missing_field"
    );
    let broken = send(ask(), b"--siraj-boundary\r\nhalf".to_vec()).await;
    broken.refused(400, "api.bad_multipart");
    let large = send(ask(), picture(file, &vec![0; 41 << 20], &words())).await;
    large.refused(413, "api.too_large");
    ask()
        .json(&json!({}))
        .await
        .refused(415, "api.not_multipart");
    let contributor = desk.ask(Role::Contributor, "POST", "/pictures");
    let contributor = send(contributor, picture(file, &jpeg(1), &words())).await;
    contributor.refused(403, "refused.house.not_allowed");
}
