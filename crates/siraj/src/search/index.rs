//! An index in a folder: made, opened, written, read.
//!
//! A commit carries the place in the log up to which it follows, so a process that is killed
//! finds index and cursor in step. Nothing here knows the store.

use super::analyser::Analyser;
use super::entry::{Entry, Space};
use super::error::Error;
use super::lexicon::Lexicon;
use super::schema::{self, Fields};
use super::terms;
use std::path::Path;
use std::sync::Arc;
use tantivy::collector::{Count, DocSetCollector};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Searcher, Term};

/// The file of the lexicon within the folder.
const LEXICON: &str = "lexicon";
/// The file that says with which schema the folder was made.
const VERSION: &str = "version";
/// A segment of which more than this share is deleted is written anew.
const DELETED_SHARE: f32 = 0.2;
/// The least memory that tantivy writes with, in bytes.
const LEAST_HEAP: usize = 15_000_000;

/// What an index is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// A few entries now and then, while it is asked.
    Following,
    /// Everything, before it is asked: ended by [`Writer::unite`].
    Making,
}

impl Writing {
    /// So many threads cut and sort words.
    const fn threads(self) -> usize {
        match self {
            Self::Following => 1,
            Self::Making => 2,
        }
    }

    /// Memory of each thread, in bytes.
    const fn heap(self) -> usize {
        match self {
            Self::Following => 20_000_000,
            Self::Making => 28_000_000,
        }
    }

    /// So many segments of about one size become one. Every question looks its words up in
    /// each; where nobody asks yet, merging them again and again before they are united would
    /// be in vain.
    const fn merged(self) -> usize {
        match self {
            Self::Following => 4,
            Self::Making => 32,
        }
    }
}

/// An index that is asked. Cheap to clone.
#[derive(Clone)]
pub struct Index {
    pub(super) inner: tantivy::Index,
    pub(super) fields: Fields,
    pub(super) lexicon: Arc<Lexicon>,
    reader: IndexReader,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").finish_non_exhaustive()
    }
}

impl Index {
    /// Makes an empty index in an empty folder.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(folder: &Path, lexicon: Lexicon) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join(LEXICON), lexicon.to_text())?;
        let (schema, fields) = schema::schema();
        let settings = IndexSettings::default();
        let directory =
            tantivy::directory::MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let inner = tantivy::Index::create(directory, schema, settings)?;
        std::fs::write(folder.join(VERSION), schema::VERSION.to_string())?;
        Self::over(inner, fields, lexicon)
    }

    /// Opens the index of a folder.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is not whole or of another version of this program.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let version = std::fs::read_to_string(folder.join(VERSION))?;
        if version != schema::VERSION.to_string() {
            return Err(Error::Damaged(format!("it is of version {version}")));
        }
        let lexicon = Lexicon::from_text(&std::fs::read_to_string(folder.join(LEXICON))?)?;
        let inner = tantivy::Index::open_in_dir(folder)?;
        let (schema, fields) = schema::schema();
        if inner.schema() != schema {
            return Err(Error::Damaged("its fields are others".to_owned()));
        }
        Self::over(inner, fields, lexicon)
    }

    fn over(inner: tantivy::Index, fields: Fields, lexicon: Lexicon) -> Result<Self, Error> {
        let lexicon = Arc::new(lexicon);
        terms::teach(inner.tokenizers(), &lexicon);
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            inner,
            fields,
            lexicon,
            reader,
        })
    }

    /// Opens it for writing; one writer at a time has it.
    ///
    /// # Errors
    /// [`Error::InUse`] when another writer has it.
    pub fn writer(&self, writing: Writing) -> Result<Writer, Error> {
        // One merge at a time: each holds what it merges in memory.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(writing.threads())
            .memory_budget_per_thread(writing.heap())
            .num_merge_threads(1)
            .build();
        let inner: IndexWriter = self.inner.writer_with_options(options)?;
        // What was being written at a kill has the name that is given next.
        inner.garbage_collect_files().wait()?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(writing.merged());
        policy.set_del_docs_ratio_before_merge(DELETED_SHARE);
        inner.set_merge_policy(Box::new(policy));
        Ok(Writer {
            inner,
            index: self.clone(),
        })
    }

    /// The place in the log up to which the index follows, as its last commit says.
    ///
    /// # Errors
    /// When its description cannot be read.
    pub fn cursor(&self) -> Result<Option<i64>, Error> {
        let payload = self.inner.load_metas()?.payload;
        Ok(payload.and_then(|payload| payload.parse().ok()))
    }

    /// Whether every file is as it was written, by their checksums. Reads all of them.
    ///
    /// # Errors
    /// [`Error::Damaged`] names a file that is not.
    pub fn check(&self) -> Result<(), Error> {
        match self.inner.validate_checksum()?.into_iter().next() {
            Some(file) => Err(Error::Damaged(format!("{} is not whole", file.display()))),
            None => Ok(()),
        }
    }

    /// How many entries it holds.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.searcher().num_docs()
    }

    /// Whether there is an entry of this key in a space.
    ///
    /// # Errors
    /// When its files cannot be read.
    pub fn has(&self, key: u64, space: Space) -> Result<bool, Error> {
        Ok(self.searcher().search(&self.entry(key, space), &Count)? > 0)
    }

    /// What finds an entry.
    fn entry(&self, key: u64, space: Space) -> BooleanQuery {
        let term =
            |term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
        let space = Term::from_field_text(self.fields.tags, &space.mark());
        BooleanQuery::new(vec![
            (
                Occur::Must,
                term(Term::from_field_u64(self.fields.key, key)),
            ),
            (Occur::Must, term(space)),
        ])
    }

    /// The keys of the entries of a space, in order.
    ///
    /// # Errors
    /// When its files cannot be read.
    pub fn keys(&self, space: Space) -> Result<Vec<u64>, Error> {
        let searcher = self.searcher();
        let space = Term::from_field_text(self.fields.tags, &space.mark());
        let query = TermQuery::new(space, IndexRecordOption::Basic);
        let segments = searcher.segment_readers().iter();
        let columns = segments.map(|segment| segment.fast_fields().u64("key"));
        let columns = columns.collect::<tantivy::Result<Vec<_>>>()?;
        let found = searcher.search(&query, &DocSetCollector)?.into_iter();
        let mut keys: Vec<u64> = found
            .filter_map(|at| columns.get(at.segment_ord as usize)?.first(at.doc_id))
            .collect();
        keys.sort_unstable();
        Ok(keys)
    }

    /// The lexicon it was made with.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    pub(super) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    pub(super) fn analyser(&self) -> Analyser<'_> {
        Analyser::new(&self.lexicon)
    }
}

/// Writes an index.
pub struct Writer {
    inner: IndexWriter,
    index: Index,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl Writer {
    /// Takes an entry in, in place of the one with its key in its space.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn put(&self, entry: &Entry<'_>) -> Result<(), Error> {
        self.remove(entry.key, entry.space)?;
        self.add(entry)
    }

    /// Takes in an entry whose key is not there yet.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn add(&self, entry: &Entry<'_>) -> Result<(), Error> {
        let document = terms::document(entry, &self.index.fields);
        self.inner.add_document(document)?;
        Ok(())
    }

    /// Takes an entry out of a space.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn remove(&self, key: u64, space: Space) -> Result<(), Error> {
        let query = self.index.entry(key, space);
        self.inner.delete_query(Box::new(query))?;
        Ok(())
    }

    /// Makes what was put and removed durable together with the place in the log, and lets
    /// questions see it.
    ///
    /// # Errors
    /// When the disk says no; what was put is then kept for the next commit.
    pub fn commit(&mut self, cursor: i64) -> Result<(), Error> {
        let mut commit = self.inner.prepare_commit()?;
        commit.set_payload(&cursor.to_string());
        commit.commit()?;
        self.index.reader.reload()?;
        Ok(())
    }

    /// Waits until what is being merged is merged.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn settle(self) -> Result<(), Error> {
        self.inner.wait_merging_threads()?;
        self.index.reader.reload()?;
        Ok(())
    }

    /// Merges everything into one segment: what an index that was made at once is best asked
    /// as. Called after the last commit.
    ///
    /// # Errors
    /// When the disk says no; everything is in the index all the same.
    pub fn unite(self) -> Result<(), Error> {
        let Self { inner, index } = self;
        // What is being merged now would not be among the segments to unite.
        inner.wait_merging_threads()?;
        let segments = index.inner.searchable_segment_ids()?;
        if segments.len() > 1 {
            let mut inner: IndexWriter = index.inner.writer_with_num_threads(1, LEAST_HEAP)?;
            inner.merge(&segments).wait()?;
            inner.garbage_collect_files().wait()?;
            inner.wait_merging_threads()?;
        }
        index.reader.reload()?;
        Ok(())
    }
}
