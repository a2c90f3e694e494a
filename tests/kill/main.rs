//! Kill tests: while many residents file, the program or PostgreSQL is killed; afterwards every
//! receipt somebody has read exists exactly once, and nothing is half-written.

mod browser;
mod census;
mod chance;
mod crowd;
mod end_asked;
mod hold;
mod journal;
mod kills;
mod postgres_killed;
mod program_killed;
mod resident;
mod scene;
mod settle;
