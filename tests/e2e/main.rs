//! Everything seen by people, and the walls, on a real PostgreSQL.

mod attacks;
mod commands;
mod console;
mod front;
mod mail;
mod platform;
mod pools;
mod resident;
mod routes;
mod sign_in;
mod staff;
mod walls;
