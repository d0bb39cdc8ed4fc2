//! Draws every motif with three seeds on one sheet, for eyes to judge.
//!
//! `cargo run -p siraj --example contact_sheet -- FILE [MOTIF…]`: without names, all motifs.

use std::time::{Duration, Instant};

use anyhow::Context;
use siraj::demo::draw::{Motif, draw, house_picture, mark, maskable_mark};
use tiny_skia::{Pixmap, PixmapPaint, Transform};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().context("name the file to write")?;
    let names: Vec<String> = arguments.collect();
    let motifs: Vec<Motif> = if names.is_empty() {
        Motif::ALL.to_vec()
    } else {
        names.iter().filter_map(|name| Motif::named(name)).collect()
    };
    let (wide, tall) = (480, 320);
    let rows = u32::try_from(motifs.len())? + u32::from(names.is_empty());
    let mut sheet = Pixmap::new(wide * 3, tall * rows.max(1)).context("an empty sheet")?;
    let mut lay = |picture: &Pixmap, column: u32, row: u32| {
        let scale = wide as f32 / picture.width() as f32;
        let at = Transform::from_scale(scale, scale)
            .post_translate((column * wide) as f32, (row * tall) as f32);
        let how = PixmapPaint {
            quality: tiny_skia::FilterQuality::Bilinear,
            ..PixmapPaint::default()
        };
        sheet.draw_pixmap(0, 0, picture.as_ref(), &how, at, None);
    };
    for (row, motif) in (0u32..).zip(&motifs) {
        let mut spent = Duration::ZERO;
        for (column, seed) in (0u32..).zip([1u64, 2, 3]) {
            let start = Instant::now();
            let picture = draw(*motif, seed, 1600, 1067);
            spent += start.elapsed();
            lay(&picture, column, row);
        }
        eprintln!("{:12} {:4} ms", motif.name(), spent.as_millis() / 3);
    }
    if names.is_empty() {
        lay(&house_picture(1, 1200, 630), 0, rows - 1);
        lay(&mark(320), 1, rows - 1);
        lay(&maskable_mark(320), 2, rows - 1);
    }
    sheet.save_png(&file)?;
    Ok(())
}
