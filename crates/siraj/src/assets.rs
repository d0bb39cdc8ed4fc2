//! Style sheets, scripts, fonts and icons, embedded in the program under names that carry the hash
//! of their bytes. `assets/build.mjs` makes them and `build.rs` lists them; the handler in `web`
//! adds the headers.

/// One embedded file, with the compressed forms made when the program was built.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// The file itself.
    pub bytes: &'static [u8],
    /// The file in gzip, where that is shorter.
    pub gzip: Option<&'static [u8]>,
    /// The file in brotli, where that is shorter.
    pub br: Option<&'static [u8]>,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The entity tag of the identity bytes, with its quotation marks.
    pub etag: &'static str,
}

/// A row of the table that `build.rs` writes, sorted by `url`.
struct Row {
    logical: &'static str,
    url: &'static str,
    etag: &'static str,
    bytes: &'static [u8],
    gzip: Option<&'static [u8]>,
    br: Option<&'static [u8]>,
}

static ROWS: &[Row] = &include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Asked for by the first screen of every page: the reading face and the headlines' face.
static PRELOADED: [&str; 2] = ["siraj-naskh-400.woff2", "siraj-sans-600.woff2"];

/// The address of an asset: `reader.css` gives `/assets/reader.HASH.css`.
///
/// # Panics
///
/// When the program was built without that asset. Names are literals in our own code, so the first
/// page rendered in a test shows a wrong one.
#[must_use]
pub fn url(logical: &str) -> &'static str {
    row(logical).map_or_else(|| panic!("no asset is named {logical}"), |row| row.url)
}

/// The address of an asset that a build may lack, such as an icon.
#[must_use]
pub fn address(logical: &str) -> Option<&'static str> {
    row(logical).map(|row| row.url)
}

/// The asset served at `path`, which begins with `/assets/`. Everything else is nothing: there are
/// no folders to leave and no names to guess.
#[must_use]
pub fn get(path: &str) -> Option<Asset> {
    let found = ROWS.binary_search_by(|row| row.url.cmp(path)).ok()?;
    ROWS.get(found).map(asset)
}

/// An asset by its name in the sources, for the few that have a fixed address, such as the service
/// worker at `/sw.js`.
#[must_use]
pub fn named(logical: &str) -> Option<Asset> {
    row(logical).map(asset)
}

/// The addresses of the fonts that every page asks for at once.
#[must_use]
pub fn preload_fonts() -> [&'static str; 2] {
    PRELOADED.map(url)
}

fn row(logical: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.logical == logical)
}

fn asset(row: &Row) -> Asset {
    Asset {
        bytes: row.bytes,
        gzip: row.gzip,
        br: row.br,
        content_type: content_type(row.logical),
        etag: row.etag,
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json" | "webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::encode::Coding;

    #[test]
    fn an_asset_is_found_by_its_address_and_by_nothing_else() {
        let address = url("reader.css");
        assert!(address.starts_with("/assets/reader.") && address.ends_with(".css"));
        let found = get(address).expect("the address just given");
        assert_eq!(found.content_type, "text/css; charset=utf-8");
        assert_eq!(found.etag.len(), 14);
        assert!(!found.bytes.is_empty());
        for wrong in [
            "/assets/reader.css",
            "reader.css",
            "/assets/../Cargo.toml",
            "/assets/",
            "",
        ] {
            assert!(get(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn the_table_is_sorted_so_that_every_row_is_found() {
        assert!(ROWS.is_sorted_by(|a, b| a.url < b.url));
        for row in ROWS {
            assert!(get(row.url).is_some(), "{}", row.url);
        }
    }

    #[test]
    fn compressed_forms_hold_the_same_bytes() {
        for row in ROWS {
            if let Some(gzip) = row.gzip {
                let plain = Coding::Gzip.decode(gzip).expect("the build wrote gzip");
                assert_eq!(plain, row.bytes, "{}", row.logical);
            }
            if let Some(br) = row.br {
                let plain = Coding::Brotli.decode(br).expect("the build wrote brotli");
                assert_eq!(plain, row.bytes, "{}", row.logical);
            }
        }
    }

    #[test]
    fn preloaded_fonts_stay_within_fifty_kilobytes() {
        let fonts = preload_fonts().map(|path| get(path).expect("preloaded fonts are built"));
        assert!(fonts.iter().all(|font| font.content_type == "font/woff2"));
        let bytes: usize = fonts.iter().map(|font| font.bytes.len()).sum();
        assert!(bytes <= 50 * 1024, "{bytes} bytes");
    }

    #[test]
    fn scripts_and_styles_stay_within_their_budgets() {
        let sent =
            |name: &str| named(name).map_or(0, |asset| asset.gzip.unwrap_or(asset.bytes).len());
        let scripts = sent("theme.js") + sent("reader.js") + sent("sw.js");
        assert!(scripts <= 10 * 1024, "{scripts} bytes of script");
        let styles = sent("reader.css");
        assert!(styles <= 12 * 1024, "{styles} bytes of style");
    }
}
