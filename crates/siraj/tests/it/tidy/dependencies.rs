//! What may be built in: the licences and bans of `deny.toml` hold on machines without cargo-deny
//! too, and no lock file names a server that only some machines reach.

use std::process::Command;

use super::Findings;
use super::tree;

fn policy() -> toml::Table {
    let text = std::fs::read_to_string(tree::root().join("deny.toml")).expect("deny.toml is there");
    text.parse().expect("deny.toml is TOML")
}

#[test]
fn every_dependency_has_a_licence_that_we_accept() {
    let allowed: Vec<String> = policy()["licenses"]["allow"]
        .as_array()
        .expect("licenses.allow is a list")
        .iter()
        .map(|licence| licence.as_str().expect("a licence is a name").to_owned())
        .collect();
    let mut findings = Findings::of("a dependency's licence is on the list of deny.toml");
    for package in packages() {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        if !accepts(licence, &allowed) {
            findings.add("Cargo.lock", 1, format!("{name} is under «{licence}»"));
        }
    }
    findings.none();
}

#[test]
fn no_banned_crate_is_locked() {
    let lock =
        std::fs::read_to_string(tree::root().join("Cargo.lock")).expect("Cargo.lock is committed");
    let policy = policy();
    let mut findings = Findings::of("crates that deny.toml bans stay out of Cargo.lock");
    for ban in policy["bans"]["deny"]
        .as_array()
        .expect("bans.deny is a list")
    {
        let name = ban["crate"].as_str().expect("a ban names a crate");
        if lock.contains(&format!("name = \"{name}\"\n")) {
            findings.add("Cargo.lock", 1, format!("{name}: {}", ban["reason"]));
        }
    }
    findings.none();
}

#[test]
fn npm_locks_name_no_server() {
    let mut findings = Findings::of(
        "package-lock.json names no server: npm config omit-lockfile-registry-resolved",
    );
    for file in tree::files()
        .iter()
        .filter(|file| file.path.ends_with("package-lock.json"))
    {
        for (index, line) in file.text.lines().enumerate() {
            if line.trim_start().starts_with("\"resolved\"") {
                findings.add(&file.path, index + 1, line.trim());
            }
        }
    }
    findings.none();
}

/// What cargo knows of the packages built for this machine; never asks the network.
fn packages() -> Vec<serde_json::Value> {
    let version = Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc runs");
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("rustc names its host");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(["--filter-platform", host])
        .current_dir(tree::root())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo speaks JSON");
    metadata["packages"]
        .as_array()
        .expect("packages are a list")
        .clone()
}

/// Whether an SPDX expression can be met by allowed licences alone. `OR` binds weaker than `AND`;
/// the old `/` means `OR`.
fn accepts(expression: &str, allowed: &[String]) -> bool {
    let expression = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut at = 0;
    let met = any(&words, &mut at, allowed);
    met && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut met = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at, allowed);
    }
    met
}

fn all(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, allowed);
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else {
        return false;
    };
    *at += 1;
    if *word == "(" {
        let met = any(words, at, allowed);
        *at += 1;
        return met;
    }
    let mut licence = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        let exception = words.get(*at + 1).copied().unwrap_or_default();
        licence = format!("{licence} WITH {exception}");
        *at += 2;
    }
    allowed.contains(&licence)
}

#[test]
fn licence_expressions_are_understood() {
    let allowed = ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for met in [
        "MIT",
        "MIT/GPL-3.0",
        "GPL-3.0 OR MIT",
        "(MIT OR GPL-3.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
    ] {
        assert!(accepts(met, &allowed), "{met}");
    }
    for refused in [
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(MIT OR GPL-3.0) AND GPL-3.0",
        "Apache-2.0",
        "",
    ] {
        assert!(!accepts(refused, &allowed), "{refused}");
    }
}
