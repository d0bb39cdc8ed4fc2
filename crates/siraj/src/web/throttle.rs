//! Wrong answers, by who gives them: tokens and passwords by the network that they
//! come from, passwords by the account too; and questions to the search, which cost the
//! processor much, by the network. So many within a time are answered;
//! after that who it is waits, whatever is sent. What is remembered is bounded,
//! lives in memory for that time and is written nowhere.

use parking_lot::Mutex;
use siraj_editorial::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};

/// Wrong tokens that a network may send within the time.
pub const FAILURES: u32 = 20;
/// The time, in seconds.
pub const WITHIN_SECONDS: i64 = 60;
/// How many are remembered. More than these can fail only where somebody
/// has so many addresses, and then the oldest are forgotten.
const REMEMBERED: usize = 16 * 1024;

#[derive(Debug, Clone, Copy)]
struct Failures {
    since: Timestamp,
    count: u32,
}

impl Failures {
    /// Seconds until they are forgotten; `None` when they are already. A clock
    /// that was set back forgets them too.
    fn seconds_left(&self, now: Timestamp, within: i64) -> Option<u64> {
        let past = now.seconds_since(self.since);
        let left = u64::try_from(within - past).ok()?;
        (past >= 0 && left > 0).then_some(left)
    }
}

/// Who has answered wrong lately.
#[derive(Debug)]
pub struct Throttle<K> {
    most: u32,
    within: i64,
    failures: Mutex<HashMap<K, Failures>>,
}

impl<K: Eq + Hash + Ord + Clone> Throttle<K> {
    /// Answers so many wrong ones within so many seconds.
    #[must_use]
    pub fn new(most: u32, within: i64) -> Self {
        Self {
            most,
            within,
            failures: Mutex::default(),
        }
    }

    /// For how many seconds this one must wait, if it must.
    #[must_use]
    pub fn wait(&self, who: &K, now: Timestamp) -> Option<u64> {
        let failures = self.failures.lock();
        let failures = failures.get(who)?;
        let left = failures.seconds_left(now, self.within)?;
        (failures.count >= self.most).then_some(left)
    }

    /// Counts something that costs much, unless this one must wait: for how many seconds.
    #[must_use]
    pub fn counts(&self, who: K, now: Timestamp) -> Option<u64> {
        let waits = self.wait(&who, now);
        if waits.is_none() {
            self.failed(who, now);
        }
        waits
    }

    /// This one has answered wrong.
    pub fn failed(&self, who: K, now: Timestamp) {
        let fresh = Failures {
            since: now,
            count: 0,
        };
        let mut all = self.failures.lock();
        if all.len() >= REMEMBERED && !all.contains_key(&who) {
            forget(&mut all, now, self.within);
        }
        let failures = all.entry(who).or_insert(fresh);
        if failures.seconds_left(now, self.within).is_none() {
            *failures = fresh;
        }
        failures.count = failures.count.saturating_add(1);
    }
}

/// What one customer of a network has: an IPv4 address, or a /64 of IPv6, within
/// which he may take any address he likes (RFC 6177).
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let host = u128::from(u64::MAX);
            IpAddr::V6(Ipv6Addr::from(u128::from(address) & !host))
        }
        address => address,
    }
}

/// Forgets what has run out; where that is not enough, the oldest eighth.
fn forget<K: Eq + Hash + Ord + Clone>(all: &mut HashMap<K, Failures>, now: Timestamp, within: i64) {
    all.retain(|_, failures| failures.seconds_left(now, within).is_some());
    let most = REMEMBERED - REMEMBERED / 8;
    if all.len() <= most {
        return;
    }
    let mut by_age: Vec<(Timestamp, K)> = all
        .iter()
        .map(|(who, failures)| (failures.since, who.clone()))
        .collect();
    by_age.sort_unstable();
    for (_, who) in by_age.into_iter().take(all.len() - most) {
        all.remove(&who);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros((1_000 + seconds) * 1_000_000)
    }

    fn ip(text: &str) -> IpAddr {
        network(text.parse().unwrap())
    }

    fn throttle() -> Throttle<IpAddr> {
        Throttle::new(FAILURES, WITHIN_SECONDS)
    }

    #[test]
    fn after_twenty_wrong_tokens_an_address_waits_until_the_minute_is_over() {
        let throttle = throttle();
        let (guesser, other) = (ip("192.0.2.1"), ip("192.0.2.2"));
        for second in 0..20 {
            assert_eq!(throttle.wait(&guesser, at(second)), None);
            throttle.failed(guesser, at(second));
        }
        assert_eq!(throttle.wait(&guesser, at(20)), Some(40));
        assert_eq!(throttle.wait(&other, at(20)), None);
        assert_eq!(throttle.wait(&guesser, at(59)), Some(1));
        assert_eq!(throttle.wait(&guesser, at(60)), None);
        throttle.failed(guesser, at(61));
        assert_eq!(throttle.wait(&guesser, at(61)), None);
    }

    #[test]
    fn a_network_of_sixty_four_bits_is_one_guesser() {
        let throttle = throttle();
        for host in 0..20 {
            throttle.failed(ip(&format!("2001:db8:0:1::{host:x}")), at(0));
        }
        assert_eq!(throttle.wait(&ip("2001:db8:0:1:ffff::1"), at(0)), Some(60));
        assert_eq!(throttle.wait(&ip("2001:db8:0:2::1"), at(0)), None);
        for _ in 0..20 {
            throttle.failed(ip("::ffff:192.0.2.1"), at(0));
        }
        assert_eq!(throttle.wait(&ip("192.0.2.1"), at(0)), Some(60));
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let throttle = throttle();
        for _ in 0..20 {
            throttle.failed(ip("192.0.2.1"), at(3_600));
        }
        assert_eq!(throttle.wait(&ip("192.0.2.1"), at(0)), None);
    }

    #[test]
    fn what_is_remembered_is_bounded_and_the_newest_stays() {
        let throttle = throttle();
        for number in 0..40_000_u32 {
            throttle.failed(IpAddr::V4(number.into()), at(i64::from(number / 2_000)));
        }
        let newest = IpAddr::V4(39_999.into());
        for _ in 0..20 {
            throttle.failed(newest, at(20));
        }
        assert!(throttle.failures.lock().len() <= REMEMBERED);
        assert_eq!(throttle.wait(&newest, at(20)), Some(59));
    }
}
