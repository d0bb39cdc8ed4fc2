//! All rows as JSON lines, the same from either database and for either: for
//! backups and for moving from one to the other. Files of media are not in it.
//! The lines: a head; for each table its name and columns, then a row a line; and
//! a tail with the number of rows, without which the dump is refused as cut off.

use super::conn::{Conn, Link, Row, Tx};
use super::error::Error;
use super::migrate::known;
use super::value::Value;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Write};

/// The format's number.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Row(Vec<Cell>),
    Head { siraj_dump: u32, schema: i64 },
    Table { table: String, columns: Vec<String> },
    Tail { rows: u64 },
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Cell {
    Int(i64),
    Text(String),
    Bytes { bytes: Vec<u8> },
    Null(()),
}

/// Writes every row of every table from one snapshot; returns how many.
///
/// # Errors
/// `Other` when `out` cannot be written, or the database's.
pub fn dump(conn: &mut Conn<'_>, mut out: impl Write) -> Result<u64, Error> {
    put(
        &mut out,
        &Line::Head {
            siraj_dump: FORMAT,
            schema: known(),
        },
    )?;
    let mut rows = 0;
    for table in tables(conn)? {
        let columns = columns(conn, &table)?;
        let sql = format!(
            "SELECT {} FROM {} ORDER BY 1",
            list(&columns),
            quoted(&table)
        );
        let places = 0..columns.len();
        put(&mut out, &Line::Table { table, columns })?;
        rows += conn.each(&sql, &[], |row| {
            let cells = places
                .clone()
                .map(|place| cell(row, place))
                .collect::<Result<_, _>>()?;
            put(&mut out, &Line::Row(cells))
        })?;
    }
    put(&mut out, &Line::Tail { rows })?;
    out.flush().map_err(Error::other)?;
    Ok(rows)
}

/// Replaces **all rows of all tables** by those of a dump; returns how many. The
/// database must have the schema that the dump was made from.
///
/// # Errors
/// `Other` when the dump is not one, is cut off or of another schema; `Conflict`
/// when its rows contradict each other.
pub fn load(tx: &mut Tx<'_>, input: impl BufRead) -> Result<u64, Error> {
    let mut lines = input.lines().zip(1_u64..).map(|(line, number)| {
        let wrong = |error: &dyn std::fmt::Display| Error::other(format!("line {number}: {error}"));
        let line = line.map_err(|error| wrong(&error))?;
        serde_json::from_str::<Line>(&line).map_err(|error| wrong(&error))
    });
    match lines.next().transpose()? {
        Some(Line::Head {
            siraj_dump: FORMAT,
            schema,
        }) if schema == known() => {}
        Some(Line::Head { schema, .. }) => {
            return Err(Error::other(format!(
                "a dump of schema {schema}, not of {}",
                known()
            )));
        }
        _ => return Err(Error::other("not a dump")),
    }
    let present = tables(tx)?;
    let keys = postpone_foreign_keys(tx)?;
    for table in &present {
        tx.execute(&format!("DELETE FROM {}", quoted(table)), &[])?;
    }
    let rows = insert_all(tx, &present, &mut lines)?;
    if matches!(tx.0.link, Link::Postgres(_)) {
        tx.execute_batch("SET CONSTRAINTS ALL IMMEDIATE")?;
        alter_foreign_keys(tx, &keys, "NOT DEFERRABLE")?;
    }
    Ok(rows)
}

fn insert_all(
    tx: &mut Tx<'_>,
    present: &[String],
    lines: &mut dyn Iterator<Item = Result<Line, Error>>,
) -> Result<u64, Error> {
    let mut insert: Option<(String, usize)> = None;
    let mut loaded = 0;
    for line in lines {
        match line? {
            Line::Table { table, columns } => {
                // Only names that the catalogue holds ever become SQL.
                if !present.contains(&table) {
                    return Err(Error::other(format!("no table {table} here")));
                }
                let places: Vec<_> = (1..=columns.len()).map(|n| format!("${n}")).collect();
                let (into, names, values) = (quoted(&table), list(&columns), places.join(", "));
                let sql = format!("INSERT INTO {into} ({names}) VALUES ({values})");
                insert = Some((sql, columns.len()));
            }
            Line::Row(cells) => {
                let Some((sql, _)) = insert.as_ref().filter(|(_, width)| *width == cells.len())
                else {
                    return Err(Error::other("a row that fits no table"));
                };
                let values: Vec<Value<'_>> = cells.iter().map(value).collect();
                let params: Vec<&dyn super::ToValue> = values.iter().map(|v| v as _).collect();
                tx.execute(sql, &params)?;
                loaded += 1;
            }
            Line::Tail { rows } if rows == loaded => return Ok(loaded),
            Line::Tail { .. } | Line::Head { .. } => break,
        }
    }
    Err(Error::other("the dump is cut off or was changed"))
}

/// Lets rows come in any order, references before what they refer to. Returns
/// PostgreSQL's foreign keys as (table, name).
fn postpone_foreign_keys(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, Error> {
    if matches!(tx.0.link, Link::Sqlite(_)) {
        tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        return Ok(Vec::new());
    }
    let sql = "SELECT CAST(t.relname AS TEXT), CAST(c.conname AS TEXT)
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
        JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = current_schema()
        WHERE c.contype = 'f' AND NOT c.condeferrable ORDER BY 1, 2";
    let keys = tx.rows(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    alter_foreign_keys(tx, &keys, "DEFERRABLE INITIALLY DEFERRED")?;
    Ok(keys)
}

fn alter_foreign_keys(tx: &mut Tx<'_>, keys: &[(String, String)], to: &str) -> Result<(), Error> {
    for (table, key) in keys {
        let (table, key) = (quoted(table), quoted(key));
        tx.execute_batch(&format!("ALTER TABLE {table} ALTER CONSTRAINT {key} {to}"))?;
    }
    Ok(())
}

/// The program's tables, without the one that migrations keep.
fn tables(conn: &mut Conn<'_>) -> Result<Vec<String>, Error> {
    let sql = match conn.0.link {
        Link::Sqlite(_) => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
             AND name <> 'schema_migrations' ORDER BY name"
        }
        Link::Postgres(_) => {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()
             AND tablename <> 'schema_migrations' ORDER BY tablename"
        }
    };
    conn.rows(sql, &[], |row| row.get(0))
}

fn columns(conn: &mut Conn<'_>, table: &str) -> Result<Vec<String>, Error> {
    let sql = match conn.0.link {
        Link::Sqlite(_) => "SELECT name FROM pragma_table_info($1) ORDER BY cid",
        Link::Postgres(_) => {
            "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
    };
    conn.rows(sql, &[&table], |row| row.get(0))
}

fn put(out: &mut impl Write, line: &Line) -> Result<(), Error> {
    serde_json::to_writer(&mut *out, line).map_err(Error::other)?;
    out.write_all(b"\n").map_err(Error::other)
}

fn cell(row: &Row<'_>, place: usize) -> Result<Cell, Error> {
    row.get(place)
}

impl super::FromValue for Cell {
    fn from_value(value: Value<'_>) -> Result<Self, super::WrongValue> {
        Ok(match value {
            Value::Null => Self::Null(()),
            Value::Int(number) => Self::Int(number),
            Value::Text(text) => Self::Text(text.into_owned()),
            Value::Bytes(bytes) => Self::Bytes {
                bytes: bytes.into_owned(),
            },
        })
    }
}

fn value(cell: &Cell) -> Value<'_> {
    match cell {
        Cell::Null(()) => Value::Null,
        Cell::Int(number) => Value::Int(*number),
        Cell::Text(text) => Value::Text(text.as_str().into()),
        Cell::Bytes { bytes } => Value::Bytes(bytes.as_slice().into()),
    }
}

fn list(columns: &[String]) -> String {
    let quoted: Vec<_> = columns.iter().map(|column| quoted(column)).collect();
    quoted.join(", ")
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
