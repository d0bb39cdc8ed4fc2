//! The program's one entry.

fn main() {}
