//! The office desk: cases, inbox, and what the staff may see.

mod cases;
mod checks;
mod designer;
mod desk;
mod foreign_forms;
mod inbox;
mod many;
mod matters;
mod pages;
mod people;
mod releasing;
mod updates;
mod waiting;
