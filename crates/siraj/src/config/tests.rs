//! The configuration as an operator meets it: files, variables and flags, right
//! and wrong.

use super::*;
use crate::messages::Messages;
use std::collections::{BTreeMap, BTreeSet};

/// A folder of the test's own, gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("siraj-config-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn load(name: &str, file: &str, variables: &[(&str, &str)]) -> Result<Config, Refused> {
    let folder = Folder::new(name);
    std::fs::write(folder.0.join(FILE_NAME), file).unwrap();
    let environment: BTreeMap<String, String> = variables
        .iter()
        .map(|(name, words)| ((*name).to_owned(), (*words).to_owned()))
        .collect();
    let flags = BTreeMap::from([("data", folder.0.display().to_string())]);
    Config::load(&Sources {
        file: None,
        flags,
        environment,
    })
}

fn told(name: &str, file: &str, variables: &[(&str, &str)]) -> String {
    let refused = load(name, file, variables).expect_err("refused");
    refused.sentences(Messages::for_language("en"))
}

#[test]
fn an_empty_file_gives_the_defaults() {
    let config = load("empty", "", &[]).unwrap();
    let expected = Config {
        data: config.data.clone(),
        ..Config::default()
    };
    assert_eq!(config, expected);
    assert_eq!(config.public_url, "http://127.0.0.1:8080");
}

#[test]
fn a_program_that_speaks_tls_has_an_https_address() {
    let tls = "tls_cert = \"c.pem\"\ntls_key = \"k.pem\"\n";
    let config = load("tls", tls, &[]).unwrap();
    assert_eq!(config.public_url, "https://127.0.0.1:8080");
    let usual = [("SIRAJ_LISTEN", "[::1]:443")];
    let config = load("tls-usual", tls, &usual).unwrap();
    assert_eq!(config.public_url, "https://[::1]");
    let plain = [("SIRAJ_PUBLIC_URL", "http://127.0.0.1:8080")];
    let told = told("tls-plain", tls, &plain);
    assert!(
        told.contains("public_url") && told.contains("https"),
        "{told}"
    );
}

#[test]
fn every_key_is_read_from_the_file() {
    let file = r#"
        listen = "0.0.0.0:443"
        public_url = "https://siraj.example/"
        database_url = "postgresql://siraj:s3cret@db/siraj"
        database_connections = 6
        cache_bytes = "96 MB"
        trusted_proxies = ["10.0.0.0/8", "::1"]
        admin = "127.0.0.1:9000"
        tls_cert = "/etc/siraj/cert.pem"
        tls_key = "/etc/siraj/key.pem"
        log = "debug"
        [hosts]
        en = "https://en.siraj.example"
        [storage]
        kind = "s3"
        endpoint = "http://storage.internal:9000"
        bucket = "media"
        region = "local"
        key = "name"
        secret = "word"
        [limits]
        body_bytes = 1_000_000
        upload_bytes = "8 MB"
        head_seconds = 5
        request_seconds = 20
        drain_seconds = 2
        connections = 500
    "#;
    let config = load("full", file, &[]).unwrap();
    assert_eq!(config.public_url, "https://siraj.example");
    assert_eq!(config.hosts[0].prefix, "en");
    assert_eq!(config.database_connections, 6);
    assert_eq!(config.cache_bytes, 96 << 20);
    assert_eq!(config.trusted_proxies.len(), 2);
    assert_eq!(config.storage.kind, StorageKind::S3);
    assert_eq!(config.storage.secret.as_ref().unwrap().reveal(), "word");
    assert_eq!(config.limits.body_bytes, 1_000_000);
    let shown = format!("{config:?}");
    assert!(
        !shown.contains("s3cret") && !shown.contains("word"),
        "{shown}"
    );
}

#[test]
fn a_variable_outweighs_the_file_and_a_flag_outweighs_both() {
    let config = load(
        "order",
        "listen = \"127.0.0.1:1\"\nlog = \"warn\"",
        &[
            ("SIRAJ_LISTEN", "127.0.0.1:2"),
            ("SIRAJ_DATA", "/nowhere"),
            ("OTHER", "x"),
        ],
    )
    .unwrap();
    assert_eq!(config.listen.port(), 2);
    assert_eq!(config.public_url, "http://127.0.0.1:2");
    assert_eq!(config.log, LogLevel::Warn);
    assert_ne!(config.data, PathBuf::from("/nowhere"));
}

#[test]
fn what_is_wrong_is_told_with_key_value_reason_file_and_line() {
    let said = told("line", "log = \"info\"\n\nlisten = \"localhost\"\n", &[]);
    assert!(
        said.contains("siraj.toml:3: listen = \"localhost\": not an IP address"),
        "{said}"
    );
    let said = told("near", "# c\nlissten = \"127.0.0.1:1\"\n", &[]);
    assert!(
        said.contains("siraj.toml:2: lissten: there is no such key; did you mean `listen`?"),
        "{said}"
    );
    let said = told("nested", "[storage]\nbuckets = \"x\"\n", &[]);
    assert!(
        said.contains(":2: storage.buckets: ") && said.contains("storage.bucket`"),
        "{said}"
    );
    let said = told("broken", "log = \"info\"\nlisten = \n", &[]);
    assert!(said.contains("siraj.toml:2: this is not TOML"), "{said}");
    let said = told("kind", "cache_bytes = true\n", &[]);
    assert!(
        said.contains(":1: cache_bytes: this is not of the right kind"),
        "{said}"
    );
    let said = told(
        "variable",
        "",
        &[("SIRAJ_LOG", "loud"), ("SIRAJ_LISTN", "x")],
    );
    assert!(
        said.contains("SIRAJ_LOG: log = \"loud\": must be one of"),
        "{said}"
    );
    assert!(
        said.contains("SIRAJ_LISTN: there is no such key; did you mean `listen`?"),
        "{said}"
    );
    let said = told("folder", "data = \"/x\"\n", &[]);
    assert!(
        said.contains(":1: data: the data folder holds this file"),
        "{said}"
    );
}

#[test]
fn a_secret_is_not_repeated_in_a_refusal() {
    let said = told(
        "secret",
        "database_url = \"mysql://root:hunter2@db/x\"\n",
        &[],
    );
    assert!(
        said.contains("database_url = \"…\": not an address of PostgreSQL"),
        "{said}"
    );
    assert!(!said.contains("hunter2"), "{said}");
}

#[test]
fn listening_for_others_asks_for_tls_or_a_proxy_and_a_public_address() {
    let said = told("exposed", "listen = \"0.0.0.0:8080\"\n", &[]);
    assert!(
        said.contains("listen = \"0.0.0.0:8080\": others could reach"),
        "{said}"
    );
    assert!(
        said.contains("public_url: the program listens for other machines"),
        "{said}"
    );
    let open = "listen = \"0.0.0.0:8080\"\npublic_url = \"https://siraj.example\"\n";
    assert!(load("bare", open, &[]).is_err());
    assert!(
        load(
            "proxy",
            open,
            &[("SIRAJ_TRUSTED_PROXIES", "10.0.0.2, 10.0.0.3")]
        )
        .is_ok()
    );
    let half = told("half", open, &[("SIRAJ_TLS_CERT", "/c.pem")]);
    assert!(
        half.contains("tls_cert = \"/c.pem\": this needs `tls_key` beside it"),
        "{half}"
    );
}

#[test]
fn values_that_make_no_sense_are_refused() {
    let check = |name: &str, file: &str| {
        assert!(load(name, file, &[]).is_err(), "{file}");
    };
    check("path", "public_url = \"https://siraj.example/news\"");
    check("plain", "public_url = \"http://siraj.example\"");
    check("lonely", "database_connections = 1");
    check("small", "cache_bytes = 1");
    check("huge", "cache_bytes = 99999999999999999999");
    check("negative", "[limits]\nhead_seconds = -1");
    check("float", "[limits]\nhead_seconds = 1.5");
    check("indic", "cache_bytes = \"٤٨ MB\"");
    check("void", "listen = \"\"");
    check("bucket", "[storage]\nkind = \"s3\"");
    check("ftp", "[storage]\nkind = \"ftp\"");
    check("same", "admin = \"127.0.0.1:8080\"");
    check(
        "own",
        "public_url = \"https://a.example\"\n[hosts]\nen = \"https://a.example\"",
    );
    check("prefix", "[hosts]\n\"../en\" = \"https://a.example\"");
    check("stray", "[nothing]\n");
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let sources = Sources {
        file: Some(PathBuf::from("/nowhere/siraj.toml")),
        ..Sources::default()
    };
    let refused = Config::load(&sources).unwrap_err();
    assert!(matches!(refused.0[0].reason, Reason::Unreadable(_)));
}

#[test]
fn every_field_is_in_the_table_and_every_default_is_the_tables() {
    let mut fields = BTreeSet::new();
    let value = serde_json::to_value(Config::default()).unwrap();
    for (name, value) in value.as_object().unwrap() {
        match value.as_object() {
            Some(inner) => fields.extend(inner.keys().map(|second| format!("{name}.{second}"))),
            None => {
                fields.insert(name.clone());
            }
        }
    }
    let table: BTreeSet<String> = KEYS.iter().map(|row| row.name.to_owned()).collect();
    assert_eq!(fields, table);
    let mut config = Config::default();
    for row in KEYS {
        if let Some(default) = row.default {
            set::set(&mut config, row, default).unwrap();
        }
    }
    assert_eq!(config, Config::default());
}

#[test]
fn every_key_is_explained_in_both_languages() {
    for language in ["ar", "en"] {
        let messages = Messages::for_language(language);
        for row in KEYS {
            assert!(messages.has(&row.message()), "{language} {}", row.name);
        }
        assert!(explain(messages).contains("SIRAJ_STORAGE_SECRET"));
    }
}

#[test]
fn the_document_is_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/configuration.md");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let made = page(Messages::for_language("en"));
    if written != made {
        let fresh = std::env::temp_dir().join("configuration.md");
        std::fs::write(&fresh, made).unwrap();
        panic!("copy {} over {}", fresh.display(), path.display());
    }
}

#[test]
fn the_operator_is_spoken_to_in_their_language() {
    let check = |variables: &[(&str, &str)], expected| {
        let environment = variables
            .iter()
            .map(|(name, words)| ((*name).to_owned(), (*words).to_owned()))
            .collect();
        assert_eq!(operator_language(&environment), expected, "{variables:?}");
    };
    check(&[("LANG", "ar_EG.UTF-8")], "ar");
    check(&[("LANG", "ar_EG.UTF-8"), ("SIRAJ_LANGUAGE", "en")], "en");
    check(&[("LC_ALL", ""), ("LANG", "ar")], "ar");
    check(&[("LANG", "C.UTF-8")], "en");
    check(&[("LANG", "arn_CL")], "en");
    check(&[], "en");
}
