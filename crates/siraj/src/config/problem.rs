//! What is wrong with the configuration: which key, which value, why, and where
//! it was written. A secret is never repeated, whatever is wrong with it.

use crate::messages::Messages;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Where a value was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A line of the file, from 1.
    File(PathBuf, usize),
    /// A variable of the environment.
    Variable(String),
    /// A flag of the command line.
    Flag,
    /// Nowhere: it is missing, or its default does not fit.
    Nowhere,
}

/// Why a value is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is no such key; perhaps this one was meant.
    Unknown(Option<&'static str>),
    /// It is given on the command line or in the environment, not in the file.
    NotInFile,
    /// The file cannot be read.
    Unreadable(String),
    /// The file is not TOML.
    NotToml(String),
    /// It is of another kind than the key: a number for a text, say.
    WrongKind(&'static str),
    /// Nothing is written there.
    Empty,
    /// Not `IP:port`.
    NotAnAddress,
    /// Not `http(s)://host`.
    NotAnOrigin,
    /// More than scheme and host.
    OriginWithPath,
    /// Plain http to another machine.
    PlainHttp,
    /// Not the address of a server.
    NotAnEndpoint,
    /// Not `PREFIX=ORIGIN`.
    NotAHost,
    /// Two editions on one host, or twice the same edition.
    HostTwice,
    /// Not an address of PostgreSQL.
    NotPostgres,
    /// Not an IP address or a block of them.
    NotANetwork,
    /// Not a whole number, perhaps with a unit.
    NotANumber,
    /// Below or above what makes sense.
    OutOfRange(u64, u64),
    /// None of these words.
    NotOneOf(&'static [&'static str]),
    /// Needs another key beside it.
    Needs(&'static str),
    /// Reachable by others without TLS and without a proxy that has it.
    Exposed,
    /// Reachable by others without a public address.
    NoPublicUrl,
    /// The other listener's address.
    SameAddress,
    /// No certificate in the file.
    NoCertificate,
    /// No private key in the file.
    NoKey,
    /// A private key that cannot be used.
    BadKey(String),
    /// The key of another certificate.
    OtherKey,
    /// A plain public address of a program that speaks TLS.
    NotHttps,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The key, as written.
    pub key: String,
    /// The value, as it may be shown.
    pub value: Option<String>,
    /// Where it was given.
    pub place: Place,
    /// Why it is refused.
    pub reason: Reason,
}

/// Everything that is wrong with the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub Vec<Problem>);

impl Refused {
    /// What the operator is told: one paragraph for each problem.
    #[must_use]
    pub fn sentences(&self, messages: &Messages) -> String {
        let told: Vec<String> = self
            .0
            .iter()
            .map(|problem| problem.sentence(messages))
            .collect();
        told.join("\n")
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentences(Messages::for_language("en")))
    }
}

impl std::error::Error for Refused {}

impl Problem {
    /// Where, which key, which value, why: `siraj.toml:3: listen = "x": …`.
    #[must_use]
    pub fn sentence(&self, messages: &Messages) -> String {
        let mut out = match &self.place {
            Place::File(path, line) => format!("{}:{line}: ", path.display()),
            Place::Variable(name) => format!("{name}: "),
            Place::Flag => format!("{}: ", messages.text("cli.place_flag")),
            Place::Nowhere => String::new(),
        };
        out.push_str(&self.key);
        if let Some(value) = &self.value {
            // Writing into a string cannot fail.
            let _ = write!(out, " = \"{value}\"");
        }
        if !self.key.is_empty() {
            out.push_str(": ");
        }
        out.push_str(&self.reason.sentence(messages));
        out
    }
}

impl Reason {
    /// Why, in words.
    #[must_use]
    pub fn sentence(&self, messages: &Messages) -> String {
        let key = match self {
            Self::Unknown(None) => "cli.config_unknown",
            Self::Unknown(Some(near)) => {
                return messages.with("cli.config_did_you_mean", &[("near", *near)]);
            }
            Self::NotInFile => "cli.config_not_in_file",
            Self::Unreadable(why) => {
                return messages.with("cli.config_unreadable", &[("why", why.as_str())]);
            }
            Self::NotToml(why) => {
                return messages.with("cli.config_not_toml", &[("why", why.as_str())]);
            }
            Self::WrongKind(kind) => {
                let kind = messages.text(kind);
                return messages.with("cli.config_wrong_kind", &[("kind", kind)]);
            }
            Self::Empty => "cli.config_empty",
            Self::NotAnAddress => "cli.config_not_an_address",
            Self::NotAnOrigin => "cli.config_not_an_origin",
            Self::OriginWithPath => "cli.config_origin_with_path",
            Self::PlainHttp => "cli.config_plain_http",
            Self::NotAnEndpoint => "cli.config_not_an_endpoint",
            Self::NotAHost => "cli.config_not_a_host",
            Self::HostTwice => "cli.config_host_twice",
            Self::NotPostgres => "cli.config_not_postgres",
            Self::NotANetwork => "cli.config_not_a_network",
            Self::NotANumber => "cli.config_not_a_number",
            Self::OutOfRange(least, most) => {
                let (least, most) = (least.to_string(), most.to_string());
                let range = [("least", least.as_str()), ("most", most.as_str())];
                return messages.with("cli.config_out_of_range", &range);
            }
            Self::NotOneOf(words) => {
                let words = words.join(" | ");
                return messages.with("cli.config_not_one_of", &[("words", words.as_str())]);
            }
            Self::Needs(other) => {
                return messages.with("cli.config_needs", &[("other", *other)]);
            }
            Self::Exposed => "cli.config_exposed",
            Self::NoPublicUrl => "cli.config_no_public_url",
            Self::SameAddress => "cli.config_same_address",
            Self::NoCertificate => "cli.config_no_certificate",
            Self::NoKey => "cli.config_no_key",
            Self::BadKey(why) => {
                return messages.with("cli.config_bad_key", &[("why", why.as_str())]);
            }
            Self::OtherKey => "cli.config_other_key",
            Self::NotHttps => "cli.config_not_https",
        };
        messages.text(key).to_owned()
    }
}

/// A value as it may be shown: a secret as `…`, controls as U+FFFD, cut where it
/// grows long.
pub(super) fn shown(value: &str, secret: bool) -> String {
    const MOST: usize = 120;
    if secret {
        return "…".to_owned();
    }
    let visible = |letter: char| {
        if letter.is_control() {
            '\u{FFFD}'
        } else {
            letter
        }
    };
    let mut out: String = value.chars().take(MOST).map(visible).collect();
    if value.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}
