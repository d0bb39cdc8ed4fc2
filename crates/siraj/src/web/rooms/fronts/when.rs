//! Moments as forms write them: day and hour on the publication's clock.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use siraj_editorial::Timestamp;

/// The moment that a field of day and hour names.
pub fn read(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let local: DateTime = text.trim().parse().ok()?;
    let moment = zone.to_ambiguous_zoned_datetime(local).compatible().ok()?;
    Some(Timestamp::from(moment.timestamp()))
}

/// A moment as such a field holds it.
pub fn field(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_jiff().to_zoned_datetime(zone.clone());
    local.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// A moment as short as it may be said: the hour alone on its own day.
pub fn short(at: Timestamp, now: Timestamp, zone: &TimeZone) -> Option<String> {
    let local = |at: Timestamp| at.to_jiff().to_zoned_datetime(zone.clone());
    let (at, now) = (local(at), local(now));
    (at.date() == now.date()).then(|| at.strftime("%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_field_says_is_read_on_the_publications_clock() {
        let zone = TimeZone::get("Asia/Amman").unwrap();
        let at = read("2026-11-27T18:00", &zone).unwrap();
        assert_eq!(at.to_jiff().to_string(), "2026-11-27T15:00:00Z");
        assert_eq!(field(at, &zone), "2026-11-27T18:00");
        assert_eq!(short(at, at, &zone).as_deref(), Some("18:00"));
        assert_eq!(short(at, at.plus_seconds(86_400), &zone), None);
        for wrong in ["", "tomorrow", "2026-13-01T10:00", "\u{0}"] {
            assert_eq!(read(wrong, &zone), None, "{wrong:?}");
        }
    }
}
