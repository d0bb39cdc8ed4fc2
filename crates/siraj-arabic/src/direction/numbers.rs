//! Numbers whose signs or groups a right-to-left paragraph would reorder.
//!
//! Answers where such a number ends, seen from its first character; whether it may start
//! there is for [`super::foreign`] to say. Only ASCII digits are looked at: Arabic-Indic
//! ones keep the order in which their readers expect them.

/// A number at the start of a text.
pub(super) struct Number {
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// Whether right-to-left text would show it wrongly.
    pub(super) breaks: bool,
}

/// The number that the text starts with: a telephone number, a sign with digits, or
/// digits with single separators between them (`2-1`, `3/3/2026`, `14:30`).
pub(super) fn number_at(text: &str, sign_allowed: bool) -> Option<Number> {
    let signed = text.starts_with(is_sign);
    if signed && !sign_allowed {
        return None;
    }
    if let Some(end) = phone_end(text) {
        return Some(Number { end, breaks: true });
    }
    let sign_length = match text.chars().next() {
        Some(c) if is_sign(c) => c.len_utf8(),
        _ => 0,
    };
    let body = text.get(sign_length..)?;
    let mut end = None;
    let mut dashed = false;
    let mut separator: Option<char> = None;
    for (at, c) in body.char_indices() {
        if c.is_ascii_digit() {
            dashed |= separator.take().is_some_and(is_dash);
            end = Some(at + 1);
        } else if end.is_some() && separator.is_none() && is_inner_separator(c) {
            separator = Some(c);
        } else {
            break;
        }
    }
    let end = end?;
    let percent = usize::from(body.get(end..).is_some_and(|rest| rest.starts_with('%')));
    Some(Number {
        end: sign_length + end + percent,
        breaks: signed || dashed,
    })
}

/// The end of the telephone number that the text starts with, if it starts with one.
///
/// The rule: 7 to 15 digits (E.164) in groups, each perhaps in brackets, set apart by one
/// space, no-break space or hyphen, after `+`; or at least two such groups after a leading
/// 0, with at most one hyphen, so that `03-05-2026` stays a date.
pub(crate) fn phone_end(text: &str) -> Option<usize> {
    let international = text.starts_with('+');
    if !international && !text.starts_with('0') {
        return None;
    }
    let mut at = usize::from(international);
    let (mut end, mut digits, mut groups, mut hyphens) = (0, 0, 0, 0);
    while let Some(group) = text.get(at..).and_then(phone_group) {
        if digits + group.digits > 15 {
            break;
        }
        digits += group.digits;
        groups += 1;
        at += group.length;
        end = at;
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(gap @ (' ' | '\u{00A0}')) => at += gap.len_utf8(),
            Some('-') => {
                hyphens += 1;
                at += 1;
            }
            _ => {}
        }
    }
    let grouped = international || (groups > 1 && hyphens <= 1);
    (digits >= 7 && grouped).then_some(end)
}

struct PhoneGroup {
    length: usize,
    digits: usize,
}

/// Digits, or digits in round brackets, at the start of the text.
fn phone_group(text: &str) -> Option<PhoneGroup> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let bracketed = inner.len() < text.len();
    let closed = inner
        .get(digits..)
        .is_some_and(|rest| rest.starts_with(')'));
    (digits > 0 && (!bracketed || closed)).then_some(PhoneGroup {
        length: digits + if bracketed { 2 } else { 0 },
        digits,
    })
}

/// Signs before a number: `+5`, `-5` with hyphen or minus, `±5`.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '\u{2212}' | '±')
}

fn is_inner_separator(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/') || is_dash(c)
}

/// Hyphen, non-breaking hyphen, figure dash, en dash, minus.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}'
    )
}
