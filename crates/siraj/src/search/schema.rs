//! The fields of the index. A change here changes [`VERSION`], and every index is made again.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

/// Which schema, analyser and weights of words an index was made with. A folder with
/// another number is not opened.
pub const VERSION: u32 = 1;

/// The names under which an index knows how its texts are cut.
pub const STEMS: &str = "stems";
/// See [`STEMS`].
pub const SURFACES: &str = "surfaces";

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
    let words = |tokenizer, record| {
        let words = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(record);
        TextOptions::default().set_indexing_options(words)
    };
    let placed = |tokenizer| words(tokenizer, IndexRecordOption::WithFreqsAndPositions);
    let tags = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let fields = Fields {
        key: schema.add_u64_field("key", NumericOptions::default() | FAST | INDEXED),
        moment: schema.add_i64_field("moment", FAST),
        tags: schema.add_text_field("tags", TextOptions::default().set_indexing_options(tags)),
        title: schema.add_text_field("title", placed(STEMS)),
        title_surface: schema.add_text_field("title_surface", placed(SURFACES)),
        body: schema.add_text_field("body", placed(STEMS)),
        body_surface: schema.add_text_field("body_surface", placed(SURFACES)),
        names: schema.add_text_field("names", words(STEMS, IndexRecordOption::WithFreqs)),
    };
    (schema.build(), fields)
}
