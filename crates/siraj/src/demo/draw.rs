//! The demo's pictures, drawn by ourselves: a motif, a seed and a size give one picture.
//!
//! The same three always give the same pixels. There is no text in any picture, so that
//! each serves every language. Encoding and storing belong to `media`.

mod assembly;
mod canvas;
mod coast;
mod court;
mod dice;
mod harbour;
mod house;
mod kitchen;
mod land;
mod library;
mod lighthouse;
mod maps;
mod market;
mod palette;
mod paper;
mod pattern;
mod portrait;
mod rain;
mod reef;
mod scenery;
mod stadium;
mod stage;
#[cfg(test)]
mod tests;
mod town;
mod valley;

use tiny_skia::Pixmap;

use canvas::Canvas;
use dice::Dice;
use palette::Palette;

pub use house::{house_picture, mark, maskable_mark};

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motif {
    /// Cranes and ships at the quay.
    Harbour,
    /// A winding river with a stone bridge.
    River,
    /// A dam between two slopes, its lake behind.
    Dam,
    /// Ridges behind ridges.
    Mountains,
    /// Wind turbines over dunes.
    DesertWind,
    /// A skyline with lit windows over water.
    CityNight,
    /// Arches and awnings of an old market.
    Market,
    /// An island village and its ferry.
    Island,
    /// A lighthouse on its cape.
    Lighthouse,
    /// Rows of saffron under hills.
    Fields,
    /// A reef under water.
    Coral,
    /// A star pattern with strapwork.
    Geometric,
    /// An invented coast seen on a map.
    Map,
    /// Bars with one that matters.
    ChartBars,
    /// Lines with an area and marks.
    ChartLines,
    /// A football ground by evening.
    Stadium,
    /// A theatre or cinema.
    Stage,
    /// Shelves of books.
    Books,
    /// The night sky over an observatory.
    Stars,
    /// Loaves on a patterned cloth.
    Bread,
    /// Columns and stairs of a court.
    Court,
    /// The seats of an assembly.
    Council,
    /// A street in the rain.
    Rain,
    /// Head and shoulders of nobody in particular.
    Portrait,
}

/// A drawer of one motif.
type Draw = fn(&mut Canvas, &mut Dice, &Palette);

impl Motif {
    /// Every motif, in the order of the list that pictures are chosen from.
    pub const ALL: [Self; 24] = [
        Self::Harbour,
        Self::River,
        Self::Dam,
        Self::Mountains,
        Self::DesertWind,
        Self::CityNight,
        Self::Market,
        Self::Island,
        Self::Lighthouse,
        Self::Fields,
        Self::Coral,
        Self::Geometric,
        Self::Map,
        Self::ChartBars,
        Self::ChartLines,
        Self::Stadium,
        Self::Stage,
        Self::Books,
        Self::Stars,
        Self::Bread,
        Self::Court,
        Self::Council,
        Self::Rain,
        Self::Portrait,
    ];

    /// The motif's name in `pictures.toml`.
    pub fn name(self) -> &'static str {
        self.plan().0
    }

    /// The motif of a name in `pictures.toml`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|motif| motif.name() == name)
    }

    /// Name, the hours it suits, and who draws it.
    fn plan(self) -> (&'static str, &'static [Palette], Draw) {
        use palette::{ANY, DARK, DAY, LOW_SUN, SEA};
        match self {
            Self::Harbour => ("harbour", &LOW_SUN, harbour::harbour),
            Self::River => ("river", &DAY, valley::river),
            Self::Dam => ("dam", &DAY, valley::dam),
            Self::Mountains => ("mountains", &ANY, land::mountains),
            Self::DesertWind => ("desert_wind", &LOW_SUN, land::desert_wind),
            Self::CityNight => ("city_night", &DARK, town::city_night),
            Self::Market => ("market", &LOW_SUN, market::market),
            Self::Island => ("island", &DAY, coast::island),
            Self::Lighthouse => ("lighthouse", &DARK, lighthouse::lighthouse),
            Self::Fields => ("fields", &DAY, land::fields),
            Self::Coral => ("coral", &ANY, reef::coral),
            Self::Geometric => ("geometric", &ANY, pattern::geometric),
            Self::Map => ("map", &SEA, maps::map),
            Self::ChartBars => ("chart_bars", &DAY, paper::chart_bars),
            Self::ChartLines => ("chart_lines", &DAY, paper::chart_lines),
            Self::Stadium => ("stadium", &DARK, stadium::stadium),
            Self::Stage => ("stage", &DARK, stage::stage),
            Self::Books => ("books", &ANY, library::books),
            Self::Stars => ("stars", &DARK, town::stars),
            Self::Bread => ("bread", &DAY, kitchen::bread),
            Self::Court => ("court", &DAY, court::court),
            Self::Council => ("council", &ANY, assembly::council),
            Self::Rain => ("rain", &DARK, rain::rain),
            Self::Portrait => ("portrait", &ANY, portrait::portrait),
        }
    }
}

/// Draws `motif` at `width` × `height` pixels; sides are kept within 1..=8192.
pub fn draw(motif: Motif, seed: u64, width: u32, height: u32) -> Pixmap {
    let (name, hours, draw) = motif.plan();
    let salt = name.bytes().fold(0u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    });
    let mut dice = Dice::new(seed, salt);
    let palette = Palette::of(&mut dice, hours);
    // A mirrored chart would tell the opposite.
    let chart = matches!(motif, Motif::ChartBars | Motif::ChartLines);
    let mut canvas = Canvas::new(width, height);
    if !chart && dice.chance(0.5) {
        canvas.mirror();
    }
    draw(&mut canvas, &mut dice, &palette);
    canvas.finish(palette.ink)
}
