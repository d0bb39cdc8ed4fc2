//! The command line, run as an operator runs it: the built program, its standard
//! output, its exit code. The newsroom that it works on is the demo.

mod backup;
mod check;
mod erase;
mod init;
mod program;
mod token;
mod user;
