//! The write API, asked in process: a story's whole life, who may do what, what
//! is refused and how, repeats, pictures, the OpenAPI document, and the manual
//! whose every command is run.

mod bad_input;
mod bodies;
mod document;
mod manual;
mod nouns;
mod once;
mod pictures;
mod posts;
mod problems;
mod related;
mod roles;
mod search;
mod sentences;
mod story;
