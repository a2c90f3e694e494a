//! Attacks: each test is one thing somebody will try, with the number it has in our list.

mod branding;
mod cookies;
mod database;
mod noisy;
mod quiet;
mod rights;
mod sessions;
mod slugs;
mod wire;
