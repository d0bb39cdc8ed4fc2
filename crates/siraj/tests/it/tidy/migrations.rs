//! The steps of the schema: numbered without a gap, and where the two databases must differ, there
//! is a file for each.

use std::collections::BTreeMap;

use super::Findings;
use super::tree;

const FOLDER: &str = "crates/siraj/migrations/";

#[test]
fn migrations_are_numbered_and_their_pairs_complete() {
    let mut findings = Findings::of(
        "NNNN_name.sql, or both NNNN_name.sqlite.sql and NNNN_name.postgres.sql; numbers without a gap",
    );
    let names: Vec<String> = tree::files()
        .into_iter()
        .filter_map(|file| file.path.strip_prefix(FOLDER).map(str::to_owned))
        .filter(|name| name.ends_with(".sql"))
        .collect();
    for what in complaints(&names) {
        findings.add(FOLDER, 1, what);
    }
    findings.none();
}

fn complaints(names: &[String]) -> Vec<String> {
    let mut steps: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut found = Vec::new();
    for name in names {
        match name
            .split_once('_')
            .and_then(|(number, _)| number.parse().ok())
        {
            Some(number) if name.find('_') == Some(4) => {
                steps.entry(number).or_default().push(name)
            }
            _ => found.push(format!("{name} does not begin with four digits and _")),
        }
    }
    for (index, (number, files)) in steps.iter().enumerate() {
        if *number != index + 1 {
            found.push(format!(
                "step {} is missing before {}",
                index + 1,
                files.join(", ")
            ));
            break;
        }
        let mut ends: Vec<&str> = files
            .iter()
            .filter_map(|name| name.split_once('.'))
            .map(|(_, end)| end)
            .collect();
        let mut stems: Vec<&str> = files
            .iter()
            .filter_map(|name| name.split('.').next())
            .collect();
        ends.sort_unstable();
        stems.dedup();
        if stems.len() > 1 {
            found.push(format!("two steps have one number: {}", files.join(", ")));
        } else if ends != ["sql"] && ends != ["postgres.sql", "sqlite.sql"] {
            found.push(format!("the pair is not complete: {}", files.join(", ")));
        }
    }
    found
}

#[test]
fn gaps_doubles_and_half_pairs_are_found() {
    let check = |names: &[&str]| {
        complaints(
            &names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>(),
        )
        .len()
    };
    assert_eq!(
        check(&["0001_a.sql", "0002_b.postgres.sql", "0002_b.sqlite.sql"]),
        0
    );
    assert_eq!(check(&["0001_a.sql", "0003_b.sql"]), 1);
    assert_eq!(check(&["0001_a.sql", "0001_b.sql"]), 1);
    assert_eq!(check(&["0001_a.sqlite.sql"]), 1);
    assert_eq!(check(&["1_a.sql"]), 1);
}
