//! Receipts: for their owner, and the check that tells nothing else.

use axum::http::StatusCode;
use domain::assurance::Assurance;
use domain::receipt_number::ReceiptNumber;
use store::applications::Filed;
use store::drafts::Holder;
use store::receipts::{self, Receipt};

use super::town::Town;

async fn filed(town: &Town, holder: Holder) -> Receipt {
    let draft = town.full_draft(holder).await;
    match town.file(draft, holder).await.expect("the draft") {
        Filed::Now(receipt, _) => receipt,
        other => panic!("not filed: {other:?}"),
    }
}

mod show {
    use super::*;

    #[tokio::test]
    async fn is_not_found_for_a_neighbour() {
        let Some(town) = Town::open("upp").await else {
            return;
        };
        let anna = town.resident("Anna", None).await;
        let ewa = town.resident("Ewa", None).await;
        let receipt = filed(&town, Holder::resident(anna)).await;
        let path = format!("/potwierdzenia/{}", receipt.number);
        let mut hers = town.signed_in(anna, Assurance::Substantial).await;
        let page = hers.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(&receipt.number));
        assert!(page.body.contains(&receipt.hash_text()));
        assert!(page.body.contains("SR.6131.1.2026"));
        assert!(!page.body.contains("44051401458"));

        let mut other = town.signed_in(ewa, Assurance::High).await;
        let refused = other.get(&path).await;
        let missing = other.get("/potwierdzenia/UPP-0000-0000-000").await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert_eq!(missing.status, refused.status);
        let mut nobody = town.browser().await;
        let sent = nobody.get(&path).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert!(sent.location().starts_with("/logowanie?powrot="));
        assert!(!sent.body.contains("Zgłoszenie drzew"));

        let number = ReceiptNumber::parse(&receipt.number).expect("a number");
        let tx = town.neighbour.begin().await.expect("a transaction");
        let there = receipts::find_own(&tx, &Holder::resident(anna), &number).await;
        assert!(there.expect("an answer").is_none());
        let genuine = receipts::is_genuine(&tx, &number, &receipt.hash_text()).await;
        assert!(!genuine.expect("an answer"));
    }
}

mod verify {
    use super::*;

    #[tokio::test]
    async fn says_whether_the_pair_fits_and_nothing_else() {
        let Some(town) = Town::open("sprawdz").await else {
            return;
        };
        let anna = Holder::resident(town.resident("Anna", None).await);
        let receipt = filed(&town, anna).await;
        let hash = receipt.hash_text();
        let mut nobody = town.browser().await;
        for (number, hash, good) in [
            (receipt.number.clone(), hash.clone(), true),
            (
                receipt.number.to_lowercase(),
                hash[..16].to_uppercase(),
                true,
            ),
            (receipt.number.clone(), "0".repeat(64), false),
            (
                receipt.number.clone(),
                format!("{}0", "f".repeat(15)),
                false,
            ),
        ] {
            let form = [("numer", number.as_str()), ("skrot", hash.as_str())];
            let page = nobody.post("/weryfikacja", &form).await;
            assert_eq!(page.status, StatusCode::OK, "{number} {hash}");
            assert_eq!(page.body.contains("Potwierdzenie jest prawdziwe"), good);
            assert_eq!(page.body.contains("Nie znamy takiego"), !good);
            assert!(!page.body.contains("Zgłoszenie drzew"));
            assert!(!page.body.contains("6131"));
        }
        let form = [("numer", "GRA-123"), ("skrot", "abc")];
        let page = nobody.post("/weryfikacja", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("href=\"#numer\"") && page.body.contains("href=\"#skrot\""));
    }
}
