//! A PostgreSQL server of a test's own, in a folder, that can be stopped and
//! started. It refuses to run as root, who lends it to another user.

use crate::spine::dice::named;
use crate::spine::places::Folder;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The server.
pub struct Server {
    folder: Folder,
    binaries: PathBuf,
    /// Whom root lends it to.
    user: Option<String>,
}

impl Server {
    /// A running server; `None` where there are no binaries.
    pub fn start() -> Option<Self> {
        let server = Self {
            binaries: binaries()?,
            folder: Folder::new(),
            user: lent_to(),
        };
        if let Some(user) = &server.user {
            run(Command::new("chown").arg(user).arg(server.folder.path()));
        }
        let folder = server.folder.path().join("data");
        run(server.command("initdb").arg("-D").arg(&folder).args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ]));
        server.start_again();
        Some(server)
    }

    pub fn url(&self) -> String {
        let folder = self.folder.path().display();
        format!("postgresql:///postgres?host={folder}&user=postgres")
    }

    pub fn stop(&self) {
        run(self.control().args(["-m", "immediate", "stop"]));
    }

    pub fn start_again(&self) {
        let log = self.folder.path().join("log");
        let settings = format!(
            "-c listen_addresses='' -k {} -c fsync=off",
            self.folder.path().display()
        );
        run(self
            .control()
            .arg("-l")
            .arg(log)
            .args(["-o", &settings, "start"]));
    }

    fn control(&self) -> Command {
        let mut command = self.command("pg_ctl");
        command
            .arg("-D")
            .arg(self.folder.path().join("data"))
            .args(["-s", "-w"]);
        command
    }

    fn command(&self, program: &str) -> Command {
        let program = self.binaries.join(program);
        let mut command = match &self.user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        command
            .current_dir(self.folder.path())
            .stdout(Stdio::null());
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Stopped already where a test failed in the middle of trouble.
        let _ = self.control().args(["-m", "immediate", "stop"]).status();
    }
}

fn run(command: &mut Command) {
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?}");
}

/// The folder of `initdb`: named by the test run, Debian's newest, or on the path.
fn binaries() -> Option<PathBuf> {
    if let Some(folder) = named("SIRAJ_TEST_PGBIN") {
        return Some(folder.into());
    }
    let debian = std::fs::read_dir("/usr/lib/postgresql").ok();
    let mut folders: Vec<PathBuf> = debian
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .chain(std::env::split_paths(&named("PATH")?))
        .filter(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
        .collect();
    folders.sort();
    folders.pop()
}

fn lent_to() -> Option<String> {
    let root = std::fs::metadata(Path::new("/proc/self")).ok();
    let is_root = root.is_some_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    is_root.then(|| named("SIRAJ_TEST_PGUSER").unwrap_or_else(|| "nobody".to_owned()))
}
