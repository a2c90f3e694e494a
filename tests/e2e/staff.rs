//! The office desk: cases, inbox, and what the staff may see.

mod blocks;
mod cases;
mod checks;
pub(crate) mod designer;
mod desk;
mod foreign_forms;
mod form;
mod inbox;
mod many;
mod matters;
mod pages;
mod people;
mod releasing;
mod reorganising;
mod searches;
mod settings;
mod translations;
mod updates;
mod waiting;
