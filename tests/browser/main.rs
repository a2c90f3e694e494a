//! What people see and do, in a real browser over the running program. Each test sets the stage
//! with the program's own commands and has a script of node play on it.

mod stage;

use anyhow::Result;
use stage::{Stage, Tools};

#[tokio::test]
async fn resident_journey() -> Result<()> {
    play("resident_journey").await
}

#[tokio::test]
async fn clerk_journey() -> Result<()> {
    play("clerk_journey").await
}

#[tokio::test]
async fn editor_journey() -> Result<()> {
    play("editor_journey").await
}

#[tokio::test]
async fn designer() -> Result<()> {
    play("designer").await
}

#[tokio::test]
async fn service_life() -> Result<()> {
    play("service_life").await
}

#[tokio::test]
async fn operator_journey() -> Result<()> {
    play("operator_journey").await
}

#[tokio::test]
async fn without_scripts() -> Result<()> {
    play("without_scripts").await
}

#[tokio::test]
async fn narrow_screens() -> Result<()> {
    play("narrow_screens").await
}

#[tokio::test]
async fn pictures() -> Result<()> {
    play("pictures").await
}

#[tokio::test]
async fn accessibility() -> Result<()> {
    play("accessibility").await
}

async fn play(journey: &str) -> Result<()> {
    let Some(tools) = Tools::found() else {
        return Ok(());
    };
    let Some(stage) = Stage::set().await? else {
        return Ok(());
    };
    stage.play(&tools, journey).await
}
