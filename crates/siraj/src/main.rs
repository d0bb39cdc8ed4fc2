//! The program's one entry.

/// Smaller and steadier under many threads than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    siraj::cli::run()
}
