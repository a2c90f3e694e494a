//! Files: taken by content, limited, sealed, given back to their sender alone.

use axum::http::StatusCode;
use domain::assurance::Assurance;
use store::attachments;
use tests::platform::settings;
use tests::{Answer, Client};

use super::town::{Town, count};

struct Sender {
    town: Town,
    browser: Client,
    draft: String,
}

impl Sender {
    async fn open(hint: &str) -> Option<Self> {
        let town = Town::open(hint).await?;
        let anna = town.resident("Anna", None).await;
        let mut browser = town.signed_in(anna, Assurance::Substantial).await;
        let sent = browser.post("/uslugi/drzewa/wniosek", &[]).await;
        let draft = sent.location().strip_prefix("/robocze/").expect("a draft");
        let draft = draft.to_owned();
        Some(Self {
            town,
            browser,
            draft,
        })
    }

    async fn send(&mut self, action: &str, files: &[(&str, &str, &[u8])]) -> Answer {
        let path = format!("/robocze/{}/krok/dokumenty", self.draft);
        let form = [
            ("_pola", "mapa prawda"),
            ("action", action),
            ("prawda", "true"),
        ];
        let files: Vec<_> = files
            .iter()
            .map(|(field, name, bytes)| (*field, *name, "text/html", *bytes))
            .collect();
        self.browser.upload(&path, &form, &files).await
    }

    async fn kept(&self) -> Vec<attachments::Attachment> {
        let tx = self.town.tx().await;
        let draft = self.draft.parse().expect("an id");
        attachments::of(&tx, draft).await.expect("files")
    }

    /// Sealed objects of the office on disk.
    fn on_disk(&self) -> Vec<std::path::PathBuf> {
        let folder = settings(&self.town.platform.url).files_dir;
        let folder = folder.join(self.town.office.schema().as_str());
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect()
    }
}

#[tokio::test]
async fn a_file_comes_back_byte_by_byte_and_lies_sealed() {
    let Some(mut sender) = Sender::open("plik").await else {
        return;
    };
    let mut content = b"%PDF-1.7\n".to_vec();
    content.extend((0..300_000_u32).map(|n| u8::try_from(n % 251).expect("small")));
    let sent = sender
        .send("upload:mapa", &[("mapa", "../Mapa działki.pdf", &content)])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let kept = sender.kept().await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].media_type, "application/pdf");
    assert_eq!(kept[0].bytes, 300_009);
    let path = format!("/robocze/{}/pliki/{}", sender.draft, kept[0].id);
    let back = sender.browser.get(&path).await;
    assert_eq!(back.bytes, content);
    let header = |name: &str| back.headers[name].to_str().expect("text").to_owned();
    assert!(header("content-disposition").starts_with("attachment; filename=\""));
    assert!(header("content-disposition").contains("filename*=UTF-8''Mapa%20"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cross-origin-resource-policy"), "same-origin");
    assert!(header("content-security-policy").contains("sandbox"));
    let sealed = std::fs::read(&sender.on_disk()[0]).expect("the object");
    assert!(!sealed.windows(8).any(|part| part == b"%PDF-1.7"));

    let ewa = sender.town.resident("Ewa", None).await;
    let mut other = sender.town.signed_in(ewa, Assurance::High).await;
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    let mut nobody = sender.town.browser().await;
    assert!(nobody.get(&path).await.location().starts_with("/logowanie"));

    // One changed byte, and nothing of the rest is given out as if it were whole.
    let mut damaged = sealed.clone();
    damaged[100] ^= 1;
    std::fs::write(&sender.on_disk()[0], damaged).expect("written");
    let broken = sender.browser.get(&path).await;
    assert_eq!(broken.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn what_is_not_taken_is_told_at_the_field_and_leaves_nothing() {
    let Some(mut sender) = Sender::open("odmowa").await else {
        return;
    };
    let large = vec![b'a'; 1_100_000];
    for (name, bytes, said) in [
        ("pusty.txt", &b""[..], "Ten jest pusty"),
        (
            "wirus.pdf",
            &b"MZ\x90\x00"[..],
            "Dodaj plik w jednym z formatów: PDF, TXT",
        ),
        (
            "strona.txt",
            &b"<!DOCTYPE html><html>"[..],
            "w jednym z formatów",
        ),
        ("program.exe", &b"%PDF-1.7"[..], "w jednym z formatów"),
        ("duzy.txt", &large[..], "nie większy niż 1 MB"),
    ] {
        let page = sender.send("dalej", &[("mapa", name, bytes)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(page.body.contains(said), "{name}");
        assert!(page.body.contains("href=\"#mapa\""), "{name}");
        assert!(
            page.body.contains("checked"),
            "the other answer stays: {name}"
        );
    }
    assert!(sender.kept().await.is_empty());
    assert!(sender.on_disk().is_empty());
}

#[tokio::test]
async fn there_are_as_many_as_the_field_takes_and_they_can_be_removed() {
    let Some(mut sender) = Sender::open("ile").await else {
        return;
    };
    let file = |name| ("mapa", name, &b"szkic"[..]);
    let page = sender
        .send(
            "upload:mapa",
            &[file("a.txt"), file("b.txt"), file("c.txt")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Możesz dodać najwyżej 2"));
    let kept = sender.kept().await;
    assert_eq!(kept.len(), 2);
    let drop = format!("drop:mapa:{}", kept[0].id);
    let gone = sender.send(&drop, &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(sender.kept().await.len(), 1);
    assert_eq!(sender.on_disk().len(), 1);
    let none = sender.send("upload:mapa", &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = sender.send("dalej", &[]).await;
    assert!(done.location().ends_with("/sprawdz"));
    let tx = sender.town.tx().await;
    let removed = "select count(*) from attachment where state = 'removed'";
    assert_eq!(count(&tx, removed).await, 1);
}

#[tokio::test]
async fn a_file_inside_an_item_of_a_group_stays_with_it() {
    let Some(mut sender) = Sender::open("grupa").await else {
        return;
    };
    let path = format!("/robocze/{}/krok/co", sender.draft);
    let form = [
        ("_pola", "rodzaj drzewa"),
        ("action", "dalej"),
        ("rodzaj", "drzewa"),
        ("drzewa.0.gatunek", "lipa"),
        ("drzewa.0.obwod", "120"),
        ("drzewa.1.gatunek", "klon"),
        ("drzewa.1.obwod", "80"),
    ];
    let png: &[u8] = b"\x89PNG\r\n\x1a\n0000";
    let photo = ("drzewa.1.zdjecie", "klon.png", "image/png", png);
    let done = sender.browser.upload(&path, &form, &[photo]).await;
    assert!(
        done.location().ends_with("/krok/dokumenty"),
        "{}",
        done.body
    );
    let remove = [
        ("_pola", "rodzaj drzewa"),
        ("action", "remove:drzewa:0"),
        ("rodzaj", "drzewa"),
        ("drzewa.0.gatunek", "lipa"),
        ("drzewa.0.obwod", "120"),
        ("drzewa.1.gatunek", "klon"),
        ("drzewa.1.obwod", "80"),
    ];
    sender.browser.upload(&path, &remove, &[]).await;
    let page = sender.browser.get(&path).await;
    assert!(page.body.contains("klon.png") && !page.body.contains("value=\"lipa\""));
    assert_eq!(sender.kept().await.len(), 1);
    let last = [
        ("_pola", "rodzaj drzewa"),
        ("rodzaj", "inne"),
        ("opis", "krzew"),
    ];
    let done = sender.browser.upload(&path, &last, &[]).await;
    assert!(done.location().contains("/krok/"), "{}", done.location());
}
