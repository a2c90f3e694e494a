//! Attacks: each test is one thing somebody will try, with the number it has in our list.

mod branding;
mod caches;
mod cookies;
mod database;
mod hosts;
mod idor;
mod noisy;
mod quiet;
mod rights;
mod sessions;
mod slugs;
mod wire;
