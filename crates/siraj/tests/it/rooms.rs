//! The newsroom's rooms, asked in process as a browser asks them.

mod account;
mod acts;
mod browser;
mod curation;
mod desk;
mod editor;
mod fronts;
mod guesses;
mod hostile;
mod house;
mod links;
mod list;
mod live;
mod log;
mod notes;
mod passkeys;
mod people;
mod pictures;
mod scripts;
mod search;
mod sections;
mod shown;
mod stories;
mod uploads;
mod write;
