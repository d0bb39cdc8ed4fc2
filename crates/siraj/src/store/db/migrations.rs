//! The migrations, embedded, in order. A new one is a file
//! `migrations/NNNN_name.sql` and a line here; where the databases must differ,
//! a pair `NNNN_name.sqlite.sql` and `NNNN_name.postgres.sql`. One that has been
//! released is never changed. They are run by `migrate`.

/// One step of the schema.
pub(super) struct Migration {
    /// `NNNN_name`.
    pub(super) name: &'static str,
    pub(super) sqlite: &'static str,
    pub(super) postgres: &'static str,
}

/// A migration that both databases understand.
macro_rules! same {
    ($name:literal) => {
        Migration {
            name: $name,
            sqlite: include_str!(concat!("../../../migrations/", $name, ".sql")),
            postgres: include_str!(concat!("../../../migrations/", $name, ".sql")),
        }
    };
}

/// A migration in the words of each database.
macro_rules! pair {
    ($name:literal) => {
        Migration {
            name: $name,
            sqlite: include_str!(concat!("../../../migrations/", $name, ".sqlite.sql")),
            postgres: include_str!(concat!("../../../migrations/", $name, ".postgres.sql")),
        }
    };
}

/// Every migration, by number from 1 without gaps.
pub(super) const MIGRATIONS: &[Migration] = &[
    same!("0001_log"),
    same!("0002_newsroom"),
    pair!("0003_expiry_and_correction_pages"),
    same!("0004_taken"),
    same!("0005_entry"),
    same!("0006_passkeys"),
    same!("0007_who_acted"),
    same!("0008_answers_of_sessions"),
    same!("0009_fronts"),
    same!("0010_presence"),
    same!("0011_acts"),
    pair!("0012_library"),
    pair!("0013_desk"),
    same!("0014_refused_acts"),
    same!("0015_posts"),
    same!("0016_links"),
    same!("0017_related"),
    same!("0018_dockets_short_id"),
];
