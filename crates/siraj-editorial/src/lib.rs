//! The rules of a newsroom: pure values, verbs and refusals.
