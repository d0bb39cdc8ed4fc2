//! The text of tokens: made here, shown once, kept only as a hash. Random bytes
//! need no slow hash: nobody guesses 256 bits.

use crate::store::Error;
use sha2::{Digest, Sha256};

/// What every token begins with, so that one left in a file or a log is found.
pub const PREFIX: &str = "siraj_";

/// A fresh token: its text, and the hash under which the store keeps it.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn mint() -> Result<(String, String), Error> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Error::other(error.to_string()))?;
    let text = format!("{PREFIX}{}", hex(&bytes));
    let hash = hash(&text);
    Ok((text, hash))
}

/// The hash of a token's text, in hexadecimal.
#[must_use]
pub fn hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_its_hash_and_no_two_are_alike() {
        let (text, hashed) = mint().unwrap();
        assert_eq!(text.len(), PREFIX.len() + 64);
        assert_eq!(hash(&text), hashed);
        assert_ne!(mint().unwrap().0, text);
    }
}
