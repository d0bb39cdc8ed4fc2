//! What the API promises, asked in process.
