//! A day and an hour as a form sends them, on the publication's clock.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use siraj_editorial::Timestamp;

/// The moment of a day and an hour. An hour that a change of clocks skips is the one after
/// it; one that comes twice is the first.
pub fn moment(day: &str, hour: &str, zone: &TimeZone) -> Option<Timestamp> {
    let day: Date = day.trim().parse().ok()?;
    let hour: Time = hour.trim().parse().ok()?;
    let local = day.to_datetime(hour).to_zoned_datetime(zone.clone()).ok()?;
    Some(Timestamp::from_micros(local.timestamp().as_microsecond()))
}

/// Day and hour of a moment, as the fields hold them.
pub fn fields(at: Timestamp, zone: &TimeZone) -> (String, String) {
    let local = at.to_jiff().to_zoned_datetime(zone.clone());
    (
        local.strftime("%Y-%m-%d").to_string(),
        local.strftime("%H:%M").to_string(),
    )
}

/// What the fields offer first: the next full hour that is half an hour away at least.
pub fn offered(now: Timestamp, zone: &TimeZone) -> (String, String) {
    const HOUR: i64 = 3_600;
    let later = now.plus_seconds(HOUR + HOUR / 2);
    let (day, hour) = fields(later, zone);
    let full = hour.split(':').next().unwrap_or_default();
    (day, format!("{full}:00"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_an_hour_are_the_publications_own() {
        let zone = TimeZone::get("Asia/Beirut").unwrap();
        let at = moment("2026-11-25", "06:00", &zone).unwrap();
        assert_eq!(at.to_jiff().to_string(), "2026-11-25T04:00:00Z");
        assert_eq!(fields(at, &zone), ("2026-11-25".into(), "06:00".into()));
        assert_eq!(offered(at, &zone), ("2026-11-25".into(), "07:00".into()));
        // The clocks go forward at midnight on the last Sunday of March.
        let skipped = moment("2026-03-29", "00:30", &zone).unwrap();
        assert_eq!(fields(skipped, &zone).1, "01:30");
        for (day, hour) in [
            ("", ""),
            ("2026-13-01", "06:00"),
            ("2026-11-25", "25:00"),
            ("x", "y"),
        ] {
            assert_eq!(moment(day, hour, &zone), None, "{day} {hour}");
        }
    }
}
