//! How many megabytes of Arabic each function reads in a second: a table of medians.
//!
//! The text is made of the sentences of the generated newsroom (`bench/programs/words.toml`). A
//! comparison with other programs is `bench/`'s; this tells which function became slow.

use std::hint::black_box;
use std::time::Instant;

use siraj_arabic::dates::parse::{Reference, find};
use siraj_arabic::typography::{QuotationMarks, findings, mend};
use siraj_arabic::{
    CivilDate, DigitStyle, Direction, Mentions, fold, isolate, isolate_plain, slug,
    spelled_two_ways, strip_controls, terms, to_western,
};

const WORDS: &str = include_str!("../../../bench/programs/words.toml");

/// The text is repeated up to this many bytes.
const SIZE: usize = 1_000_000;

/// Each function reads the whole text so often; the median counts.
const TURNS: usize = 9;

/// Every quoted string of the list that is a sentence, with something in its blanks.
fn sentences() -> Vec<String> {
    WORDS
        .split('"')
        .skip(1)
        .step_by(2)
        .filter(|words| words.contains(' '))
        .map(fill)
        .collect()
}

/// A place, a name or a number for each `{blank}` in turn.
fn fill(sentence: &str) -> String {
    let mut filled = String::new();
    let mut fillings = ["مرسى النور", "وائل الجابري", "15 مارس/آذار 2016", "1,250"]
        .into_iter()
        .cycle();
    let mut rest = sentence;
    while let Some((before, blank)) = rest.split_once('{') {
        filled.push_str(before);
        filled.extend(fillings.next());
        rest = blank.split_once('}').map_or("", |(_, after)| after);
    }
    filled.push_str(rest);
    filled
}

/// Paragraphs of six sentences.
fn text() -> String {
    let sentences = sentences();
    let mut text = String::with_capacity(SIZE + 1_000);
    for (count, sentence) in sentences.iter().cycle().enumerate() {
        if text.len() >= SIZE {
            break;
        }
        text.push_str(sentence);
        text.push(if count % 6 == 5 { '\n' } else { ' ' });
    }
    text
}

fn megabytes_in_a_second(text: &str, read: &dyn Fn(&str) -> usize) -> f64 {
    let mut seconds: Vec<f64> = (0..TURNS)
        .map(|_| {
            let start = Instant::now();
            black_box(read(black_box(text)));
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    let median = seconds.get(TURNS / 2).copied().unwrap_or(f64::MAX);
    #[expect(clippy::cast_precision_loss, reason = "a megabyte is counted exactly")]
    let bytes = text.len() as f64;
    bytes / median / 1e6
}

type Reads = (&'static str, Box<dyn Fn(&str) -> usize>);

fn functions() -> Vec<Reads> {
    let today = CivilDate::new(2026, 3, 15).expect("it is a day");
    let reference = Reference { today, hijri: None };
    let house = QuotationMarks::Guillemets;
    vec![
        ("fold", Box::new(|text| fold(text).len())),
        ("terms", Box::new(|text| terms(text).len())),
        (
            "slug, by line",
            Box::new(|text| text.lines().map(|line| slug(line).len()).sum()),
        ),
        (
            "DigitStyle::show",
            Box::new(|text| DigitStyle::ArabicIndic.show(text).len()),
        ),
        ("to_western", Box::new(|text| to_western(text).len())),
        (
            "isolate",
            Box::new(|text| isolate(text, Direction::Rtl).len()),
        ),
        (
            "isolate_plain",
            Box::new(|text| isolate_plain(text, Direction::Rtl).len()),
        ),
        (
            "strip_controls",
            Box::new(|text| strip_controls(text).removed),
        ),
        (
            "Mentions::of",
            Box::new(|text| usize::from(Mentions::of(text).has("سراج"))),
        ),
        (
            "spelled_two_ways",
            Box::new(|text| spelled_two_ways(text).len()),
        ),
        (
            "typography::mend",
            Box::new(move |text| mend(text, house).text.len()),
        ),
        (
            "typography::findings",
            Box::new(move |text| findings(text, house).len()),
        ),
        (
            "dates::parse::find",
            Box::new(move |text| find(text, &reference).len()),
        ),
    ]
}

#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
fn main() {
    // `cargo test --all-targets` starts this without the argument, and waits for it.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let text = text();
    // Every line has something to mend.
    let with_slips = text.replace(['«', '»'], "\"").replace('،', ",");
    let mend: Box<dyn Fn(&str) -> usize> =
        Box::new(|text| mend(text, QuotationMarks::Guillemets).text.len());
    println!("{:<22} | MB/s", "function");
    for (name, read) in functions() {
        println!("{name:<22} | {:>6.1}", megabytes_in_a_second(&text, &read));
    }
    let slips = megabytes_in_a_second(&with_slips, &mend);
    println!("{:<22} | {slips:>6.1}", "mend, with slips");
}
