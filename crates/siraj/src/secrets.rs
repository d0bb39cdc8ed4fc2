//! What people prove themselves with: passwords, the codes of authenticator apps,
//! recovery codes. What is compared is compared in constant time.

use crate::store::Error;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use siraj_editorial::Timestamp;
use std::sync::LazyLock;
use totp_rs::{Builder, Secret, Totp};
use unicode_normalization::UnicodeNormalization as _;

/// The fewest characters of a password. NIST SP 800-63B (revision 4, 3.1.1.2) asks for
/// fifteen where nothing else is asked for and eight beside a second factor.
pub const SHORTEST: usize = 10;
/// And the most.
pub const LONGEST: usize = 200;
/// How many recovery codes a person gets at once.
pub const RECOVERY_CODES: usize = 10;
/// How long a code of an authenticator app holds, in seconds (RFC 6238, 4.1).
const STEP: u64 = 30;

/// Why a password is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Fewer characters than [`SHORTEST`].
    Short,
    /// More than [`LONGEST`].
    Long,
    /// Anybody would guess it: the address itself, or one character again and again.
    Guessed,
}

/// Whether a password may be one, of whoever has this address.
///
/// # Errors
/// Why it may not.
pub fn judge(password: &str, email: &str) -> Result<(), Weak> {
    let own = email.split('@').next().unwrap_or_default();
    let mut letters: Vec<char> = password.chars().collect();
    match letters.len() {
        0..SHORTEST => return Err(Weak::Short),
        SHORTEST..=LONGEST => {}
        _ => return Err(Weak::Long),
    }
    letters.sort_unstable();
    letters.dedup();
    let folded = password.to_lowercase();
    let is_own = folded == email
        || (own.chars().count() >= 4 && folded.replace(own, "").chars().count() < 4);
    if letters.len() < 4 || is_own {
        return Err(Weak::Guessed);
    }
    Ok(())
}

/// The hash under which a password is kept: argon2id with what OWASP asks for at least
/// (19 MiB, two passes), in PHC form. Takes some tens of milliseconds and 19 MiB.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn hash_password(password: &str) -> Result<String, Error> {
    let hash: PasswordHash = Argon2::default()
        .hash_password(composed(password).as_bytes())
        .map_err(|error| Error::other(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether a password is the one of a hash. Without a hash it takes as long and is not:
/// who asks must not learn by the time whether there is such a person.
#[must_use]
pub fn is_password(password: &str, hash: Option<&str>) -> bool {
    static NOBODY: LazyLock<String> =
        LazyLock::new(|| hash_password("nobody has this password").unwrap_or_default());
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(&NOBODY)) else {
        return false;
    };
    let composed = composed(password);
    let is_it = Argon2::default().verify_password(composed.as_bytes(), &parsed);
    is_it.is_ok() && hash.is_some()
}

/// The same letters are the same password on every keyboard.
fn composed(password: &str) -> String {
    password.nfc().collect()
}

/// A fresh key for an authenticator app, in base 32.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn fresh_key() -> Result<String, Error> {
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).map_err(|error| Error::other(error.to_string()))?;
    Ok(Secret::new_stack(bytes).to_base32())
}

/// The time step of a code, if it is one that the app shows now, or showed or will show
/// within half a minute.
#[must_use]
pub fn step_of(code: &str, key: &str, now: Timestamp) -> Option<i64> {
    let code: String = code.chars().filter_map(digit).collect();
    let time = u64::try_from(now.micros() / 1_000_000).ok()?;
    let step = app(key)?.check(&code, time)?;
    i64::try_from(step).ok()
}

/// The code that the app shows at a moment: for tests and for who sets up the app.
#[must_use]
pub fn code_at(key: &str, now: Timestamp) -> Option<String> {
    let time = u64::try_from(now.micros() / 1_000_000).ok()?;
    Some(app(key)?.generate(time).to_string())
}

fn app(key: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(key).ok()?;
    Builder::new()
        .with_secret(secret)
        .with_step_duration(STEP)
        .with_skew(1)
        .build()
        .ok()
}

/// A digit however it is typed; keyboards of phones write «٣» where the app shows 3.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '\u{0660}'..='\u{0669}' => char::from_digit(u32::from(c) - 0x0660, 10),
        '\u{06F0}'..='\u{06F9}' => char::from_digit(u32::from(c) - 0x06F0, 10),
        _ => None,
    }
}

/// What an authenticator app reads (a picture of it, mostly): the key with the names
/// under which the app lists it.
#[must_use]
pub fn app_address(key: &str, publication: &str, email: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let [issuer, account] =
        [publication, email].map(|one| utf8_percent_encode(one, NON_ALPHANUMERIC));
    format!("otpauth://totp/{issuer}:{account}?secret={key}&issuer={issuer}")
}

/// Fresh recovery codes: what the person is shown, and the hashes that are kept. A code
/// has fifty bits, and who guesses is slowed down.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn fresh_recovery() -> Result<(Vec<String>, Vec<String>), Error> {
    /// Without those that are read for each other.
    const LETTERS: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz0";
    let mut codes = Vec::new();
    for _ in 0..RECOVERY_CODES {
        let mut bytes = [0_u8; 10];
        getrandom::fill(&mut bytes).map_err(|error| Error::other(error.to_string()))?;
        let letters = bytes.iter().map(|byte| LETTERS.get(usize::from(byte % 32)));
        let code: String = letters.flatten().map(|byte| char::from(*byte)).collect();
        let (one, other) = code.split_at(5);
        codes.push(format!("{one}-{other}"));
    }
    let hashes = codes.iter().map(|code| recovery_hash(code)).collect();
    Ok((codes, hashes))
}

/// The hash of a recovery code, however it is typed.
#[must_use]
pub fn recovery_hash(code: &str) -> String {
    let code: String = code
        .to_lowercase()
        .chars()
        .filter_map(|c| digit(c).or_else(|| c.is_ascii_alphabetic().then_some(c)))
        .collect();
    crate::tokens::hash(&code)
}

#[cfg(test)]
mod tests;
