//! The numbers in Prometheus' text form, version 0.0.4. Ratios and rates are for
//! whoever reads them to make; here are only sums and states.
//! Source: <https://prometheus.io/docs/instrumenting/exposition_formats/>.

use super::Admin;
use crate::followers::related;
use crate::room::{STEPS_MS, Waits};
use crate::store::{self, changes};
use crate::web::counts::{CLASSES, Kind};
use std::fmt::{Display, Write as _};
use std::time::Duration;

/// The form's media type.
pub(super) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A store that does not answer by then is left out of the answer.
const STORE_WITHIN: Duration = Duration::from_secs(2);

/// How a number behaves.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Rises,
    Moves,
    Steps,
}

/// The text, metric by metric.
struct Text(String);

impl Text {
    /// Begins a metric.
    fn about(&mut self, name: &str, shape: Shape, help: &str) {
        let shape = match shape {
            Shape::Rises => "counter",
            Shape::Moves => "gauge",
            Shape::Steps => "histogram",
        };
        // Writing into a string cannot fail.
        let _ = write!(
            self.0,
            "# HELP siraj_{name} {help}\n# TYPE siraj_{name} {shape}\n"
        );
    }

    /// A number of the metric begun; `labels` as they are written, or nothing.
    fn number(&mut self, name: &str, labels: &str, value: impl Display) {
        // Writing into a string cannot fail.
        let _ = if labels.is_empty() {
            writeln!(self.0, "siraj_{name} {value}")
        } else {
            writeln!(self.0, "siraj_{name}{{{labels}}} {value}")
        };
    }

    /// A metric of one number.
    fn one(&mut self, name: &str, shape: Shape, help: &str, value: impl Display) {
        self.about(name, shape, help);
        self.number(name, "", value);
    }
}

/// Everything, as it is now.
pub(super) async fn text(admin: &Admin) -> String {
    let mut text = Text(String::with_capacity(8 * 1024));
    process(&mut text, admin);
    requests(&mut text, admin);
    pages(&mut text, admin);
    waits(&mut text, &admin.web.room.waits);
    log(&mut text, admin).await;
    text.0
}

fn process(text: &mut Text, admin: &Admin) {
    use Shape::{Moves, Rises};
    text.about("build_info", Moves, "The program's version.");
    let version = concat!("version=\"", env!("CARGO_PKG_VERSION"), "\"");
    text.number("build_info", version, 1);
    text.one(
        "start_time_seconds",
        Moves,
        "When it began to serve, in seconds since 1970.",
        admin.started.micros() / 1_000_000,
    );
    if let Some(bytes) = resident_bytes() {
        let help = "Memory of the process that is in use.";
        text.one("resident_memory_bytes", Moves, help, bytes);
    }
    let counts = &admin.web.counts;
    text.one(
        "connections",
        Moves,
        "Connections that are open where readers are served.",
        counts.connections(),
    );
    text.one(
        "connections_limit",
        Moves,
        "How many there may be.",
        admin.limits.connections,
    );
    text.one(
        "connections_made_room_total",
        Rises,
        "Idle connections that were ended because all were taken.",
        counts.made_room(),
    );
    text.one(
        "tls_handshakes_failed_total",
        Rises,
        "Clients that could not begin TLS.",
        counts.failed_handshakes(),
    );
    text.one(
        "wrong_tokens_total",
        Rises,
        "Tokens that opened nothing.",
        counts.wrong_tokens(),
    );
    text.one(
        "throttled_total",
        Rises,
        "Requests refused after too many wrong tokens from their address.",
        counts.throttled(),
    );
}

fn requests(text: &mut Text, admin: &Admin) {
    let name = "requests_total";
    text.about(name, Shape::Rises, "Requests answered, by kind and status.");
    let mut pages = [0; CLASSES.len()];
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        let answers = admin.web.counts.answers(kind);
        if matches!(kind, Kind::Known | Kind::Made) {
            for (sum, answers) in pages.iter_mut().zip(answers) {
                *sum += answers;
            }
        } else {
            rows.push((kind.name(), answers));
        }
    }
    rows.insert(0, (Kind::Known.name(), pages));
    for (kind, answers) in rows {
        for (class, answers) in CLASSES.into_iter().zip(answers) {
            let labels = format!("kind=\"{kind}\",status=\"{class}\"");
            text.number(name, &labels, answers);
        }
    }
}

fn pages(text: &mut Text, admin: &Admin) {
    use Shape::{Moves, Rises};
    let (counts, cache) = (&admin.web.counts, &admin.web.room.pages);
    let sum = |kind| counts.answers(kind).into_iter().sum::<u64>();
    text.one(
        "page_cache_hits_total",
        Rises,
        "Pages that were answered out of the page cache.",
        sum(Kind::Known),
    );
    text.one(
        "page_cache_misses_total",
        Rises,
        "Pages that were not in the page cache when they were asked for.",
        sum(Kind::Made),
    );
    text.one(
        "page_cache_pages",
        Moves,
        "Pages in the page cache.",
        cache.len(),
    );
    text.one(
        "page_cache_bytes",
        Moves,
        "Memory that they take.",
        cache.bytes(),
    );
    text.one(
        "page_cache_limit_bytes",
        Moves,
        "Memory that they may take.",
        cache.bound(),
    );
    text.one(
        "page_renders_total",
        Rises,
        "Pages that were drawn from the store.",
        counts.renders(),
    );
}

fn waits(text: &mut Text, waits: &Waits) {
    let name = "publish_wait_seconds";
    let help = "How long acts waited until the pages of this process were right.";
    text.about(name, Shape::Steps, help);
    let bucket = format!("{name}_bucket");
    let mut so_far = 0;
    let ends = STEPS_MS.into_iter().map(|ms| seconds(ms * 1_000));
    let ends = ends.chain(std::iter::once("+Inf".to_owned()));
    for (end, acts) in ends.zip(waits.steps()) {
        so_far += acts;
        text.number(&bucket, &format!("le=\"{end}\""), so_far);
    }
    text.number(&format!("{name}_sum"), "", seconds(waits.micros()));
    text.number(&format!("{name}_count"), "", so_far);
}

/// Microseconds as seconds.
fn seconds(micros: u64) -> String {
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

async fn log(text: &mut Text, admin: &Admin) {
    let room = &admin.web.room;
    let trouble = u8::from(admin.web.trouble.is_on());
    let help = "1 while the store does not answer.";
    text.one("trouble", Shape::Moves, help, trouble);
    let read = room.db.read(|c| {
        let related = changes::cursor(c, related::NAME)?;
        Ok::<_, store::Error>((changes::head(c)?, related))
    });
    // What is not known is not told: a missing number is no zero.
    let Ok(Ok((head, related))) = tokio::time::timeout(STORE_WITHIN, read).await else {
        return;
    };
    text.one(
        "log_head",
        Shape::Moves,
        "The number of the newest change.",
        head,
    );
    // The clock follows time, not the log.
    let cursors = [("pages", room.pages.applied()), (related::NAME, related)];
    text.about(
        "follower_lag",
        Shape::Moves,
        "Changes that a follower has yet to take in.",
    );
    for (follower, cursor) in cursors {
        let labels = format!("follower=\"{follower}\"");
        text.number("follower_lag", &labels, (head - cursor).max(0));
    }
}

/// Memory in use, where the system tells it as Linux does.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_written_without_empty_places() {
        for (micros, expected) in [
            (0, "0"),
            (1_000, "0.001"),
            (1_500_000, "1.5"),
            (5_000_000, "5"),
            (20_000_000, "20"),
        ] {
            assert_eq!(seconds(micros), expected);
        }
    }
}
