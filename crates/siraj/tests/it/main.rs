//! The one integration binary of the program: every test that needs more than one module lives
//! here, so that only one large executable is linked. Browser tests are apart, in `tests/browser/`.

#[cfg(test)]
mod api;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod rooms;
#[cfg(test)]
mod search;
#[cfg(test)]
mod spine;
// `cfg(test)` is always true here; it tells clippy that these modules are tests.
#[cfg(test)]
#[expect(
    clippy::string_slice,
    reason = "the rules cut source text at marks that they have just found in it"
)]
mod tidy;
