//! Every code that the API can answer has its sentence in both languages.

use siraj::convert::DroppedKind;
use siraj::media::PictureRefused;
use siraj::messages::Messages;
use siraj_arabic::TwoWays;
use siraj_editorial::MediaId;
use siraj_editorial::body::BodyProblemKind;
use siraj_editorial::checklist::Finding;
use siraj_editorial::fields::FieldWhy;
use siraj_editorial::refusal;
use siraj_editorial::text::TextRefused;

#[test]
fn every_reason_has_its_sentence_in_arabic_and_in_english() {
    let picture = MediaId(uuid::Uuid::nil());
    let findings = [
        Finding::NoHeadline,
        Finding::LongHeadline,
        Finding::NoSlug,
        Finding::NoText,
        Finding::OtherScript,
        Finding::NoStandfirst,
        Finding::NobodySigns,
        Finding::DatelineForm,
        Finding::OpenNotes(2),
        Finding::SpelledTwoWays(TwoWays {
            often: String::new(),
            often_times: 2,
            seldom: String::new(),
            seldom_times: 1,
        }),
        Finding::PictureWithoutDescription(picture),
        Finding::PictureDescribedElsewhere(picture),
        Finding::PictureWithoutCredit(picture),
        Finding::PictureMissing(picture),
        Finding::PictureExpired(picture),
    ];
    let too_long = TextRefused::TooLong {
        limit: 1,
        length: 2,
    };
    let fields = [
        FieldWhy::Text(too_long),
        FieldWhy::Text(TextRefused::InvisibleInName),
        FieldWhy::NotASlug,
        FieldWhy::TooMany(1),
        FieldWhy::Repeated,
        FieldWhy::DeadReference,
        FieldWhy::Empty,
    ];
    let mut keys: Vec<String> = refusal::all_keys().iter().map(|&key| key.into()).collect();
    keys.extend(
        findings
            .iter()
            .map(|finding| finding.message_key().to_owned()),
    );
    keys.extend(fields.iter().map(|why| why.message_key().to_owned()));
    keys.extend(
        BodyProblemKind::ALL
            .iter()
            .map(|kind| kind.message_key().to_owned()),
    );
    keys.extend(
        DroppedKind::ALL
            .iter()
            .map(|kind| kind.message_key().to_owned()),
    );
    let pictures = PictureRefused::ALL;
    keys.extend(
        pictures
            .iter()
            .map(|why| format!("pictures.{}", why.message_key())),
    );
    keys.extend(codes_in_source());
    for language in ["ar", "en"] {
        let messages = Messages::for_language(language);
        assert_eq!(messages.language(), language);
        let missing: Vec<_> = keys.iter().filter(|key| !messages.has(key)).collect();
        assert!(
            missing.is_empty(),
            "no sentence in {language} for {missing:?}"
        );
    }
}

/// The codes that the API's own source names.
fn codes_in_source() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/web/api");
    let mut codes = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        for after in text.split('"').filter(|part| part.starts_with("api.")) {
            // `api.title.{}` is completed with a status, each of which a problem has.
            if !after.contains('{') {
                codes.push(after.to_owned());
            }
        }
    }
    assert!(codes.len() > 30, "the codes are not where they were");
    let statuses = [400, 401, 403, 404, 405, 409, 413, 415, 422, 500, 503];
    codes.extend(statuses.map(|status| format!("api.title.{status}")));
    codes
}
