//! The built program, started on a folder of a test's own and killed without
//! warning.

use super::client::Client;
use super::places::Place;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A running program. Killed when the test lets go of it.
#[derive(Debug)]
pub struct Program {
    child: Child,
    pub client: Client,
}

impl Program {
    /// Starts it and waits until it listens.
    pub fn start(place: &Place, token: &str) -> Self {
        Self::start_at(place, token, "127.0.0.1:0")
    }

    /// [`Program::start`] at an address of one's choosing.
    pub fn start_at(place: &Place, token: &str, listen: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_siraj"));
        command
            .args(["serve", "--listen", listen, "--data"])
            .arg(place.folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if let Some(url) = &place.database {
            command.env("SIRAJ_DATABASE_URL", url);
        }
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let host = line
            .trim()
            .strip_prefix("listening on http://")
            .unwrap_or_else(|| panic!("the program said {line:?} instead of where it listens"))
            .to_owned();
        let client = Client {
            address: host.parse().unwrap(),
            host,
            token: Some(token.to_owned()),
        };
        Self { child, client }
    }

    /// Ends it between two instructions.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Killed already where the test came to its end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
