//! Tests of all pages together.

mod gallery;
