//! The built program: configured by keys, told by signals.

use super::house::{Line, found, statuses};
use super::running::{self, Running};
use super::tls::{self, Files};
use crate::harness::until;
use crate::spine::places::Place;
use std::net::{SocketAddr, TcpStream};
use tokio::runtime::Runtime;

/// A founded newsroom that nobody serves yet, and its owner's token.
fn founded() -> (Place, String) {
    let place = Place::sqlite();
    let token = Runtime::new().unwrap().block_on(async {
        let (_, token) = found(&place).await;
        token
    });
    (place, token)
}

fn path(path: std::path::PathBuf) -> String {
    path.to_str().unwrap().to_owned()
}

fn operators(address: SocketAddr, path: &str) -> String {
    let asked = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    Line::to(address).say(asked).until_the_end()
}

#[test]
fn a_new_certificate_is_taken_at_sighup_and_a_bad_one_is_not() {
    let (place, _) = founded();
    let files = Files::new();
    let old = files.renew();
    let (cert, key) = (path(files.cert()), path(files.key()));
    let settings = [("SIRAJ_TLS_CERT", &*cert), ("SIRAJ_TLS_KEY", &*key)];
    let program = Running::start(&place, &settings);
    assert!(program.origin.starts_with("https://127.0.0.1:"));
    let (address, host) = (program.address, program.address.to_string());
    let mut stays = tls::connect(address, tls::client(old, &[])).unwrap();
    assert_eq!(statuses(&tls::ask(&mut stays, &host, "/")), [200]);
    let new = files.renew();
    program.signal("HUP");
    tls::until_shown(address, &new);
    assert_eq!(statuses(&tls::ask(&mut stays, &host, "/")), [200]);
    std::fs::write(files.key(), "nothing").unwrap();
    program.signal("HUP");
    // Whether it has looked already or not, it serves as before.
    for _ in 0..3 {
        let mut line = tls::connect(address, tls::client(new.clone(), &[])).unwrap();
        assert_eq!(statuses(&tls::ask(&mut line, &host, "/")), [200]);
    }
    assert_eq!(statuses(&tls::ask(&mut stays, &host, "/")), [200]);
    let last = files.renew();
    program.signal("HUP");
    tls::until_shown(address, &last);
    drop(stays);
    program.signal("TERM");
    assert_eq!(program.ended(), 0);
}

#[test]
fn a_certificate_that_cannot_be_used_stops_the_start() {
    let place = Place::sqlite();
    let files = Files::new();
    std::fs::remove_file(files.key()).unwrap();
    let (cert, key) = (path(files.cert()), path(files.key()));
    let mut settings = vec![("SIRAJ_TLS_CERT", &*cert), ("SIRAJ_TLS_KEY", &*key)];
    let (code, said) = running::refused(&place, &settings);
    assert_eq!(code, 2, "{said}");
    let expected = format!("tls_key = \"{key}\": the file cannot be read");
    assert!(said.contains(&expected), "{said}");
    settings.push(("SIRAJ_LANGUAGE", "ar"));
    let (_, said) = running::refused(&place, &settings);
    assert!(
        said.contains("tls_key") && said.contains("تعذّرت قراءة الملف"),
        "{said}"
    );
    settings.push(("SIRAJ_PUBLIC_URL", "http://127.0.0.1:8080"));
    let (code, said) = running::refused(&place, &settings);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("public_url"), "{said}");
}

#[test]
fn a_signal_to_read_again_ends_no_program_without_a_certificate() {
    let (place, _) = founded();
    let program = Running::start(&place, &[]);
    program.signal("HUP");
    assert_eq!(served(&program, "/"), [200]);
    program.signal("TERM");
    assert_eq!(program.ended(), 0);
}

#[test]
fn requests_under_way_at_sigterm_are_answered_and_nobody_else_comes_in() {
    let (place, token) = founded();
    let settings = [
        ("SIRAJ_ADMIN", "127.0.0.1:0"),
        ("SIRAJ_LIMITS_DRAIN_SECONDS", "60"),
    ];
    let mut program = Running::start(&place, &settings);
    let admin = program.admin();
    assert!(operators(admin, "/readyz").starts_with("HTTP/1.1 200 "));
    let mut idle = program.connect();
    idle.say(get(&program, "/")).one_answer();
    let mut under_way = program.connect();
    under_way.say(unfinished(&program, &token));
    until("the request has come", || {
        operators(admin, "/metrics").contains("\nsiraj_connections 2\n")
    });
    // The head has come when what follows it is asked for.
    under_way.one_answer();
    program.signal("TERM");
    assert!(idle.has_ended());
    assert!(operators(admin, "/readyz").contains("stopping"));
    until("nobody else comes in", || {
        TcpStream::connect(program.address).is_err()
    });
    under_way.say("{}");
    assert_eq!(statuses(&under_way.until_the_end()), [422]);
    assert_eq!(program.ended(), 0);
}

#[test]
fn whoever_does_not_finish_holds_no_program_up() {
    let (place, token) = founded();
    let settings = [
        ("SIRAJ_LIMITS_DRAIN_SECONDS", "1"),
        ("SIRAJ_LIMITS_REQUEST_SECONDS", "3600"),
    ];
    let program = Running::start(&place, &settings);
    let mut under_way = program.connect();
    under_way.say(unfinished(&program, &token));
    under_way.one_answer();
    program.signal("TERM");
    assert_eq!(program.ended(), 0);
}

fn get(program: &Running, path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", program.address)
}

fn served(program: &Running, path: &str) -> Vec<u16> {
    statuses(&program.connect().say(get(program, path)).one_answer())
}

/// A request whose body is announced, and waited for by the server's own word.
fn unfinished(program: &Running, token: &str) -> String {
    format!(
        "POST /api/v1/articles HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n",
        program.address
    )
}
