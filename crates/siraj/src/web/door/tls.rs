//! The certificate of a door that speaks TLS: TLS 1.2 and 1.3 by rustls, read
//! from two files at start and again whenever the operator says so. A file that
//! cannot be used leaves the certificate that there is.

use crate::config::{Place, Problem, Reason};
use arc_swap::ArcSwap;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;

/// A certificate with its key, and the files that they come from.
pub struct Certificate {
    files: Files,
    current: Arc<Current>,
    acceptor: TlsAcceptor,
}

struct Files {
    cert: PathBuf,
    key: PathBuf,
}

/// What new connections are shown.
#[derive(Debug)]
struct Current(ArcSwap<CertifiedKey>);

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.load_full())
    }
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate")
            .field("cert", &self.files.cert)
            .finish_non_exhaustive()
    }
}

impl Certificate {
    /// Reads a chain and its private key, both PEM.
    ///
    /// # Errors
    /// With the key of the configuration, the file and what is wrong with it.
    pub fn open(cert: &Path, key: &Path) -> Result<Self, Problem> {
        let files = Files {
            cert: cert.to_path_buf(),
            key: key.to_path_buf(),
        };
        let current = Arc::new(Current(ArcSwap::from_pointee(files.read()?)));
        let config = config(Arc::clone(&current))
            .map_err(|error| files.problem_of_key(Reason::BadKey(error.to_string())))?;
        Ok(Self {
            files,
            current,
            acceptor: TlsAcceptor::from(Arc::new(config)),
        })
    }

    /// Reads both files again. Connections that there are keep what they have.
    ///
    /// # Errors
    /// As [`Certificate::open`]; the certificate that there is stays.
    pub fn reread(&self) -> Result<(), Problem> {
        self.current.0.store(Arc::new(self.files.read()?));
        Ok(())
    }

    /// What begins TLS on a connection.
    pub(super) const fn acceptor(&self) -> &TlsAcceptor {
        &self.acceptor
    }
}

fn config(current: Arc<Current>) -> Result<ServerConfig, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(current);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    // A reader who comes back brings the session along: nothing is remembered here.
    config.ticketer = ring::Ticketer::new()?;
    Ok(config)
}

impl Files {
    fn read(&self) -> Result<CertifiedKey, Problem> {
        let chain = read(&self.cert).map_err(|reason| self.problem_of_cert(reason))?;
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&chain)
            .collect::<Result<_, _>>()
            .map_err(|_| self.problem_of_cert(Reason::NoCertificate))?;
        if chain.is_empty() {
            return Err(self.problem_of_cert(Reason::NoCertificate));
        }
        let key = read(&self.key).map_err(|reason| self.problem_of_key(reason))?;
        let key =
            PrivateKeyDer::from_pem_slice(&key).map_err(|_| self.problem_of_key(Reason::NoKey))?;
        CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => self.problem_of_key(Reason::OtherKey),
            // The certificate is first read to be held against its key.
            rustls::Error::InvalidCertificate(_) => self.problem_of_cert(Reason::NoCertificate),
            error => self.problem_of_key(Reason::BadKey(error.to_string())),
        })
    }

    fn problem_of_cert(&self, reason: Reason) -> Problem {
        problem("tls_cert", &self.cert, reason)
    }

    fn problem_of_key(&self, reason: Reason) -> Problem {
        problem("tls_key", &self.key, reason)
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Reason> {
    std::fs::read(file).map_err(|error| Reason::Unreadable(error.to_string()))
}

fn problem(key: &str, file: &Path, reason: Reason) -> Problem {
    Problem {
        key: key.to_owned(),
        value: Some(file.display().to_string()),
        place: Place::Nowhere,
        reason,
    }
}
