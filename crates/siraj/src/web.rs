//! Everything that speaks HTTP. Only this part of the program knows axum.

pub mod api;
