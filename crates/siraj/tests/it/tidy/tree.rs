//! The files that the rules read: everything in the repository that a person wrote. What is built,
//! installed or created by running the program is left out by its folder's name.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing written by hand.
const SKIPPED: [&str; 6] = [".git", "target", "node_modules", "var", "dist", "snapshots"];

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the crate lies two folders under the repository's root")
}

/// One text file with its path from the root, always with `/`.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    pub fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|found| found == extension)
    }
}

/// All text files, sorted by path.
pub fn files() -> Vec<File> {
    let root = root();
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository is readable") {
            let path = entry.expect("a folder's entry is readable").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_symlink() || SKIPPED.contains(&name.as_ref()) {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let inside = path.strip_prefix(&root).expect("walked down from the root");
                found.push(File {
                    path: inside.to_string_lossy().replace('\\', "/"),
                    text,
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The files with one of these extensions.
pub fn files_ending(extensions: &[&str]) -> Vec<File> {
    let mut files = files();
    files.retain(|file| extensions.iter().any(|end| file.has_extension(end)));
    files
}

#[test]
fn the_walk_finds_the_sources_and_no_build_output() {
    let files = files();
    assert!(
        files
            .iter()
            .any(|file| file.path == "crates/siraj/src/main.rs")
    );
    assert!(
        files
            .iter()
            .all(|file| !file.path.contains("node_modules/"))
    );
}
