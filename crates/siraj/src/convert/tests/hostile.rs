//! Input that wants to harm: code in all its disguises, and bombs.

use super::*;
use proptest::prelude::*;
use siraj_editorial::body::limits;

/// Disguises of script from the usual collections.
pub(crate) const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"javascript:alert(1)\">",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\" java&#x0A;script:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\"&#106;&#97;vascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt&colon;alert(1)\">x</a>",
    "<a href=\"\u{1}javascript:alert(1)\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
    "<a href=\"https://www.google.com/url?q=javascript:alert(1)\">x</a>",
    "<a href=\"https://example.org/&quot; onclick=&quot;alert(1)\">x</a>",
    "<a href=\"https://example.org/'onmouseover='alert(1)\">x</a>",
    "<a href='https://bank.example@evil.example/'>x</a>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<iframe src=\"https://youtube.com.evil.example/embed/1\"></iframe>",
    "<iframe src='https://www.youtube.com/embed/\"><script>alert(1)</script>'></iframe>",
    "<object data=\"javascript:alert(1)\"></object>",
    "<embed src=\"javascript:alert(1)\">",
    "<form action=\"javascript:alert(1)\"><button formaction=\"javascript:alert(1)\">x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<body onload=alert(1)>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<div style=\"width:expression(alert(1))\">x</div>",
    "<base href=\"javascript:alert(1)//\"><a href=\"x\">x</a>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<textarea><script>alert(1)</script></textarea><script>alert(1)</script>",
    "<title><script>alert(1)</script></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml <script>alert(1)</script>?>",
    "<template><script>alert(1)</script></template>",
    "<table background=\"javascript:alert(1)\"><tr><td onclick=alert(1)>x</table>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<custom-element onclick=alert(1)>x</custom-element>",
    "<p lang='en\" onclick=\"alert(1)' dir='ltr\"><script>'>x</p>",
    "<b/onclick=alert(1)>x</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href=\"tel:1' onclick='alert(1)\">x</a>",
    "<<script>alert(1)//<</script>",
    "<a href=https://example.org/\u{202E}gpj.exe>x</a>",
];

#[test]
fn no_disguise_of_script_becomes_anything_but_text() {
    for vector in VECTORS {
        for converted in [
            html(vector),
            markdown(vector),
            markdown(&format!("أ {vector} ب")),
        ] {
            converted
                .body
                .validate()
                .unwrap_or_else(|problems| panic!("{vector}: {problems:?}"));
            for link in converted.body.links() {
                assert!(
                    ["https://", "http://", "mailto:", "tel:"]
                        .iter()
                        .any(|it| link.starts_with(it)),
                    "{vector}: {link}"
                );
                assert!(!link.contains(['"', '\'', '<', '>']), "{vector}: {link}");
            }
        }
    }
}

#[test]
fn what_is_dropped_is_said() {
    let page = html(
        "<script>a</script><style>b</style><p onclick=x>نصّ</p><a href='javascript:x'>ر</a><a href='/rel'>ن</a>
         <video src=v></video><form><input></form><svg></svg><span style='display:none'>خفيّ</span><foo>غريب</foo>",
    );
    assert_eq!(
        dropped(&page),
        [
            (DroppedKind::Script, 1),
            (DroppedKind::EventHandler, 1),
            (DroppedKind::ScriptLink, 1),
            (DroppedKind::UnusableLink, 1),
            (DroppedKind::Media, 1),
            (DroppedKind::Drawing, 1),
            (DroppedKind::Form, 1),
            (DroppedKind::Hidden, 1),
            (DroppedKind::UnknownTag, 1),
        ]
    );
    assert!(page.body.plain_text().contains("غريب"));
    assert!(!page.body.plain_text().contains("خفيّ"));
}

#[test]
fn what_is_dropped_ends_where_it_ends() {
    check(
        &html("<p>أ <svg><li><p>x</p></svg> ب <select><option>1</select> ج</p>"),
        json!([
            { "type": "paragraph", "runs": ["أ ب ج"] },
        ]),
    );
}

#[test]
fn overrides_are_removed_and_told() {
    let page = html("<p>أ&#x202E;ب&#0;ج</p>");
    assert_eq!(page.body.plain_text(), "أب\u{FFFD}ج");
    assert_eq!(page.report.removed.overrides, 1);
}

#[test]
fn bombs_are_read_in_bounded_time_and_space() {
    let many = 30_000;
    let bombs = [
        "<div>".repeat(many),
        "<ul><li>".repeat(many),
        "<table><tr><td>".repeat(many),
        "<blockquote>".repeat(many),
        "<b a=1><p>x".repeat(many),
        "<p>x".repeat(many),
        "</p>".repeat(many),
        "<svg>".repeat(many),
        format!(
            "<a {}>",
            (0..many).map(|n| format!("a{n} ")).collect::<String>()
        ),
        format!(
            "<table><tr><td colspan=999999999 rowspan=999999999>x{}",
            "<tr><td>y".repeat(5_000)
        ),
        "<!--".repeat(many),
        "&".repeat(many),
        "> ".repeat(20_000),
        "[".repeat(20_000),
        "*a ".repeat(20_000),
        ":::facts\n".repeat(20_000),
    ];
    for bomb in bombs {
        let start: String = bomb.chars().take(20).collect();
        for converted in [html(&bomb), markdown(&bomb)] {
            assert!(
                converted.body.blocks.len() <= limits::BLOCKS * 11,
                "{start}"
            );
        }
    }
}

#[test]
fn ten_megabytes_are_read_and_the_rest_is_reported() {
    let long = format!("<p>{}</p>", "س".repeat(6 * 1024 * 1024));
    let converted = html(&long);
    assert!(converted.report.has(DroppedKind::Rest));
    assert!(converted.body.validate().is_err());
    let picture = format!(
        "<p>قبل<img src='data:image/png;base64,{}'>بعد</p>",
        "A/b+".repeat(1_000_000)
    );
    let converted = html(&picture);
    assert_eq!(converted.body.plain_text(), "قبلبعد");
    assert_eq!(dropped(&converted), [(DroppedKind::Picture, 1)]);
}

#[test]
fn a_name_under_a_list_that_says_nothing_is_no_quotation() {
    let converted = html("<blockquote><ul><ul><li>— باسل عنتر</ul></ul></blockquote>");
    assert!(converted.body.validate().is_ok(), "{:?}", converted.body);
    assert_eq!(converted.body.plain_text(), "— باسل عنتر");
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        html(&text);
        markdown(&text);
    }

    #[test]
    fn any_soup_of_tags_becomes_a_normalised_body(
        pieces in proptest::collection::vec(prop_oneof![
            proptest::sample::select(VECTORS),
            proptest::sample::select(&[
                "<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<table>", "</table>", "<tr>",
                "<td>", "<th>", "</td>", "<thead>", "<caption>", "<blockquote>", "</blockquote>",
                "<footer>", "</footer>", "<figure>", "<figcaption>", "</figure>", "<b>", "</b>",
                "<a href='https://example.org/'>", "</a>", "<h2>", "</h2>", "<pre>", "</pre>", "<br>",
                "<hr>", "<span lang=en>", "</span>", "<img src=river-base>", "نصّ ", "text ", "\n\n",
                "> ", "- ", "**", ":::facts x\n", "\n:::\n", "<q>", "</q>", "<sup>2",
                "<p style='mso-list:l0 level2'>", "<dt>", "<svg>", "</svg>", "<script>", "</script>",
            ][..]),
        ], 0..40)
    ) {
        let soup = pieces.concat();
        for converted in [html(&soup), markdown(&soup)] {
            prop_assert_eq!(&converted.body.clone().normalise(), &converted.body);
            prop_assert!(converted.body.validate().is_ok(), "{}", soup);
        }
    }
}
