//! Filing: once, whole, by its holder, and nothing of it visible before.

use domain::assurance::Assurance;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::applications::{self, Filed, Filing};
use store::audit::{self, Verdict};
use store::drafts::{self, Holder};
use store::{StoreError, receipts};
use tokio::task::JoinSet;

use super::town::{Town, count, execute, file_in, noon};

mod file {
    use super::*;

    // MT-148
    #[tokio::test]
    async fn twenty_times_at_once_is_one_application_and_one_receipt() {
        let Some(town) = Town::open("raz").await else {
            return;
        };
        let anna = Holder::resident(town.resident("Anna", None).await);
        let draft = town.full_draft(anna).await;
        let mut tasks = JoinSet::new();
        for _ in 0..20 {
            let office = town.office.clone();
            tasks.spawn(async move { file_in(&office, draft, anna).await });
        }
        let mut now = 0;
        let mut numbers = Vec::new();
        for filed in tasks.join_all().await {
            numbers.push(match filed.expect("the draft is found") {
                Filed::Now(receipt, _) => {
                    now += 1;
                    receipt.number
                }
                Filed::Before(receipt) => receipt.number,
                other => panic!("not filed: {other:?}"),
            });
        }
        numbers.dedup();
        assert_eq!((now, numbers.len()), (1, 1));
        let tx = town.tx().await;
        for table in [
            "application",
            "receipt",
            "case_file",
            "outbox",
            "case_counter",
        ] {
            let rows = count(&tx, &format!("select count(*) from {table}")).await;
            assert_eq!(rows, 1, "{table}");
        }
        let filed = "select count(*) from audit_entry where action = 'application_filed'";
        assert_eq!(count(&tx, filed).await, 1);
        assert!(matches!(
            audit::verify(&tx).await.expect("a verdict"),
            Verdict::Whole(_)
        ));
    }

    #[tokio::test]
    async fn leaves_nothing_behind_when_it_is_not_committed() {
        let Some(town) = Town::open("cofka").await else {
            return;
        };
        let anna = Holder::resident(town.resident("Anna", None).await);
        let draft = town.full_draft(anna).await;
        let tx = town.tx().await;
        let filed = applications::file(&tx, &filing(draft, anna)).await;
        assert!(matches!(filed, Ok(Some(Filed::Now(..)))));
        drop(tx);
        let tx = town.tx().await;
        for table in [
            "application",
            "receipt",
            "case_file",
            "outbox",
            "audit_entry",
        ] {
            let rows = count(&tx, &format!("select count(*) from {table}")).await;
            assert_eq!(rows, 0, "{table}");
        }
        drop(tx);
        let again = town.file(draft, anna).await.expect("the draft is open");
        assert!(matches!(again, Filed::Now(..)));
    }

    // MT-036
    #[tokio::test]
    async fn is_for_the_holder_alone() {
        let Some(town) = Town::open("cudzy").await else {
            return;
        };
        let anna = Holder::resident(town.resident("Anna", None).await);
        let ewa = Holder::resident(town.resident("Ewa", None).await);
        let draft = town.full_draft(anna).await;
        assert!(town.file(draft, ewa).await.is_none());
        assert!(town.file(draft, Holder::default()).await.is_none());
        let browser = Holder::browser([0; 32]);
        assert!(town.file(draft, browser).await.is_none());
        assert!(file_in(&town.neighbour, draft, anna).await.is_none());
        let tx = town.tx().await;
        assert_eq!(count(&tx, "select count(*) from application").await, 0);
    }

    #[tokio::test]
    async fn refuses_a_weaker_identity_than_the_service_asks_for() {
        let Some(town) = Town::open("slaby").await else {
            return;
        };
        let anna = Holder::resident(town.resident("Anna", None).await);
        let draft = town.full_draft(anna).await;
        let weak = Filing {
            assurance: Assurance::Low,
            ..filing(draft, anna)
        };
        let tx = town.tx().await;
        let filed = applications::file(&tx, &weak).await.expect("an outcome");
        assert!(matches!(
            filed,
            Some(Filed::TooWeak(Assurance::Substantial))
        ));
        assert_eq!(count(&tx, "select count(*) from application").await, 0);
    }

    #[tokio::test]
    async fn refuses_answers_that_are_not_complete() {
        let Some(town) = Town::open("braki").await else {
            return;
        };
        let anna = Holder::resident(town.resident("Anna", None).await);
        let draft = town.full_draft(anna).await;
        let tx = town.tx().await;
        let mut kept = drafts::lock_own(&tx, &anna, draft)
            .await
            .expect("an answer")
            .expect("the draft");
        kept.content.answers.remove("prawda");
        drafts::save(&tx, &kept, noon()).await.expect("saved");
        tx.commit().await.expect("a commit");
        let filed = town.file(draft, anna).await.expect("the draft");
        let Filed::Faulty(faults) = filed else {
            panic!("filed without the declaration");
        };
        assert_eq!(faults.faults[0].field, "prawda");
    }

    #[tokio::test]
    async fn refuses_a_draft_or_file_somebody_tampered_with() {
        let Some(town) = Town::open("zmiana").await else {
            return;
        };
        let anna = Holder::resident(town.resident("Anna", None).await);
        let draft = town.full_draft(anna).await;
        let other = town.full_draft(anna).await;
        let tx = town.tx().await;
        let sql = "update attachment set sha256 = $2 where draft_id = $1";
        execute(&tx, sql, vec![draft.into(), vec![8_u8; 32].into()]).await;
        tx.commit().await.expect("a commit");
        let tx = town.tx().await;
        let fault = applications::file(&tx, &filing(draft, anna)).await;
        assert!(matches!(fault, Err(StoreError::Corrupt { .. })));
        drop(tx);
        // The answers of another draft, moved here byte by byte, do not open.
        let tx = town.tx().await;
        let sql = "update draft set answers = (select answers from draft where id = $2) \
                   where id = $1";
        execute(&tx, sql, vec![draft.into(), other.into()]).await;
        tx.commit().await.expect("a commit");
        let tx = town.tx().await;
        let fault = applications::file(&tx, &filing(draft, anna)).await;
        assert!(matches!(fault, Err(StoreError::Sealed(_))));
    }

    fn filing(draft: uuid::Uuid, holder: Holder) -> Filing<'static> {
        Filing {
            draft_id: draft,
            holder,
            assurance: Assurance::Substantial,
            edition: None,
            account_pesel: None,
            random: [5; 8],
            at: noon().fixed_offset(),
        }
    }
}

mod application {
    use super::*;

    #[tokio::test]
    async fn is_sealed_indexed_blindly_and_cannot_be_changed() {
        let Some(town) = Town::open("pieczec").await else {
            return;
        };
        let anna = Holder::resident(town.resident("Anna", None).await);
        let draft = town.full_draft(anna).await;
        town.file(draft, anna).await.expect("filed");
        let tx = town.tx().await;
        let row = tx
            .query_one_raw(Statement::from_string(
                DbBackend::Postgres,
                "select answers, applicant_index from application",
            ))
            .await
            .expect("a statement")
            .expect("a row");
        let answers: Vec<u8> = row.try_get("", "answers").expect("bytes");
        assert!(!answers.windows(4).any(|part| part == b"lipa"));
        let index: Vec<u8> = row.try_get("", "applicant_index").expect("bytes");
        let here = town.office.keys().blind_index("pesel", "44051401458");
        assert_eq!(index, here);
        assert_ne!(
            index,
            town.neighbour.keys().blind_index("pesel", "44051401458")
        );
        let found = applications::find(&tx, draft)
            .await
            .expect("an answer")
            .expect("the application");
        assert_eq!(found.answers["suma"], 120);
        let receipt = receipts::of_application(&tx, draft)
            .await
            .expect("an answer")
            .expect("the receipt");
        assert_eq!(receipt.content_hash, found.content_hash);
        let content = receipt.content.to_string();
        assert!(!content.contains("44051401458") && !content.contains("Anna"));
        // The draft keeps nothing of what was filed.
        let left = drafts::find_own(&tx, &anna, draft)
            .await
            .expect("an answer")
            .expect("the draft");
        assert!(left.content.answers.is_empty());
        let change = Statement::from_string(
            DbBackend::Postgres,
            "update application set assurance = 'high'",
        );
        assert!(tx.execute_raw(change).await.is_err());
    }
}
