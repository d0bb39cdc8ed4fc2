//! HTTP/2 without TLS, by prior knowledge (RFC 9113, section 3.3).

use super::house::{HOST, House, short};
use bytes::Bytes;
use h2::client::SendRequest;
use http::{Request, StatusCode};
use siraj::config::Limits;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

/// Begins HTTP/2 on a stream.
pub async fn begin<S>(stream: S) -> SendRequest<Bytes>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (send, connection) = h2::client::handshake(stream).await.unwrap();
    tokio::spawn(async move {
        // How it ends is seen by those who ask.
        drop(connection.await);
    });
    send
}

/// A request for a path of the site.
pub fn ask(host: &str, path: &str) -> Request<()> {
    let address = format!("http://{host}{path}");
    Request::get(address).body(()).unwrap()
}

/// Sends a request without a body; its status and body.
pub async fn answer(send: &SendRequest<Bytes>, request: Request<()>) -> (StatusCode, Vec<u8>) {
    let mut send = send.clone().ready().await.unwrap();
    let (response, _) = send.send_request(request, true).unwrap();
    let response = response.await.unwrap();
    let status = response.status();
    let mut body = response.into_body();
    let mut bytes = Vec::new();
    while let Some(data) = body.data().await {
        let data = data.unwrap();
        body.flow_control().release_capacity(data.len()).unwrap();
        bytes.extend_from_slice(&data);
    }
    (status, bytes)
}

#[test]
fn pages_are_served_over_one_connection_at_once() {
    let house = House::within(Limits::default());
    house.runtime.block_on(async {
        let send = begin(TcpStream::connect(house.address).await.unwrap()).await;
        let all = ["/", "/latest", "/feed.xml", "/en/", "/"].map(|path| {
            let send = send.clone();
            tokio::spawn(async move { answer(&send, ask(HOST, path)).await })
        });
        for one in all {
            let (status, body) = one.await.unwrap();
            assert_eq!(status, StatusCode::OK);
            assert!(!body.is_empty());
        }
        let (status, _) = answer(&send, ask("other.example", "/")).await;
        assert_eq!(status, StatusCode::MISDIRECTED_REQUEST);
        let (status, _) = answer(&send, ask(HOST, "/nowhere")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
    house.still_serves();
}

#[test]
fn a_huge_head_is_refused_and_the_connection_goes_on() {
    let house = House::within(Limits::default());
    house.runtime.block_on(async {
        let send = begin(TcpStream::connect(house.address).await.unwrap()).await;
        // Once answered, the client knows the server's limits and keeps to them.
        answer(&send, ask(HOST, "/")).await;
        let mut huge = ask(HOST, "/");
        let value = "x".repeat(15 * 1024).parse::<http::HeaderValue>().unwrap();
        for name in ["x-one", "x-two", "x-three"] {
            huge.headers_mut().insert(name, value.clone());
        }
        let mut ready = send.clone().ready().await.unwrap();
        let refused = match ready.send_request(huge, true) {
            Ok((response, _)) => response.await.map(|response| response.status()),
            Err(error) => Err(error),
        };
        assert!(
            !matches!(refused, Ok(status) if status.is_success()),
            "{refused:?}"
        );
        let (status, _) = answer(&send, ask(HOST, "/")).await;
        assert_eq!(status, StatusCode::OK);
    });
    house.still_serves();
}

#[test]
fn a_body_that_does_not_come_is_a_timeout_and_the_connection_goes_on() {
    let house = House::within(short());
    house.runtime.block_on(async {
        let send = begin(TcpStream::connect(house.address).await.unwrap()).await;
        let mut ready = send.clone().ready().await.unwrap();
        let request = Request::post(format!("http://{HOST}/api/v1/articles"))
            .header("authorization", format!("Bearer {}", house.token))
            .header("content-type", "application/json")
            .body(())
            .unwrap();
        let (response, mut body) = ready.send_request(request, false).unwrap();
        body.send_data(Bytes::from_static(b"{"), false).unwrap();
        let response = response.await.unwrap();
        assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
        let (status, _) = answer(&send, ask(HOST, "/")).await;
        assert_eq!(status, StatusCode::OK);
    });
    house.still_serves();
}

#[test]
fn a_connection_that_asks_nothing_is_let_go() {
    let house = House::within(short());
    let send = house.runtime.block_on(async {
        let send = begin(TcpStream::connect(house.address).await.unwrap()).await;
        answer(&send, ask(HOST, "/")).await;
        send
    });
    house.until_nobody_is_there();
    drop(send);
    house.still_serves();
}
