//! Turns `assets/dist/` into a table that `siraj::assets` includes. What lies there is made by
//! `assets/build.mjs` (through `bin/build`); this script only lists it, and says what to do when it
//! is missing, because cargo alone cannot run npm.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=assets/dist/manifest.json");
    match table() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("cargo::error={reason}");
            ExitCode::FAILURE
        }
    }
}

/// Writes `assets.rs`: one row for each asset, sorted by the name under which it is served.
fn table() -> Result<(), String> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dist");
    if !dist.join("manifest.json").is_file() {
        return Err("the assets are not built: run bin/build once, or `npm ci && npm run build` in crates/siraj".to_owned());
    }
    let entries = fs::read_dir(&dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort_unstable();

    let mut rows = String::from("[\n");
    for name in &names {
        let Some((stem, hash, extension)) = parts(name) else {
            continue;
        };
        let form = |end: &str| {
            let compressed = format!("{name}.{end}");
            if names.contains(&compressed) {
                format!("Some({})", include(&dist, &compressed))
            } else {
                "None".to_owned()
            }
        };
        writeln!(
            rows,
            "Row {{ logical: \"{stem}.{extension}\", url: \"/assets/{name}\", etag: \"\\\"{hash}\\\"\", bytes: {}, gzip: {}, br: {} }},",
            include(&dist, name),
            form("gz"),
            form("br"),
        )
        .map_err(|error| error.to_string())?;
    }
    rows.push_str("]\n");

    #[expect(
        clippy::disallowed_methods,
        reason = "only cargo's environment knows where to write"
    )]
    let out = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(Path::new(&out).join("assets.rs"), rows).map_err(|error| error.to_string())
}

/// `reader.5caa8502f7a1.css` is ("reader", "5caa8502f7a1", "css"); compressed forms and the manifest
/// are nothing of the kind.
fn parts(name: &str) -> Option<(&str, &str, &str)> {
    let (rest, extension) = name.rsplit_once('.')?;
    let (stem, hash) = rest.rsplit_once('.')?;
    let hashed = hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    hashed.then_some((stem, hash, extension))
}

fn include(dist: &Path, name: &str) -> String {
    format!("include_bytes!({:?})", dist.join(name))
}
