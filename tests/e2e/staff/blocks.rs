//! Blocks of the lead in a form: linked, updated when the editor wants it, detached.

use axum::http::StatusCode;
use catalogue::block::{Block, read_block};
use tests::Client;

use super::designer::{at, editor, fill};
use super::desk::{Desk, noon};

fn block(slug: &str, edition: u32, label: &str) -> Block {
    let text = format!(
        "slug = \"{slug}\"\ntitle = \"Opiekun {slug}\"\nedition = {edition}\n\n[[fields]]\nkey = \
         \"imie_opiekuna\"\ntype = \"text\"\nlabel = \"{label}\"\n\n[[fields]]\nkey = \
         \"ma_opiekuna\"\ntype = \"yes_no\"\nlabel = \"Czy jest opiekun?\"\n\n[texts.en]\n\
         \"fields.imie_opiekuna.label\" = \"Guardian\"\n"
    );
    read_block("x.toml", &text).expect("a block")
}

async fn publish(desk: &Desk, block: &Block) {
    let tx = desk
        .platform
        .tenancy
        .registry()
        .await
        .expect("the registry");
    let published = store::blocks::publish(&tx, &[block], noon("2026-10-01")).await;
    assert_eq!(published.expect("published"), 1);
    tx.commit().await.expect("a commit");
}

#[tokio::test]
async fn a_block_stays_linked_until_it_is_detached() {
    let Some(desk) = Desk::open("bloki").await else {
        return;
    };
    let slug = format!("opiekun_{}", &tests::some_id().simple().to_string()[..8]);
    publish(&desk, &block(&slug, 1, "Imię opiekuna")).await;
    let (_, mut editor) = editor(&desk, "Edyta Wzorcowa").await;
    let step = desk.definition.form.steps[0].key.clone();
    let choose = format!("blok-{step}");
    let add = [("akt", &*format!("block-add:{step}")), (&*choose, &*slug)];
    for _ in 0..2 {
        let added = editor.post(&at("/formularz"), &add).await;
        assert!(added.location().contains("po=block-add"), "{}", added.body);
    }
    let outline = editor.get(&at("/formularz")).await;
    let detach = |link: &str| format!("value=\"block-detach:{link}\"");
    assert!(outline.body.contains(&detach(&slug)), "the first");
    let second = format!("{slug}_2");
    assert!(outline.body.contains(&detach(&second)), "and the second");
    assert!(!outline.body.contains("block-update"), "nothing newer yet");
    // A linked field is not edited alone.
    let shown = editor.get(&at("/pole/imie_opiekuna")).await;
    assert_eq!(shown.location(), at("/formularz?po=linked"));
    let saved = editor
        .post(&at("/pole/imie_opiekuna"), &[("label", "Inne")])
        .await;
    assert_eq!(saved.status, StatusCode::UNPROCESSABLE_ENTITY);
    let copied = [("akt", "field-remove:imie_opiekuna")];
    let refused = editor.post(&at("/formularz"), &copied).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("należy do bloku"));
    // The detached one is edited like any other and left alone by the next edition.
    let detached = [("akt", &*format!("block-detach:{second}"))];
    editor.post(&at("/formularz"), &detached).await;
    let own = fill(
        &mut editor,
        &at("/pole/imie_opiekuna_2"),
        &[("label", "Po swojemu")],
    )
    .await;
    assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.body);
    publish(&desk, &block(&slug, 2, "Imię i nazwisko opiekuna")).await;
    let outline = editor.get(&at("/formularz")).await;
    assert!(
        outline
            .body
            .contains(&format!("value=\"block-update:{slug}\""))
    );
    assert!(
        !outline
            .body
            .contains(&format!("value=\"block-update:{second}\""))
    );
    assert!(
        outline.body.contains("Imię i nazwisko opiekuna"),
        "what would change"
    );
    let update = [("akt", &*format!("block-update:{slug}"))];
    let updated = editor.post(&at("/formularz"), &update).await;
    assert_eq!(
        updated.location(),
        at("/formularz?po=block-update#imie_opiekuna")
    );
    let outline = editor.get(&at("/formularz")).await;
    assert!(outline.body.contains("Imię i nazwisko opiekuna"));
    assert!(outline.body.contains("Po swojemu") && !outline.body.contains("block-update:"));
    let gone = [("akt", &*format!("block-remove:{slug}"))];
    editor.post(&at("/formularz"), &gone).await;
    let outline = editor.get(&at("/formularz")).await;
    assert!(!outline.body.contains("Imię i nazwisko opiekuna"));
    refused_blocks(&desk, &mut editor, &step).await;
}

async fn refused_blocks(desk: &Desk, editor: &mut Client, step: &str) {
    let choose = format!("blok-{step}");
    let unknown = [("akt", &*format!("block-add:{step}")), (&*choose, "nie-ma")];
    let refused = editor.post(&at("/formularz"), &unknown).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The neighbour has the lead's blocks to choose from, and nothing of this form.
    let tx = desk.neighbour.begin().await.expect("a transaction");
    let theirs = store::sketches::offered(&tx).await.expect("a list");
    assert!(theirs.is_empty());
}
