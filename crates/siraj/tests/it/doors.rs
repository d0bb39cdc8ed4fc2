//! The doors, from outside and over real sockets: what is malformed, slow, too
//! much or forged; TLS; what the operator's machines ask; how the program ends.
//! After each of them the server answers as before.

mod admin;
mod crowd;
pub(crate) mod house;
mod http2;
mod malformed;
mod program;
mod proxies;
mod running;
mod slow;
mod tls;
