//! The fields of the index. A change here changes [`VERSION`], and every index is made again.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

/// Which schema, analyser and weights of words an index was made with. A folder with
/// another number is not opened.
pub const VERSION: u32 = 1;

/// The fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// By which an entry is found and replaced.
    pub key: Field,
    /// Seconds of Unix time.
    pub moment: Field,
    /// [`super::Tag`]s and the space.
    pub tags: Field,
    /// Stems of the headline.
    pub title: Field,
    /// Surfaces of the headline.
    pub title_surface: Field,
    /// Stems of the passages.
    pub body: Field,
    /// Surfaces of the passages.
    pub body_surface: Field,
    /// Stems of names.
    pub names: Field,
}

/// The schema with its fields.
pub fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |record, lengths| {
        // The words arrive cut; the name of a tokenizer is asked for all the same.
        let words = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(lengths)
            .set_index_option(record);
        TextOptions::default().set_indexing_options(words)
    };
    let placed = || words(IndexRecordOption::WithFreqsAndPositions, true);
    let fields = Fields {
        key: schema.add_u64_field("key", NumericOptions::default() | FAST | INDEXED),
        moment: schema.add_i64_field("moment", FAST),
        tags: schema.add_text_field("tags", words(IndexRecordOption::Basic, false)),
        title: schema.add_text_field("title", placed()),
        title_surface: schema.add_text_field("title_surface", placed()),
        body: schema.add_text_field("body", placed()),
        body_surface: schema.add_text_field("body_surface", placed()),
        names: schema.add_text_field("names", words(IndexRecordOption::WithFreqs, true)),
    };
    (schema.build(), fields)
}
