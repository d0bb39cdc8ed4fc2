//! Stems: what a word is about, without what Arabic writes onto it.
//!
//! A light stemmer: it cuts the article, the clitics before a word and the endings behind
//! it, and knows no roots. «و», «ب», «ل» begin as many words as they are written onto, so a
//! [`Lexicon`] of the texts at hand says which: of «وزير» nothing is cut, of «وزعيم» the
//! «و» is. English words are stemmed by whoever indexes them.

/// How often words stand in the texts that are searched.
pub trait Lexicon {
    /// In how many texts this folded word stands; 0 if it is not known.
    fn texts_with(&self, word: &str) -> u32;
}

/// Knows no word: clitics and pronouns stay where they are, article and endings go.
impl Lexicon for () {
    fn texts_with(&self, _: &str) -> u32 {
        0
    }
}

/// The article with what may be written before it, folded; the longest first.
const ARTICLES: [&str; 15] = [
    "وبال", "وكال", "ولل", "فبال", "فكال", "فلل", "اوال", "وال", "فال", "بال", "كال", "لل", "ال",
    "افال", "ابال",
];

/// And, so, by, for, like, will: each may be written onto a word, and two together.
const CLITICS: [char; 6] = ['و', 'ف', 'ب', 'ل', 'ك', 'س'];

/// Pronouns that are written behind a word, the longest first.
const PRONOUNS: [&str; 10] = ["كما", "هما", "كم", "هم", "هن", "نا", "ها", "ني", "ه", "ك"];

/// Endings of number, gender and relation; each is cut once, in this order.
const ENDINGS: [&str; 9] = ["ها", "ان", "ات", "ون", "ين", "يه", "يا", "ه", "ي"];

/// So many letters are left of a word at least.
const LEAST_LETTERS: usize = 3;

/// The stem of a folded Arabic word: always a piece of it.
///
/// The rule: the article goes, with the clitics before it («وبالمدرسة» → «مدرسه»); a
/// clitic alone goes only if the lexicon knows what is left from more texts than the
/// word itself; a pronoun only if the lexicon knows what is left; then the endings go
/// («معلمين», «معلمات» → «معلم»). Three letters are left at least.
///
/// Source: the affixes are those of the light10 stemmer (Larkey, Ballesteros and Connell,
/// 2007), the guard by a lexicon is ours: unguarded clitics lose more than they win.
#[must_use]
pub fn stem<'w>(word: &'w str, lexicon: &impl Lexicon) -> &'w str {
    let bare = without_article(word);
    let stem = if bare.len() < word.len() {
        bare
    } else {
        without_pronoun(without_clitics(word, lexicon), lexicon)
    };
    without_endings(stem)
}

fn without_article(word: &str) -> &str {
    ARTICLES
        .iter()
        .find_map(|article| enough(word.strip_prefix(article)?))
        .unwrap_or(word)
}

fn without_clitics<'w>(word: &'w str, lexicon: &impl Lexicon) -> &'w str {
    let mut stem = word;
    for _ in 0..2 {
        let Some(rest) = stem.strip_prefix(CLITICS).and_then(enough) else {
            break;
        };
        if lexicon.texts_with(rest) <= lexicon.texts_with(stem) {
            break;
        }
        stem = rest;
    }
    stem
}

fn without_pronoun<'w>(word: &'w str, lexicon: &impl Lexicon) -> &'w str {
    let Some(rest) = PRONOUNS
        .iter()
        .find_map(|pronoun| enough(word.strip_suffix(pronoun)?))
    else {
        return word;
    };
    let known = lexicon.texts_with(word);
    // Before a pronoun ة is written ت: «مدرستهم» is of «مدرسة».
    if let Some(bare) = rest.strip_suffix('ت').and_then(enough)
        && lexicon.texts_with(&[bare, "ه"].concat()) > known
    {
        return bare;
    }
    if lexicon.texts_with(rest) > known {
        rest
    } else {
        word
    }
}

pub(crate) fn without_endings(word: &str) -> &str {
    ENDINGS.iter().fold(word, |stem, ending| {
        stem.strip_suffix(ending).and_then(enough).unwrap_or(stem)
    })
}

/// What is left, if it is long enough to be a word.
fn enough(rest: &str) -> Option<&str> {
    (rest.chars().count() >= LEAST_LETTERS).then_some(rest)
}
