//! Somebody else's things by their address: of a neighbour in town, of the office next door, at
//! the own host and with foreign cookies; to read and to write; by real, missing and bent names.

mod street;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::assurance::Assurance;
use store::audit::{self, Kept, Verdict};
use tests::Client;
use tests::people::Office;
use uuid::Uuid;

use street::{ANSWER, CLERK_AS_RESIDENT, FILE_NAME, QUESTION, Street};

/// Whether the answer gives nothing: not found, or the way to the sign-in.
fn is_shut(status: StatusCode, location: &str) -> bool {
    match status {
        StatusCode::NOT_FOUND | StatusCode::FORBIDDEN => true,
        StatusCode::SEE_OTHER => {
            location.starts_with("/logowanie?") || location.starts_with("/urzad/logowanie?")
        }
        _ => false,
    }
}

// MT-035, MT-036: draft, file, receipt, matter, case, message; each by its real address.
#[tokio::test]
async fn nobody_else_reads_a_thing_by_its_real_address() {
    let Some(street) = Street::open().await else {
        return;
    };
    for path in street.resident_pages() {
        let own = street.anna.clone().get(&path).await;
        assert!(
            own.status == StatusCode::OK || own.location().starts_with("/potwierdzenia/"),
            "{path}: {}",
            own.status
        );
    }
    for path in street.desk_pages() {
        let own = street.clerk.clone().get(&path).await;
        assert_eq!(own.status, StatusCode::OK, "{path}");
    }
    let secrets = [
        ANSWER,
        FILE_NAME,
        QUESTION,
        "Probierz",
        street.mark.as_str(),
        street.matter.receipt.as_str(),
    ];
    for (who, mut client, pages) in street.trespassers() {
        for path in pages {
            let seen = client.get(&path).await;
            assert!(
                is_shut(seen.status, seen.location()),
                "{path} as {who}: {}",
                seen.status
            );
            for secret in secrets {
                // The address asked for may stand in the link to the sign-in, and nowhere else.
                let told = seen.body.contains(secret) && !path.contains(secret);
                assert!(!told, "{path} as {who}: {secret}");
            }
        }
    }
}

// MT-035, MT-036, MT-042: with forms as complete as the owner's.
#[tokio::test]
async fn nobody_else_changes_a_thing_by_its_real_address() {
    let Some(street) = Street::open().await else {
        return;
    };
    let before = street.here.fingerprint().await.expect("sums");
    for (who, mut client, _) in street.trespassers() {
        // The own clerk may act at the desk, and only there.
        let acts = street.acts().into_iter();
        let acts = acts.filter(|(path, _)| who != CLERK_AS_RESIDENT || !path.starts_with("/urzad"));
        for (path, form) in acts {
            let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let seen = client.post(&path, &form).await;
            assert!(
                is_shut(seen.status, seen.location()),
                "{path} as {who}: {} {}",
                seen.status,
                seen.location()
            );
        }
        let path = format!("/robocze/{}/krok/tresc", street.draft);
        let file = ("zalaczniki", "cudzy.txt", "text/plain", &b"podrzucone"[..]);
        let fields = [
            ("_pola", "ma_zalaczniki zalaczniki"),
            ("ma_zalaczniki", "true"),
        ];
        let sent = client.upload(&path, &fields, &[file]).await;
        assert!(is_shut(sent.status, sent.location()), "a file as {who}");
    }
    assert_eq!(street.here.fingerprint().await.expect("sums"), before);
    // The same act by its owner is taken, so the refusals above are about who asked.
    let path = format!("/sprawy/{}/odpowiedz", street.matter.case);
    let answered = street
        .anna
        .clone()
        .post(&path, &[("odpowiedz", "Działka 12/3.")])
        .await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
    assert_ne!(street.here.fingerprint().await.expect("sums"), before);
}

// MT-042: a thing of one's own as the way to somebody else's.
#[tokio::test]
async fn a_foreign_thing_does_not_hang_on_an_own_one() {
    let Some(street) = Street::open().await else {
        return;
    };
    let mut olga = street.olga.clone();
    let own = street.olgas.id;
    for path in [
        format!("/robocze/{own}/pliki/{}", street.file),
        format!("/robocze/{own}/pliki/{}", street.filed_file),
        format!("/robocze/{own}/pliki/{}", street.foreign_file),
    ] {
        let seen = olga.get(&path).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
    }
    for file in [street.file, street.foreign_file] {
        let path = format!("/urzad/sprawy/{}/pliki/{file}", street.matter.case);
        let seen = street.clerk.clone().get(&path).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
    }
    // Taking a foreign file out of an own draft, and putting one into it.
    let draft = street.olgas_draft;
    let step = format!("/robocze/{draft}/krok/tresc");
    let before = street.here.fingerprint().await.expect("sums");
    let there = street.there.fingerprint().await.expect("sums");
    for file in [street.file, street.foreign_file] {
        let form = [
            ("_pola", "ma_zalaczniki zalaczniki"),
            ("ma_zalaczniki", "true"),
            ("zalaczniki", &file.to_string()),
            ("action", &format!("drop:zalaczniki:{file}")),
        ];
        olga.post(&step, &form).await;
        let seen = olga.get(&format!("/robocze/{draft}/pliki/{file}")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
    }
    let page = olga.get(&step).await;
    for file in [street.file, street.foreign_file] {
        assert!(!page.body.contains(&file.to_string()));
    }
    let changed = street.here.fingerprint().await.expect("sums");
    let same = |table: &str| {
        let is_it = |sum: &&(&str, i64)| sum.0 == table;
        before.iter().find(is_it) == changed.iter().find(is_it)
    };
    assert!(same("attachment") && same("application") && same("case_message"));
    assert_eq!(street.there.fingerprint().await.expect("sums"), there);
    let mut anna = street.anna.clone();
    let kept = anna
        .get(&format!("/robocze/{}/pliki/{}", street.draft, street.file))
        .await;
    assert_eq!(kept.status, StatusCode::OK, "Anna still has her file");
}

// MT-035: names that are nearly right, asked for by whoever has real ones.
#[tokio::test]
async fn a_guessed_name_opens_nothing() {
    let Some(street) = Street::open().await else {
        return;
    };
    let mut anna = street.anna.clone();
    let mut clerk = street.clerk.clone();
    let mut guessed = vec![Uuid::nil(), Uuid::max()];
    for real in [street.matter.id, street.matter.case.0, street.draft] {
        let number = real.as_u128();
        guessed.extend([number + 1, number - 1, number ^ 0xff00].map(Uuid::from_u128));
    }
    for id in guessed {
        for path in [
            format!("/robocze/{id}"),
            format!("/robocze/{id}/pliki/{id}"),
            format!("/sprawy/{id}"),
        ] {
            let seen = anna.get(&path).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
        }
        let path = format!("/urzad/sprawy/{id}");
        let seen = clerk.get(&path).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
    }
    let receipt = &street.matter.receipt;
    let bent = |at: usize| -> String {
        let other = |c: char| if c == '7' { '8' } else { '7' };
        let letters = receipt.chars().enumerate();
        letters
            .map(|(n, c)| if n == at { other(c) } else { c })
            .collect()
    };
    for at in [receipt.len() - 1, receipt.len() - 3] {
        let path = format!("/potwierdzenia/{}", bent(at));
        let seen = anna.get(&path).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
    }
}

// MT-040: every spelling is the same thing to the same people, or nothing at all.
#[tokio::test]
async fn another_spelling_of_an_address_opens_nothing() {
    let Some(street) = Street::open().await else {
        return;
    };
    let (case, own) = (street.matter.case.0, street.olgas.case.0);
    let upper = case.to_string().to_uppercase();
    let simple = case.simple();
    let spellings = [
        format!("/sprawy/{case}/"),
        format!("/sprawy/{case}.json"),
        format!("//sprawy/{case}"),
        format!("/sprawy//{case}"),
        format!("/sprawy/./{case}"),
        format!("/sprawy/%2e/{case}"),
        format!("/sprawy/{own}/../{case}"),
        format!("/sprawy/{own}/%2e%2e/{case}"),
        format!("/sprawy/{own}%2f..%2f{case}"),
        format!("/SPRAWY/{case}"),
        format!("/sprawy/{upper}"),
        format!("/sprawy/{simple}"),
        format!("/sprawy/{{{case}}}"),
        format!("/sprawy/urn:uuid:{case}"),
        format!("/sprawy/{case};x=y"),
        format!("/sprawy/{case}%00"),
        format!("/sprawy/{case}%20"),
        format!("/sprawy/{own}?id={case}"),
        format!("/sprawy/{own}?id={own}&id={case}"),
        format!("/sprawy/{own}?id={case}&id={own}"),
        format!("/urzad/../sprawy/{case}"),
        format!("/static/../sprawy/{case}"),
    ];
    for path in &spellings {
        for (who, client) in [
            ("Olga", &*street.olga),
            ("Ewa", &*street.ewa),
            ("nobody", &street.here.nobody()),
        ] {
            let seen = client.clone().get(path).await;
            for secret in [ANSWER, QUESTION, street.mark.as_str(), "Probierz"] {
                assert!(!seen.body.contains(secret), "{path} as {who}: {secret}");
            }
            assert!(!seen.status.is_server_error(), "{path} as {who}");
        }
    }
    // A name sent twice: the address decides, whatever stands in the query.
    let twice = format!("/sprawy/{own}?id={case}");
    let seen = street.olga.clone().get(&twice).await;
    assert_eq!(seen.status, StatusCode::OK);
    let form = format!("odpowiedz=moja&id={case}&case={case}&odpowiedz=cudza");
    let mut olga = street.olga.clone();
    let request = olga
        .request(Method::POST, &format!("/sprawy/{own}/odpowiedz"))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    let before = messages_of(&street.here, case).await;
    let seen = olga.send(request, Body::from(form)).await;
    assert!(!seen.status.is_server_error());
    assert_eq!(messages_of(&street.here, case).await, before);
}

async fn messages_of(office: &Office, case: Uuid) -> usize {
    let tx = office.tenant.begin().await.expect("a transaction");
    let reader = store::cases::Reader::Staff;
    let all = store::messages::of_case(&tx, case.into(), reader).await;
    all.expect("messages").len()
}

async fn refusals(office: &Office) -> Vec<Kept> {
    let tx = office.tenant.begin().await.expect("a transaction");
    let all = audit::newest(&tx, 200, 0).await.expect("entries");
    let whole = audit::verify(&tx).await.expect("a verdict");
    assert!(matches!(whole, Verdict::Whole(_)), "{whole:?}");
    let refused = all.into_iter().filter(|e| e.action == "access_denied");
    refused.collect()
}

/// Tries the address several times: a person in a hurry, or a script.
async fn hammer(client: &mut Client, path: &str) {
    for _ in 0..6 {
        let seen = client.get(path).await;
        assert!(is_shut(seen.status, seen.location()), "{path}");
    }
}

// MT-035, MT-036: remembered where it was tried, once a minute, and without a name.
#[tokio::test]
async fn a_refusal_is_remembered_at_the_office_visited() {
    let Some(street) = Street::open().await else {
        return;
    };
    let case = street.matter.case;
    let page = format!("/sprawy/{case}");
    let desk = format!("/urzad/sprawy/{case}");
    hammer(&mut street.olga.clone(), &page).await;
    hammer(&mut street.far.clone(), &desk).await;
    hammer(&mut street.far.clone(), "/urzad/ustawienia").await;
    hammer(&mut street.ewa.clone(), &page).await;
    let here = refusals(&street.here).await;
    let told: Vec<(&str, &str, &str)> = here
        .iter()
        .rev()
        .map(|e| (e.actor.as_str(), e.subject.as_str(), e.detail.as_str()))
        .collect();
    let (olga, far) = (
        format!("resident:{}", street.olga.id),
        format!("staff:{}", street.far.id),
    );
    let subject = format!("case:{case}");
    assert_eq!(
        told,
        [
            (
                olga.as_str(),
                subject.as_str(),
                "see_own_case: out_of_reach"
            ),
            (far.as_str(), subject.as_str(), "see_case: out_of_reach"),
            (far.as_str(), "office", "see_settings: not_entitled"),
        ]
    );
    // The neighbour's trail tells of Ewa's try at her own office; Anna's knows nothing of it.
    let there = refusals(&street.there).await;
    assert_eq!(there.len(), 1, "{there:?}");
    assert_eq!(there[0].actor, format!("resident:{}", street.ewa.id));
    for entry in here.iter().chain(&there) {
        let line = format!("{} {} {}", entry.actor, entry.subject, entry.detail);
        assert!(
            !line.contains("Zmyślik") && !line.contains(&street.mark),
            "{line}"
        );
    }
}

// MT-036: the same entry for what is not there, so the trail's work tells nothing either.
#[tokio::test]
async fn a_missing_thing_is_remembered_like_a_foreign_one() {
    let Some(street) = Street::open().await else {
        return;
    };
    let missing = tests::some_id();
    hammer(&mut street.olga.clone(), &format!("/sprawy/{missing}")).await;
    let here = refusals(&street.here).await;
    assert_eq!(here.len(), 1);
    assert_eq!(here[0].subject, format!("case:{missing}"));
    assert_eq!(here[0].detail, "see_own_case: out_of_reach");
}

// MT-035: whoever is nobody here cannot make the office write.
#[tokio::test]
async fn a_refusal_of_nobody_writes_nothing() {
    let Some(street) = Street::open().await else {
        return;
    };
    let entries = async |office: &Office| {
        let tx = office.tenant.begin().await.expect("a transaction");
        audit::newest(&tx, 200, 0).await.expect("entries").len()
    };
    let before = (entries(&street.here).await, entries(&street.there).await);
    let mut carried = street.here.nobody();
    for person in [&street.ewa, &street.head_there] {
        carried.set_cookie(person.cookie.0, &person.cookie.1);
    }
    for client in [&mut street.here.nobody(), &mut carried] {
        for path in street.resident_pages().iter().chain(&street.desk_pages()) {
            hammer(client, path).await;
        }
        for (path, form) in street.acts() {
            let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let seen = client.post(&path, &form).await;
            assert!(is_shut(seen.status, seen.location()), "{path}");
        }
    }
    let after = (entries(&street.here).await, entries(&street.there).await);
    assert_eq!(after, before);
}

// MT-044: fields nobody asked for.
#[tokio::test]
async fn a_form_sets_nothing_but_its_own_fields() {
    let Some(street) = Street::open().await else {
        return;
    };
    let mut olga = street.olga.clone();
    let foreign = street.there.tenant.id().to_string();
    let planted = [
        ("tenant_id", foreign.as_str()),
        ("schema", street.there.tenant.schema().as_str()),
        ("owner_id", &street.ewa.id.to_string()),
        ("resident_id", &street.ewa.id.to_string()),
        ("id", &street.draft.to_string()),
        ("state", "filed"),
        ("status", "granted"),
        ("role", "tenant_admin"),
        ("assurance", "high"),
        ("edition_id", &tests::some_id().to_string()),
        ("receipt_no", "TU-2222-2222-2222-2"),
        ("receipt", "TU-2222-2222-2222-2"),
        ("created_at", "2001-01-01T00:00:00Z"),
        ("filed_at", "2001-01-01T00:00:00Z"),
        ("assignee", &street.clerk.id.to_string()),
    ];
    let draft = street.olgas_draft;
    let row = async || {
        let sql = "select resident_id::text || ' ' || coalesce(key_hash::text, '-') || ' ' || \
                   edition_id::text || ' ' || service_slug || ' ' || state || ' ' || \
                   created_at::text from draft where id = $1";
        street::text(&street.here, sql, draft).await
    };
    let before = row().await;
    let step = format!("/robocze/{draft}/krok/tresc");
    let mut form = vec![
        ("_pola", "nowa_sprawa temat tresc_pisma ma_zalaczniki"),
        ("nowa_sprawa", "nowa"),
        ("temat", "Moja sprawa"),
        ("tresc_pisma", "Proszę o odpowiedź na moje pismo."),
        ("ma_zalaczniki", "false"),
    ];
    form.extend(planted);
    let saved = olga.post(&step, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert!(olga.get(&step).await.body.contains("Moja sprawa"));
    assert_eq!(row().await, before);
    let tx = street.here.tenant.begin().await.expect("a transaction");
    let holder = store::drafts::Holder::resident(street.olga.id.into());
    let kept = store::drafts::find_own(&tx, &holder, draft).await;
    let kept = kept.expect("an answer").expect("the draft");
    for (name, _) in planted {
        assert!(!kept.content.answers.contains_key(name), "{name}");
    }
    drop(tx);
    // Sending takes the draft of the address, whoever the form says it is.
    let draft = street.olgas_full;
    let mut form = planted.to_vec();
    form.push(("draft", "x"));
    let filed = olga.post(&format!("/robocze/{draft}/zloz"), &form).await;
    assert!(
        filed.location().starts_with("/potwierdzenia/"),
        "{}",
        filed.location()
    );
    assert!(!filed.location().contains("2222-2222"));
    let sql = "select a.assurance || ' ' || c.resident_id::text || ' ' || c.state || ' ' || \
               coalesce(c.assignee_id::text, '-') || ' ' || (a.filed_at > '2020-01-01')::text \
               from application a join case_file c on c.application_id = a.id where a.id = $1";
    assert_eq!(
        street::text(&street.here, sql, draft).await,
        format!("substantial {} registered - true", street.olga.id)
    );
}

// MT-148: twice at once, from two windows, at two programs, and again later.
#[tokio::test]
async fn the_same_form_sent_again_is_one_application_with_one_receipt() {
    let Some(street) = Street::open().await else {
        return;
    };
    let path = format!("/robocze/{}/zloz", street.olgas_full);
    let router = street.platform.web(None).await.expect("a second program");
    let second = Office::new(street.here.tenant.clone(), &router);
    let mut tasks = tokio::task::JoinSet::new();
    for turn in 0..12 {
        let mut client = match turn % 2 {
            0 => (*street.olga).clone(),
            _ => {
                let mut client = second.nobody();
                client.set_cookie(street.olga.cookie.0, &street.olga.cookie.1);
                client
            }
        };
        let path = path.clone();
        tasks.spawn(async move {
            loop {
                let sent = client.post(&path, &[]).await;
                // More at once than the office's share: told to come again, and does.
                if sent.status != StatusCode::SERVICE_UNAVAILABLE {
                    return sent.location().to_owned();
                }
            }
        });
    }
    let mut receipts = tasks.join_all().await;
    receipts.push(
        street
            .olga
            .clone()
            .post(&path, &[])
            .await
            .location()
            .to_owned(),
    );
    receipts.sort();
    receipts.dedup();
    assert_eq!(receipts.len(), 1, "{receipts:?}");
    assert!(receipts[0].starts_with("/potwierdzenia/"), "{receipts:?}");
    for table in [
        "application where id",
        "receipt where application_id",
        "case_file where application_id",
    ] {
        let sql = format!("select count(*)::text from {table} = $1");
        let rows = street::text(&street.here, &sql, street.olgas_full).await;
        assert_eq!(rows, "1", "{table}");
    }
}

// MT-038: the number alone, or with a wrong second half, tells nothing.
#[tokio::test]
async fn a_receipts_number_alone_tells_nothing() {
    let Some(street) = Street::open().await else {
        return;
    };
    let sql = "select encode(content_hash, 'hex') from receipt where application_id = $1";
    let hash = street::text(&street.here, sql, street.matter.id).await;
    let wrong = "0".repeat(64);
    let number = street.matter.receipt.as_str();
    let missing = {
        // A number of the right shape that was never given.
        let random = [9; 8];
        let prefix: String = number.chars().take_while(|c| *c != '-').collect();
        let made = domain::receipt_number::ReceiptNumber::generate(&prefix, random);
        made.expect("a number").as_str().to_owned()
    };
    let mut nobody = street.here.nobody();
    let mut ask = async |number: &str, hash: &str| {
        let form = [("numer", number), ("skrot", hash)];
        let answer = nobody.post("/weryfikacja", &form).await;
        let id = answer.headers["x-request-id"]
            .to_str()
            .expect("text")
            .to_owned();
        let body = answer.body.replace(number, "N").replace(hash, "H");
        (answer.status, body.replace(&id, "ID"))
    };
    let good = ask(number, &hash).await;
    assert!(good.1.contains("Potwierdzenie jest prawdziwe"));
    let refused = ask(number, &wrong).await;
    assert_eq!(
        refused,
        ask(&missing, &wrong).await,
        "wrong number, wrong half"
    );
    assert_eq!(refused, ask(&missing, &hash).await, "the half of another");
    assert!(!refused.1.contains("Potwierdzenie jest prawdziwe"));
    let alone = ask(number, "").await;
    assert_eq!(alone.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(alone, ask(&missing, "").await);
    let short = ask(number, &hash[..15]).await;
    assert_eq!(
        short.0,
        StatusCode::UNPROCESSABLE_ENTITY,
        "too short to guess with"
    );
    for (_, body) in [&good, &refused, &alone, &short] {
        for secret in [ANSWER, street.mark.as_str(), "Probierz"] {
            assert!(!body.contains(secret), "{secret}");
        }
    }
    // Next door the same pair is unknown.
    let form = [("numer", number), ("skrot", hash.as_str())];
    let there = street.there.nobody().post("/weryfikacja", &form).await;
    assert!(!there.body.contains("Potwierdzenie jest prawdziwe"));
    // A resident's level is no second half either.
    let high = street.here.resident("Zofia Zmyślik", Assurance::High).await;
    let mut high = high.expect("Zofia");
    let seen = high.get(&format!("/potwierdzenia/{number}")).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
}
