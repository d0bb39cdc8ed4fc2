//! What stands around the sample pages, in Arabic and English.

use crate::messages::Messages;
use crate::pages::model::{
    Alternate, Assets, Breaking, Crumb, FeedLink, Find, Footer, LanguageSwitch, Link, Masthead,
    Moment, Placement, PlacementKind, SafeHtml, SafeJson, ShareCard, ShareImage, Shell, Text,
};
use siraj_arabic::Direction;
use siraj_editorial::Language;

pub(super) fn text(words: &str) -> Text {
    let arabic = words
        .chars()
        .any(|letter| ('\u{600}'..'\u{700}').contains(&letter));
    Text::new(
        words,
        if arabic {
            Direction::Rtl
        } else {
            Direction::Ltr
        },
    )
}

pub(super) fn moment(iso: &str, words: &str) -> Moment {
    Moment {
        iso: iso.to_owned(),
        words: text(words),
    }
}

pub(super) fn link(label: &str, url: &str) -> Link {
    Link {
        label: text(label),
        url: url.to_owned(),
        current: false,
    }
}

fn links(of: &[(&str, &str)]) -> Vec<Link> {
    of.iter().map(|(label, url)| link(label, url)).collect()
}

pub(super) fn arabic(title: &str) -> Shell {
    let mut menu = links(&[
        ("الرئيسية", "/"),
        ("العالم", "/world"),
        ("السواحل", "/sawahil"),
        ("اقتصاد", "/economy"),
        ("مناخ وبيئة", "/climate"),
        ("تحقيقات", "/investigations"),
        ("ثقافة", "/culture"),
        ("رياضة", "/sport"),
        ("رأي", "/opinion"),
    ]);
    if let Some(world) = menu.get_mut(1) {
        world.current = true;
    }
    Shell {
        messages: Messages::for_language("ar"),
        language: Language::arabic(),
        title: text(&format!("{title} | سِراج")),
        description: Some(text("أخبار الساحل بلا ضجيج: صحيفة مستقلة من مرسى النور.")),
        canonical: Some("https://siraj.example/".to_owned()),
        alternates: alternates(),
        noindex: false,
        share_card: share_card("ar_AR", "en_US"),
        linked_data: vec![
            SafeJson::of(&serde_json::json!({
                "@context": "https://schema.org",
                "@type": "NewsMediaOrganization",
                "name": "سِراج </script>",
                "url": "https://siraj.example/",
            }))
            .expect("a JSON value is JSON"),
        ],
        feeds: vec![FeedLink {
            title: text("سِراج: كل الأخبار"),
            url: "/feed.xml".to_owned(),
            media_type: "application/rss+xml",
        }],
        breadcrumbs: Vec::new(),
        sombre: false,
        masthead: Masthead {
            logo: None,
            name: text("سِراج"),
            tagline: Some(text("أخبار الساحل بلا ضجيج")),
            home: "/".to_owned(),
            date: None,
            hijri: None,
            large: false,
        },
        menu,
        find: Some(find("")),
        language_switch: vec![LanguageSwitch {
            language: Language::english(),
            label: text("English"),
            url: "/en/".to_owned(),
        }],
        breaking: None,
        placement: None,
        footer: Footer {
            about: Some(text(
                "غرفة أخبار مستقلة في مرسى النور، يملكها العاملون فيها، وتعيش من اشتراكات قرائها. نصحّح أخطاءنا علناً.",
            )),
            sections: links(&[
                ("شؤون دولية", "/international"),
                ("الإقليم", "/region"),
                ("سياسة", "/politics"),
                ("مرسى النور", "/marsa"),
                ("قضاء", "/justice"),
                ("طاقة", "/energy"),
                ("مرافئ", "/ports"),
                ("مياه", "/water"),
                ("علوم", "/science"),
                ("رياضة", "/sport"),
            ]),
            pages: links(&[
                ("من نحن", "/about"),
                ("اتصل بنا", "/contact"),
                ("ميثاق التحرير", "/ethics"),
                ("الخصوصية", "/privacy"),
                ("التصويبات", "/corrections"),
            ]),
            feeds: links(&[("RSS", "/feed.xml"), ("JSON Feed", "/feed.json")]),
            rights: Some(text("© 2026 سِراج. يجوز النقل بذكر المصدر ورابطه.")),
        },
        assets: assets(),
        strip: None,
    }
}

pub(super) fn english(title: &str) -> Shell {
    Shell {
        messages: Messages::for_language("en"),
        language: Language::english(),
        title: text(&format!("{title} | Siraj")),
        description: Some(text(
            "News of the coast, without the noise: an independent newspaper from Marsa al-Nur.",
        )),
        share_card: share_card("en_US", "ar_AR"),
        feeds: vec![FeedLink {
            title: text("Siraj: all news"),
            url: "/en/feed.xml".to_owned(),
            media_type: "application/rss+xml",
        }],
        masthead: Masthead {
            logo: None,
            name: text("Siraj"),
            tagline: Some(text("News of the coast, without the noise")),
            home: "/en/".to_owned(),
            date: None,
            hijri: None,
            large: false,
        },
        menu: links(&[
            ("Home", "/en/"),
            ("World", "/en/world"),
            ("Sawahil", "/en/sawahil"),
            ("Economy", "/en/economy"),
            ("Climate", "/en/climate"),
            ("Culture", "/en/culture"),
            ("Opinion", "/en/opinion"),
        ]),
        find: Some(find("/en")),
        language_switch: vec![LanguageSwitch {
            language: Language::arabic(),
            label: text("العربية"),
            url: "/".to_owned(),
        }],
        footer: Footer {
            about: Some(text(
                "An independent newsroom in Marsa al-Nur, owned by the people who work in it. We correct our mistakes in public.",
            )),
            sections: links(&[
                ("World", "/en/world"),
                ("Diplomacy", "/en/diplomacy"),
                ("Sawahil", "/en/sawahil"),
                ("Economy", "/en/economy"),
                ("Climate", "/en/climate"),
                ("Culture", "/en/culture"),
            ]),
            pages: links(&[
                ("About us", "/en/about"),
                ("Contact", "/en/contact"),
                ("Ethics", "/en/ethics"),
                ("Privacy", "/en/privacy"),
                ("Corrections", "/en/corrections"),
            ]),
            feeds: links(&[("RSS", "/en/feed.xml"), ("JSON Feed", "/en/feed.json")]),
            rights: Some(text("© 2026 Siraj. Quote us with our name and a link.")),
        },
        ..arabic("")
    }
}

/// The shell of a front: large, dated, with the breaking line and the top slot.
pub(super) fn fronted(mut shell: Shell, day: [&str; 2], breaking: &str, notice: &str) -> Shell {
    shell.masthead.large = true;
    shell.masthead.date = Some(text(day[0]));
    shell.masthead.hijri = Some(text(day[1]));
    shell.breaking = Some(Breaking {
        id: "0197a3".to_owned(),
        words: text(breaking),
        url: Some("/sawahil/7k2m9q0t/x".to_owned()),
        time: None,
    });
    shell.placement = Some(Placement {
        kind: PlacementKind::Words(SafeHtml::from_renderer(notice.to_owned())),
        url: Some("/about".to_owned()),
        paid: false,
        sponsor: None,
    });
    shell
}

pub(super) fn crumbs(mut shell: Shell, steps: &[(&str, &str)], here: Option<&str>) -> Shell {
    shell.breadcrumbs = steps
        .iter()
        .map(|(label, url)| Crumb {
            label: text(label),
            url: Some((*url).to_owned()),
        })
        .chain(here.map(|label| Crumb {
            label: text(label),
            url: None,
        }))
        .collect();
    shell
}

fn alternates() -> Vec<Alternate> {
    [("ar", "/"), ("en", "/en/"), ("x-default", "/")]
        .into_iter()
        .map(|(hreflang, path)| Alternate {
            hreflang: hreflang.to_owned(),
            url: format!("https://siraj.example{path}"),
        })
        .collect()
}

fn share_card(locale: &str, other: &str) -> ShareCard {
    ShareCard {
        locale: locale.to_owned(),
        alternate_locales: vec![other.to_owned()],
        image: Some(ShareImage {
            url: "https://siraj.example/media/0123456789abcdef/og.jpg".to_owned(),
            width: 1200,
            height: 630,
            alt: text("رافعات المرفأ عند الغروب"),
        }),
        ..ShareCard::default()
    }
}

fn assets() -> Assets {
    Assets {
        stylesheet: "/assets/reader.css".to_owned(),
        accent_stylesheet: None,
        theme_script: "/assets/theme.js".to_owned(),
        script: "/assets/reader.js".to_owned(),
        preload_fonts: vec![
            "/assets/siraj-sans-600.woff2".to_owned(),
            "/assets/siraj-naskh-400.woff2".to_owned(),
        ],
        icon: "/assets/icon.svg".to_owned(),
        touch_icon: "/assets/icon.png".to_owned(),
        manifest: "/manifest.webmanifest".to_owned(),
    }
}

/// The way to the search of an edition.
pub(super) fn find(base: &str) -> Find {
    Find {
        url: format!("{base}/search"),
        suggest: format!("{base}/search/suggest"),
        open_search: format!("{base}/opensearch.xml"),
        is_in_masthead: true,
    }
}
