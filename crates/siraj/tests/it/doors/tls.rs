//! TLS, spoken by the program itself with a certificate of the test's own.

use super::house::{HOST, House, Kept, get, short, statuses};
use super::http2;
use crate::harness::{WITHIN, until};
use crate::spine::places::Folder;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::version::{TLS12, TLS13};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion,
};
use siraj::config::Limits;
use siraj::messages::Messages;
use siraj::web::door::tls::Certificate;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;

/// A certificate and its key in files.
pub struct Files {
    folder: Folder,
}

impl Files {
    /// Fresh ones for the site and for this machine.
    pub fn new() -> Self {
        let files = Self {
            folder: Folder::new(),
        };
        files.renew();
        files
    }

    pub fn cert(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    pub fn key(&self) -> PathBuf {
        self.folder.path().join("key.pem")
    }

    /// Puts another certificate with another key into the files; answers what
    /// clients must trust to accept it.
    pub fn renew(&self) -> CertificateDer<'static> {
        let names = [HOST, "127.0.0.1"].map(str::to_owned).to_vec();
        let made = rcgen::generate_simple_self_signed(names).unwrap();
        std::fs::write(self.cert(), made.cert.pem()).unwrap();
        std::fs::write(self.key(), made.signing_key.serialize_pem()).unwrap();
        made.cert.der().clone()
    }

    fn open(&self) -> Result<Certificate, String> {
        Certificate::open(&self.cert(), &self.key())
            .map_err(|problem| problem.sentence(Messages::for_language("en")))
    }
}

/// A client that trusts this certificate alone and speaks these protocols.
pub fn client(trusted: CertificateDer<'static>, alpn: &[&str]) -> ClientConfig {
    client_of(trusted, alpn, &[&TLS13, &TLS12])
}

fn client_of(
    trusted: CertificateDer<'static>,
    alpn: &[&str],
    versions: &[&'static SupportedProtocolVersion],
) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(trusted).unwrap();
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(ring)
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
    config
}

/// A connection with TLS.
pub type Line = StreamOwned<ClientConnection, TcpStream>;

/// Connects; fails where the server shows another certificate than trusted.
pub fn connect(address: SocketAddr, config: ClientConfig) -> std::io::Result<Line> {
    let name = ServerName::try_from("127.0.0.1").unwrap();
    let mut connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(WITHIN))?;
    while connection.is_handshaking() {
        connection.complete_io(&mut stream)?;
    }
    Ok(StreamOwned::new(connection, stream))
}

/// Asks for a path of a host on a connection that stays; the answer's head.
pub fn ask(line: &mut Line, host: &str, path: &str) -> String {
    write!(line, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        line.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    let head = String::from_utf8(head).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or_default()];
    line.read_exact(&mut body).unwrap();
    head
}

/// A house that speaks TLS within these limits, and what its clients trust.
fn house(limits: Limits) -> (House, Files, Arc<Certificate>, CertificateDer<'static>) {
    let files = Files::new();
    let trusted = files.renew();
    let certificate = Arc::new(files.open().unwrap());
    let house = House::open(Kept {
        limits,
        certificate: Some(Arc::clone(&certificate)),
        ..Kept::default()
    });
    (house, files, certificate, trusted)
}

#[test]
fn pages_are_served_over_tls_in_both_versions_and_both_protocols() {
    let (house, _files, _, trusted) = house(Limits::default());
    for version in [&TLS13, &TLS12] {
        let config = client_of(trusted.clone(), &["http/1.1"], &[version]);
        let mut line = connect(house.address, config).unwrap();
        let spoken = line.conn.protocol_version().unwrap();
        assert_eq!(spoken, version.version);
        assert_eq!(line.conn.alpn_protocol(), Some(&b"http/1.1"[..]));
        for _ in 0..2 {
            let head = ask(&mut line, HOST, "/");
            assert_eq!(statuses(&head), [200]);
            assert!(head.contains("strict-transport-security"), "{head}");
        }
        assert_eq!(statuses(&ask(&mut line, "other.example", "/")), [421]);
    }
    house.runtime.block_on(async {
        let config = Arc::new(client(trusted.clone(), &["h2", "http/1.1"]));
        let stream = tokio::net::TcpStream::connect(house.address).await.unwrap();
        let name = ServerName::try_from(HOST).unwrap();
        let connecting = tokio_rustls::TlsConnector::from(config).connect(name, stream);
        let stream = connecting.await.unwrap();
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
        let send = http2::begin(stream).await;
        let (status, body) = http2::answer(&send, http2::ask(HOST, "/")).await;
        assert_eq!(status, 200);
        assert!(!body.is_empty());
    });
}

#[test]
fn who_does_not_begin_tls_is_let_go_and_keeps_nobody_waiting() {
    let (house, _files, _, trusted) = house(short());
    let mut silent: Vec<_> = (0..20).map(|_| house.connect()).collect();
    let mut plain = house.connect();
    plain.say(get("/"));
    let answer = plain.until_the_end();
    assert!(!answer.contains("HTTP/"), "{answer}");
    let mut line = connect(house.address, client(trusted.clone(), &[])).unwrap();
    assert_eq!(statuses(&ask(&mut line, HOST, "/")), [200]);
    for line in &mut silent {
        assert!(line.has_ended());
    }
    drop(line);
    house.until_nobody_is_there();
    assert_eq!(house.web.counts.failed_handshakes(), 21);
    let mut line = connect(house.address, client(trusted, &[])).unwrap();
    assert_eq!(statuses(&ask(&mut line, HOST, "/")), [200]);
}

#[test]
fn a_certificate_that_is_read_again_is_shown_to_new_connections_only() {
    let (house, files, certificate, old) = house(Limits::default());
    let mut stays = connect(house.address, client(old.clone(), &[])).unwrap();
    assert_eq!(statuses(&ask(&mut stays, HOST, "/")), [200]);
    let new = files.renew();
    certificate.reread().unwrap();
    assert_eq!(statuses(&ask(&mut stays, HOST, "/")), [200]);
    connect(house.address, client(old, &[])).expect_err("the old certificate is still shown");
    let mut line = connect(house.address, client(new.clone(), &[])).unwrap();
    assert_eq!(statuses(&ask(&mut line, HOST, "/")), [200]);
    // Half a renewal: the key is of another certificate.
    let cert = std::fs::read(files.cert()).unwrap();
    files.renew();
    std::fs::write(files.cert(), cert).unwrap();
    let problem = certificate.reread().unwrap_err();
    let told = problem.sentence(Messages::for_language("en"));
    assert!(
        told.contains("tls_key") && told.contains("not the key"),
        "{told}"
    );
    let mut line = connect(house.address, client(new, &[])).unwrap();
    assert_eq!(statuses(&ask(&mut line, HOST, "/")), [200]);
    assert_eq!(statuses(&ask(&mut stays, HOST, "/")), [200]);
}

#[test]
fn files_that_cannot_be_used_are_named_with_their_key_and_the_reason() {
    let files = Files::new();
    let check = |what: &str, parts: &[&str]| {
        let told = files.open().expect_err(what);
        for part in parts {
            assert!(told.contains(part), "{what}: {part} is not in {told}");
        }
    };
    let (cert, key) = (
        std::fs::read(files.cert()).unwrap(),
        std::fs::read(files.key()).unwrap(),
    );
    std::fs::write(files.cert(), "no certificate").unwrap();
    check("words", &["tls_cert", "cert.pem", "holds no certificate"]);
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    std::fs::write(files.cert(), broken).unwrap();
    check(
        "a broken certificate",
        &["tls_cert", "cert.pem", "holds no certificate"],
    );
    std::fs::write(files.cert(), &key).unwrap();
    check(
        "a key as certificate",
        &["tls_cert", "cert.pem", "holds no certificate"],
    );
    std::fs::remove_file(files.cert()).unwrap();
    check("nothing", &["tls_cert", "cert.pem", "cannot be read"]);
    std::fs::write(files.cert(), &cert).unwrap();
    std::fs::write(files.key(), &cert).unwrap();
    check(
        "a certificate as key",
        &["tls_key", "key.pem", "holds no private key"],
    );
    let broken = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    std::fs::write(files.key(), broken).unwrap();
    check("a broken key", &["tls_key", "key.pem", "cannot be used"]);
    files.renew();
    std::fs::write(files.cert(), &cert).unwrap();
    check(
        "another's key",
        &["tls_key", "key.pem", "not the key of the certificate"],
    );
    std::fs::write(files.key(), &key).unwrap();
    files.open().unwrap();
}

/// Waits until a fresh connection is shown this certificate.
pub fn until_shown(address: SocketAddr, trusted: &CertificateDer<'static>) {
    until("the new certificate is shown", || {
        connect(address, client(trusted.clone(), &[])).is_ok()
    });
}
