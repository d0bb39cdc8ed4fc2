//! Secrets are told from guesses, however they are typed.

use super::*;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds * 1_000_000)
}

#[test]
fn a_password_is_known_by_its_hash_and_by_nothing_else() {
    let hash = hash_password("النهر يعرف طريقه").unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert!(is_password("النهر يعرف طريقه", Some(&hash)));
    assert!(!is_password("النهر يعرف طريقها", Some(&hash)));
    assert_ne!(hash_password("النهر يعرف طريقه").unwrap(), hash);
    assert!(!is_password("nobody has this password", None));
    assert!(!is_password("", Some("no hash at all")));
}

#[test]
fn a_password_is_the_same_however_the_keyboard_composes_it() {
    // Alef with madda as one letter, and as alef and mark.
    let hash = hash_password("\u{622}فاق بعيدة").unwrap();
    assert!(is_password("\u{627}\u{653}فاق بعيدة", Some(&hash)));
}

#[test]
fn what_anybody_would_guess_is_no_password() {
    let judge = |password: &str| judge(password, "layla@marsa.example");
    assert_eq!(judge("قصيرة"), Err(Weak::Short));
    assert_eq!(judge("تسعة احر"), Err(Weak::Short));
    assert_eq!(judge(&"أ ب ت ث".repeat(40)), Err(Weak::Long));
    assert_eq!(judge("aaaaaaaaaaaaaa"), Err(Weak::Guessed));
    assert_eq!(judge("Layla@marsa.example"), Err(Weak::Guessed));
    assert_eq!(judge("laylalayla1"), Err(Weak::Guessed));
    assert_eq!(judge("تمشي القافلة ليلاً"), Ok(()));
    assert_eq!(judge("Caravans walk by night"), Ok(()));
}

/// The key and the codes of RFC 6238, appendix B, cut to six digits.
#[test]
fn codes_are_those_of_the_standard() {
    let key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    for (seconds, code) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_234_567_890, "005924"),
        (20_000_000_000, "353130"),
    ] {
        assert_eq!(code_at(key, at(seconds)).as_deref(), Some(code));
        let step = seconds / 30;
        for late in [-30, 0, 30] {
            assert_eq!(step_of(code, key, at(seconds + late)), Some(step), "{late}");
        }
        assert_eq!(step_of(code, key, at(seconds + 90)), None);
    }
    assert_eq!(
        step_of("٢٨٧ ٠٨٢", key, at(59)),
        Some(1),
        "as phones write it"
    );
    for wrong in ["", "287083", "28708", "2870822", "+87082", "abcdef"] {
        assert_eq!(step_of(wrong, key, at(59)), None, "{wrong}");
    }
    assert_eq!(step_of("287082", "no key!", at(59)), None);
}

#[test]
fn a_fresh_key_is_read_back_and_no_two_are_alike() {
    let key = fresh_key().unwrap();
    assert_eq!(key.len(), 32);
    assert_ne!(fresh_key().unwrap(), key);
    let code = code_at(&key, at(1_000)).unwrap();
    assert_eq!(step_of(&code, &key, at(1_000)), Some(33));
    let address = app_address(&key, "مرسى النور", "layla+desk@marsa.example");
    assert!(address.is_ascii() && address.starts_with("otpauth://totp/%D9%85"));
    assert!(address.contains(&format!("?secret={key}&issuer=")));
}

#[test]
fn recovery_codes_are_known_however_they_are_typed() {
    let (codes, hashes) = fresh_recovery().unwrap();
    assert_eq!(
        (codes.len(), hashes.len()),
        (RECOVERY_CODES, RECOVERY_CODES)
    );
    for (code, hash) in codes.iter().zip(&hashes) {
        assert_eq!(code.len(), 11);
        for typed in [code.clone(), code.to_uppercase(), code.replace('-', " ")] {
            assert_eq!(recovery_hash(&typed), *hash);
        }
        assert!(!hash.contains(code.as_str()));
    }
    let mut unlike = codes.clone();
    unlike.sort();
    unlike.dedup();
    assert_eq!(unlike.len(), RECOVERY_CODES);
}
