//! Wrong tokens, by the address that they come from. So many a minute are
//! answered; after that the address waits, whatever it sends. What is remembered
//! is bounded, lives in memory for a minute and is written nowhere.

use parking_lot::Mutex;
use siraj_editorial::Timestamp;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};

/// Wrong tokens that an address may send within the time.
pub const FAILURES: u32 = 20;
/// The time, in seconds.
pub const WITHIN_SECONDS: i64 = 60;
/// Addresses that are remembered. More than these can fail only where somebody
/// has them, and then the oldest are forgotten.
const ADDRESSES: usize = 16 * 1024;

#[derive(Debug, Clone, Copy)]
struct Failures {
    since: Timestamp,
    count: u32,
}

impl Failures {
    /// Seconds until they are forgotten; `None` when they are already. A clock
    /// that was set back forgets them too.
    fn seconds_left(&self, now: Timestamp) -> Option<u64> {
        let past = now.seconds_since(self.since);
        let left = u64::try_from(WITHIN_SECONDS - past).ok()?;
        (past >= 0 && left > 0).then_some(left)
    }
}

/// Who has sent wrong tokens lately.
#[derive(Debug, Default)]
pub struct Throttle {
    failures: Mutex<HashMap<IpAddr, Failures>>,
}

impl Throttle {
    /// For how many seconds an address must wait, if it must.
    #[must_use]
    pub fn wait(&self, address: IpAddr, now: Timestamp) -> Option<u64> {
        let failures = self.failures.lock();
        let failures = failures.get(&block(address))?;
        let left = failures.seconds_left(now)?;
        (failures.count >= FAILURES).then_some(left)
    }

    /// An address has sent a wrong token.
    pub fn failed(&self, address: IpAddr, now: Timestamp) {
        let fresh = Failures {
            since: now,
            count: 0,
        };
        let mut all = self.failures.lock();
        let block = block(address);
        if all.len() >= ADDRESSES && !all.contains_key(&block) {
            forget(&mut all, now);
        }
        let failures = all.entry(block).or_insert(fresh);
        if failures.seconds_left(now).is_none() {
            *failures = fresh;
        }
        failures.count = failures.count.saturating_add(1);
    }
}

/// What one customer of a network has: an IPv4 address, or a /64 of IPv6, within
/// which he may take any address he likes (RFC 6177).
fn block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let host = u128::from(u64::MAX);
            IpAddr::V6(Ipv6Addr::from(u128::from(address) & !host))
        }
        address => address,
    }
}

/// Forgets what has run out; where that is not enough, the oldest eighth.
fn forget(all: &mut HashMap<IpAddr, Failures>, now: Timestamp) {
    all.retain(|_, failures| failures.seconds_left(now).is_some());
    let most = ADDRESSES - ADDRESSES / 8;
    if all.len() <= most {
        return;
    }
    let mut by_age: Vec<(Timestamp, IpAddr)> = all
        .iter()
        .map(|(address, failures)| (failures.since, *address))
        .collect();
    by_age.sort_unstable();
    for (_, address) in by_age.into_iter().take(all.len() - most) {
        all.remove(&address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros((1_000 + seconds) * 1_000_000)
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn after_twenty_wrong_tokens_an_address_waits_until_the_minute_is_over() {
        let throttle = Throttle::default();
        let (guesser, other) = (ip("192.0.2.1"), ip("192.0.2.2"));
        for second in 0..20 {
            assert_eq!(throttle.wait(guesser, at(second)), None);
            throttle.failed(guesser, at(second));
        }
        assert_eq!(throttle.wait(guesser, at(20)), Some(40));
        assert_eq!(throttle.wait(other, at(20)), None);
        assert_eq!(throttle.wait(guesser, at(59)), Some(1));
        assert_eq!(throttle.wait(guesser, at(60)), None);
        throttle.failed(guesser, at(61));
        assert_eq!(throttle.wait(guesser, at(61)), None);
    }

    #[test]
    fn a_network_of_sixty_four_bits_is_one_guesser() {
        let throttle = Throttle::default();
        for host in 0..20 {
            throttle.failed(ip(&format!("2001:db8:0:1::{host:x}")), at(0));
        }
        assert_eq!(throttle.wait(ip("2001:db8:0:1:ffff::1"), at(0)), Some(60));
        assert_eq!(throttle.wait(ip("2001:db8:0:2::1"), at(0)), None);
        for _ in 0..20 {
            throttle.failed(ip("::ffff:192.0.2.1"), at(0));
        }
        assert_eq!(throttle.wait(ip("192.0.2.1"), at(0)), Some(60));
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let throttle = Throttle::default();
        for _ in 0..20 {
            throttle.failed(ip("192.0.2.1"), at(3_600));
        }
        assert_eq!(throttle.wait(ip("192.0.2.1"), at(0)), None);
    }

    #[test]
    fn what_is_remembered_is_bounded_and_the_newest_stays() {
        let throttle = Throttle::default();
        for number in 0..40_000_u32 {
            throttle.failed(IpAddr::V4(number.into()), at(i64::from(number / 2_000)));
        }
        let newest = IpAddr::V4(39_999.into());
        for _ in 0..20 {
            throttle.failed(newest, at(20));
        }
        assert!(throttle.failures.lock().len() <= ADDRESSES);
        assert_eq!(throttle.wait(newest, at(20)), Some(59));
    }
}
