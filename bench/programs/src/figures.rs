//! What a row of measured times says, and how the programs tell it: one figure a
//! line, a name and a number, which `bench/run` reads.

use anyhow::Result;
use std::io::Write as _;
use std::time::Duration;

/// Times, in the order of their length.
#[derive(Debug, Default)]
pub struct Times(Vec<Duration>);

impl FromIterator<Duration> for Times {
    fn from_iter<I: IntoIterator<Item = Duration>>(times: I) -> Self {
        let mut times: Vec<Duration> = times.into_iter().collect();
        times.sort_unstable();
        Self(times)
    }
}

impl Times {
    /// The time that this share of them, in percent, does not exceed: the nearest
    /// rank. Nothing measured is no time.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or_default()
    }

    /// Tells the middle, the slow ones and the slowest, in milliseconds.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn tell(&self, name: &str) -> Result<()> {
        for (which, percent) in [("p50", 50), ("p99", 99), ("max", 100)] {
            let millis = self.percentile(percent).as_secs_f64() * 1e3;
            tell(&format!("{name}_{which}_ms"), format!("{millis:.3}"))?;
        }
        Ok(())
    }
}

/// Tells one figure.
///
/// # Errors
/// When nobody listens.
pub fn tell(name: &str, figure: impl std::fmt::Display) -> Result<()> {
    line(format_args!("{name} {figure}"))
}

/// Tells one line of a table.
///
/// # Errors
/// When nobody listens.
pub fn line(text: impl std::fmt::Display) -> Result<()> {
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_times() {
        let times: Times = (1..=200).rev().map(Duration::from_millis).collect();
        for (percent, millis) in [(50, 100), (99, 198), (100, 200), (0, 1)] {
            assert_eq!(times.percentile(percent), Duration::from_millis(millis));
        }
        assert_eq!(Times::default().percentile(50), Duration::ZERO);
    }
}
