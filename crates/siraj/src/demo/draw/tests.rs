//! What holds for every picture: sameness for a seed, difference between seeds, names.

use super::*;

#[test]
fn the_same_seed_draws_the_same_picture() {
    for motif in Motif::ALL {
        let (a, b) = (draw(motif, 4, 240, 160), draw(motif, 4, 240, 160));
        assert!(a.data() == b.data(), "{} differs from itself", motif.name());
    }
}

#[test]
fn another_seed_draws_another_picture() {
    for motif in Motif::ALL {
        let (a, b) = (draw(motif, 1, 240, 160), draw(motif, 2, 240, 160));
        assert!(a.data() != b.data(), "{} ignores its seed", motif.name());
    }
}

#[test]
fn every_picture_covers_its_whole_frame_with_more_than_one_tone() {
    for motif in Motif::ALL {
        let picture = draw(motif, 9, 240, 160);
        assert!(
            picture.pixels().iter().all(|pixel| pixel.alpha() == 255),
            "{} has holes",
            motif.name()
        );
        let first = picture.pixels()[0];
        let others = picture
            .pixels()
            .iter()
            .filter(|pixel| **pixel != first)
            .count();
        assert!(others > 20_000, "{} is nearly empty", motif.name());
    }
}

#[test]
fn a_motif_is_found_by_its_name_and_no_other() {
    for motif in Motif::ALL {
        assert_eq!(Motif::named(motif.name()), Some(motif));
    }
    assert_eq!(Motif::named("palace"), None);
}

#[test]
fn a_silly_size_still_draws() {
    for (width, height) in [(0, 0), (1, 1), (900, 3), (3, 900)] {
        let picture = draw(Motif::Harbour, 1, width, height);
        assert_eq!(
            (picture.width(), picture.height()),
            (width.max(1), height.max(1))
        );
    }
}

#[test]
fn the_mark_has_clear_corners_and_the_maskable_one_has_none() {
    let corner = |picture: &Pixmap| {
        picture
            .pixel(0, 0)
            .expect("every mark has a corner")
            .alpha()
    };
    assert_eq!(corner(&mark(192)), 0);
    assert_eq!(corner(&maskable_mark(512)), 255);
}
