//! Which characters carry no letter of their own: Arabic marks, tatweel, joiners,
//! controls. Folding and slugs drop the same ones, so they are told here once.
//! What replaces a character is decided by the module that asks.

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Tashkeel and its kin: harakat, tanwin, shadda, sukun, maddah and hamza written as
/// marks, the superscript alef, honorific signs and the marks of the Quran.
///
/// Example: in «مُحَمَّدٌ» everything but the letters «محمد». Source: the nonspacing marks of
/// the blocks Arabic, Arabic Extended-A and Extended-B in the data of Unicode, with the two
/// small letters of the Quran that are drawn like marks; and the isolated tashkeel of the
/// presentation forms, which compatibility normalisation would otherwise turn into a
/// space and a mark, breaking the word. No property tells those from letters, so they
/// are listed.
pub(crate) fn is_arabic_mark(c: char) -> bool {
    match c {
        '\u{06E5}' | '\u{06E6}' => true,
        '\u{0600}'..='\u{06FF}' | '\u{0870}'..='\u{08FF}' => {
            let categories = CodePointMapData::<GeneralCategory>::new();
            categories.get(c) == GeneralCategory::NonspacingMark
        }
        '\u{FBB2}'..='\u{FBC2}'
        | '\u{FC5E}'..='\u{FC63}'
        | '\u{FCF2}'..='\u{FCF4}'
        | '\u{FE70}'..='\u{FE7F}' => true,
        _ => false,
    }
}

/// The stretching line of «ســراج»; it is a matter of drawing, not of spelling.
pub(crate) const TATWEEL: char = '\u{0640}';

/// Characters that are never seen: controls, joiners, direction marks, isolates,
/// soft hyphen, variation selectors, byte order mark. White space is not among them.
///
/// Source: `Default_Ignorable_Code_Point` of Unicode, with the control characters and the
/// signs of interlinear annotation.
pub(crate) fn is_invisible(c: char) -> bool {
    match c {
        ..'\u{00AD}' => c.is_control() && !c.is_whitespace(),
        // The letters of newspapers, so that no search is made for each of them; a test
        // holds that nothing among them is ignorable.
        '\u{061D}'..='\u{115E}' => false,
        '\u{FFF9}'..='\u{FFFB}' => true,
        _ => CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c),
    }
}

/// The ASCII digit of an Arabic-Indic (٠–٩) or Persian (۰–۹) one; others unchanged.
pub(crate) fn western_digit(c: char) -> char {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{is_arabic_mark, is_invisible};

    /// The marks when the first addresses were made.
    fn was_mark(c: char) -> bool {
        matches!(c,
        '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}'
        | '\u{06EA}'..='\u{06ED}'
        | '\u{0897}'..='\u{089F}'
        | '\u{08CA}'..='\u{08E1}'
        | '\u{08E3}'..='\u{08FF}'
        | '\u{FBB2}'..='\u{FBC2}'
        | '\u{FC5E}'..='\u{FC63}'
        | '\u{FCF2}'..='\u{FCF4}'
        | '\u{FE70}'..='\u{FE7F}')
    }

    /// What was never seen when the first addresses were made.
    fn was_invisible(c: char) -> bool {
        let ignorable = matches!(c,
        '\u{00AD}'
        | '\u{034F}'
        | '\u{061C}'
        | '\u{115F}' | '\u{1160}'
        | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}');
        ignorable || (c.is_control() && !c.is_whitespace())
    }

    #[test]
    fn addresses_stay_what_they_were_whatever_the_data_of_unicode_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_arabic_mark(c), was_mark(c), "U+{:04X}", u32::from(c));
            assert_eq!(is_invisible(c), was_invisible(c), "U+{:04X}", u32::from(c));
        }
    }
}
