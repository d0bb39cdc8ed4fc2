//! The newsroom's rooms, asked in process as a browser asks them.

mod account;
mod browser;
mod curation;
mod fronts;
mod guesses;
mod hostile;
mod house;
mod links;
mod live;
mod log;
mod passkeys;
mod people;
mod scripts;
mod sections;
mod shown;
mod stories;
