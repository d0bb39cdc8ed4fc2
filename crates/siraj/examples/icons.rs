//! Draws the publication's mark as the icons that browsers and home screens ask
//! for: `cargo run -p siraj --example icons -- crates/siraj/assets/icons`.

use anyhow::Context;
use siraj::demo::draw::{mark, maskable_mark};
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let folder: PathBuf = std::env::args().nth(1).context("name the folder")?.into();
    let icons = [
        ("icon.png", maskable_mark(180)),
        ("icon-192.png", mark(192)),
        ("icon-512.png", mark(512)),
        ("icon-maskable-512.png", maskable_mark(512)),
    ];
    for (name, drawn) in icons {
        drawn.save_png(folder.join(name))?;
    }
    Ok(())
}
