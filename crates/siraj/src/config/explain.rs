//! The explanation of every key, made from the table: for the terminal in the
//! operator's language, and as the document `docs/configuration.md`.

use super::keys::{KEYS, KeyRow, Kind};
use crate::messages::Messages;
use std::fmt::Write as _;

/// Every key with its kind, default, variable and meaning, for a terminal.
#[must_use]
pub fn explain(messages: &Messages) -> String {
    let mut out = String::new();
    for row in KEYS {
        // Writing into a string cannot fail.
        let _ = write!(
            out,
            "{}\n    {}\n    {}: {}\n    {}: {}\n    {}: {}\n\n",
            row.name,
            messages.text(&row.message()),
            messages.text("cli.column_kind"),
            kind(row, messages),
            messages.text("cli.column_default"),
            row.default.unwrap_or_else(|| messages.text("cli.default_none")),
            messages.text("cli.column_variable"),
            row.variable(),
        );
    }
    out
}

/// The document of the configuration, as Markdown.
#[must_use]
pub fn page(messages: &Messages) -> String {
    let mut out = format!(
        "# {}\n\n{}\n\n| {} | {} | {} | {} |\n|---|---|---|---|\n",
        messages.text("cli.page_title"),
        messages.text("cli.page_intro"),
        messages.text("cli.column_key"),
        messages.text("cli.column_kind"),
        messages.text("cli.column_default"),
        messages.text("cli.column_meaning"),
    );
    for row in KEYS {
        let default = row.default.map_or_else(
            || messages.text("cli.default_none").to_owned(),
            |default| format!("`{default}`"),
        );
        // Writing into a string cannot fail.
        let _ = writeln!(
            out,
            "| `{}`<br>`{}` | {} | {default} | {} |",
            row.name,
            row.variable(),
            kind(row, messages).replace('|', "\\|"),
            messages.text(&row.message()),
        );
    }
    out
}

fn kind(row: &KeyRow, messages: &Messages) -> String {
    let words = messages.text(row.kind.message());
    match row.kind {
        Kind::OneOf(choices) => format!("{words}: {}", choices.join(" | ")),
        _ => words.to_owned(),
    }
}
