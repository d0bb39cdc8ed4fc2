//! Pictures from the moment their bytes arrive until they are served in a size.
//!
//! Originals are kept as they came and never served; only derivatives leave, and these are
//! encoded anew from pixels, so nothing that a camera wrote can leave with them. Addresses,
//! rights and captions in the store belong to other modules.

pub mod derive;
pub mod drawn;
pub mod embedded;
pub mod fetch;
pub mod intake;
pub mod name;
pub mod sizes;
pub mod store;
#[cfg(test)]
mod tests;
pub mod uploads;
pub mod workshop;

pub use derive::Focus;
pub use drawn::Drawing;
pub use embedded::Embedded;
pub use intake::{Intake, Kind, PictureRefused, fingerprint, take, take_as};
pub use name::{Crop, Derivative, Format};
pub use store::{MediaError, MediaStore};
pub use uploads::{Arriving, Upload};
pub use workshop::Workshop;
