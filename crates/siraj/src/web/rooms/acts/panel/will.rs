//! What will happen when the article goes out, in words: where it stands, what gathers
//! it, what holds it.

use super::super::Case;
use super::Known;
use siraj_editorial::section::trail;

/// The sentences.
pub fn of(case: &Case, known: &Known) -> Vec<String> {
    let messages = case.frame.messages;
    let (subject, text) = (&case.subject, &case.subject.head.manuscript);
    let mut will = Vec::new();
    let sections: Vec<&str> = trail(&subject.sections, text.section)
        .into_iter()
        .rev()
        .map(|section| section.name.as_str())
        .collect();
    let within = format!(
        "{} {} ",
        case.frame.t("acts.comma"),
        case.frame.t("acts.within")
    );
    let sections = sections.join(&within);
    let edition = subject.edition.label.as_str();
    will.push(messages.with(
        "acts.will_section",
        &[("section", sections.as_str()), ("edition", edition)],
    ));
    will.push(case.frame.t("acts.will_feeds").to_owned());
    if !known.gathered.is_empty() {
        let list: Vec<&str> = known.gathered.iter().map(String::as_str).collect();
        let list = case.frame.list(&list);
        will.push(messages.with("acts.will_gather", &[("list", list.as_str())]));
    }
    for (edition, is_public) in &known.counterparts {
        let label = known.editions.get(edition).map_or("", String::as_str);
        let key = if *is_public {
            "acts.will_pair"
        } else {
            "acts.will_pair_later"
        };
        will.push(messages.with(key, &[("edition", label)]));
    }
    if let Some(embargo) = &subject.article.embargo
        && embargo.until > case.now
    {
        let until = case.frame.moment(embargo.until);
        will.push(messages.with("acts.will_embargo", &[("until", until.words.plain())]));
    }
    if let Some(end) = subject.article.expires_at {
        let end = case.frame.moment(end);
        will.push(messages.with("acts.will_expire", &[("end", end.words.plain())]));
    }
    will.iter()
        .map(|words| case.frame.isolated(words))
        .collect()
}
