//! Lengths of time as people write them, in the demo's files and on the command
//! line: days, hours and minutes. Months and years are left out, since nobody
//! agrees on how long they are.

use serde::Deserialize;

/// A length of time as a person writes it: `90d`, `2d 4h 10m`, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Span(pub i64);

impl TryFrom<String> for Span {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no length of time such as \"2d 4h 10m\"");
        let mut seconds = 0_i64;
        for part in text.split_whitespace() {
            let (number, unit) = match part.char_indices().next_back() {
                Some((at, unit)) => (part.get(..at).unwrap_or_default(), unit),
                None => return Err(wrong()),
            };
            let number: i64 = number.parse().map_err(|_| wrong())?;
            let unit = match unit {
                'd' => 86_400,
                'h' => 3_600,
                'm' => 60,
                _ => return Err(wrong()),
            };
            seconds = seconds
                .checked_add(number.checked_mul(unit).ok_or_else(wrong)?)
                .ok_or_else(wrong)?;
        }
        if seconds > 0 {
            Ok(Self(seconds))
        } else {
            Err(wrong())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_read_and_nonsense_is_not() {
        let read = |text: &str| Span::try_from(text.to_owned()).map(|span| span.0).ok();
        assert_eq!(read("2d 4h 10m"), Some(2 * 86_400 + 4 * 3_600 + 600));
        assert_eq!(read("45m"), Some(2_700));
        for wrong in ["", "h", "2x", "2 d", "-1h", "٣h", "99999999999999999d"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
