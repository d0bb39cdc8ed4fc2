//! The built program, configured by its environment, told what to do by signals.

use super::house::Line;
use crate::spine::places::Place;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// A running program. Killed when the test lets go of it.
pub struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    /// Scheme and host that it said it listens at.
    pub origin: String,
    pub address: SocketAddr,
}

fn command(place: &Place, settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_siraj"));
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(place.folder.path())
        .env_clear()
        .env("SIRAJ_LANGUAGE", "en")
        .envs(settings.iter().copied());
    if let Some(url) = &place.database {
        command.env("SIRAJ_DATABASE_URL", url);
    }
    command
}

/// What a program says that does not even start: exit code and words.
pub fn refused(place: &Place, settings: &[(&str, &str)]) -> (i32, String) {
    let Output { status, stderr, .. } = command(place, settings).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stderr).unwrap())
}

impl Running {
    pub fn start(place: &Place, settings: &[(&str, &str)]) -> Self {
        let mut command = command(place, settings);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let origin = after(&mut out, "listening on ");
        let (_, host) = origin.split_once("://").unwrap();
        let address = host.parse().unwrap();
        Self {
            child,
            out,
            origin,
            address,
        }
    }

    /// Where the operator's machines ask.
    pub fn admin(&mut self) -> SocketAddr {
        let origin = after(&mut self.out, "health and metrics on http://");
        origin.parse().unwrap()
    }

    /// Sends a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let number = self.child.id().to_string();
        let told = Command::new("kill").args(["-s", name, &number]).status();
        assert!(told.unwrap().success());
    }

    pub fn connect(&self) -> Line {
        Line::to(self.address)
    }

    /// The exit code, once it has ended.
    pub fn ended(mut self) -> i32 {
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        self.child.wait().unwrap().code().unwrap()
    }
}

/// The rest of the next line, which begins like this.
fn after(out: &mut impl BufRead, beginning: &str) -> String {
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let rest = line.trim().strip_prefix(beginning);
    rest.unwrap_or_else(|| panic!("the program said {line:?}"))
        .to_owned()
}

impl Drop for Running {
    fn drop(&mut self) {
        // Ended already where the test came to its end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
