//! People of the office: their roles, their accounts, their sessions.

use access::Role;
use axum::http::StatusCode;
use domain::assurance::Assurance;
use domain::ids::StaffId;
use store::audit;
use store::sessions::PersonKind;
use store::staff_members::{self, AccountState, RoleGrant, StaffMember};
use tests::people::{Office, Person, two_offices};
use tests::platform::{Platform, server_url};

const YES: (&str, &str) = ("potwierdzam", "tak");

struct Town {
    here: Office,
    there: Office,
    admin: Person,
}

impl Town {
    async fn open() -> Option<Self> {
        let server = server_url()?;
        let platform = Platform::start(&server).await.expect("a platform");
        let (here, there) = two_offices(&platform).await.expect("two offices");
        let admin = of_role(&here, "Adam Zmyślony", Role::TenantAdmin).await;
        Some(Self { here, there, admin })
    }

    async fn find(&self, person: &Person) -> StaffMember {
        let tx = self.here.tenant.begin().await.expect("a transaction");
        let found = staff_members::find(&tx, StaffId(person.id)).await;
        found.expect("an answer").expect("somebody")
    }

    /// The newest entries of the trail about a person, by their act.
    async fn trail(&self, person: &Person) -> Vec<String> {
        let tx = self.here.tenant.begin().await.expect("a transaction");
        let entries = audit::newest(&tx, 50, 0).await.expect("the trail");
        let subject = format!("staff:{}", person.id);
        let of = entries.into_iter().filter(|entry| entry.subject == subject);
        of.map(|entry| entry.action).collect()
    }
}

async fn of_role(office: &Office, name: &str, role: Role) -> Person {
    let grants = [RoleGrant::everywhere(role.as_str())];
    office.staff(name, &grants).await.expect("staff")
}

fn at(person: &Person, act: &str) -> String {
    format!("/urzad/osoby/{}/{act}", person.id)
}

#[tokio::test]
async fn roles_change_once_they_are_confirmed_and_at_the_next_request() {
    let Some(mut town) = Town::open().await else {
        return;
    };
    let mut ewa = of_role(&town.here, "Ewa Zmyślona", Role::ServiceEditor).await;
    assert_eq!(ewa.get("/urzad/osoby").await.status, StatusCode::FORBIDDEN);
    let kept = ("rola", "service_editor@urzad");
    let added = [kept, ("nowa-rola", "head_of_office"), ("referat", "urzad")];
    let asked = town.admin.post(&at(&ewa, "role"), &added).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
    assert!(asked.body.contains("Role po zmianie"), "{}", asked.body);
    assert_eq!(town.find(&ewa).await.grants.len(), 1, "only asked so far");
    let sure = [kept, ("rola", "head_of_office@urzad"), YES];
    let done = town.admin.post(&at(&ewa, "role"), &sure).await;
    assert_eq!(done.location(), format!("/urzad/osoby/{}?po=role", ewa.id));
    assert_eq!(town.find(&ewa).await.grants.len(), 2);
    assert_eq!(ewa.get("/urzad/osoby").await.status, StatusCode::OK);
    assert_eq!(town.trail(&ewa).await, ["staff_roles_changed"]);
    let page = town.admin.get(&format!("/urzad/osoby/{}", ewa.id)).await;
    assert!(
        page.body.contains("Redaktor usług – cały urząd"),
        "{}",
        page.body
    );
    // The head may look at the staff, and change nothing.
    let page = ewa.get(&format!("/urzad/osoby/{}", town.admin.id)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("Wyłącz konto"));
    let refused = ewa.post(&at(&town.admin, "role"), &[YES]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(town.find(&town.admin).await.grants.len(), 1);
}

#[tokio::test]
async fn roles_that_are_none_are_told_at_the_field() {
    let Some(mut town) = Town::open().await else {
        return;
    };
    let ewa = of_role(&town.here, "Ewa Zmyślona", Role::Clerk).await;
    let wrong: [(&[(&str, &str)], &str); 4] = [
        (&[("rola", "operator@urzad"), YES], "Wybierz rolę"),
        (&[("rola", "clerk@nie"), YES], "Wybierz rolę"),
        (&[("nowa-rola", "clerk"), YES], "Wybierz komórkę z listy"),
        (
            &[("nowa-rola", "resident"), ("referat", "urzad"), YES],
            "Wybierz rolę",
        ),
    ];
    for (form, words) in wrong {
        let answer = town.admin.post(&at(&ewa, "role"), form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(answer.body.contains(words), "{form:?}");
    }
    let grants = town.find(&ewa).await.grants;
    assert_eq!(grants, [RoleGrant::everywhere("clerk")]);
    assert!(town.trail(&ewa).await.is_empty());
}

#[tokio::test]
async fn a_disabled_account_loses_its_sessions_at_once_and_comes_back_with_its_roles() {
    let Some(mut town) = Town::open().await else {
        return;
    };
    let mut ewa = of_role(&town.here, "Ewa Zmyślona", Role::HeadOfOffice).await;
    let second = town
        .here
        .session(PersonKind::Staff, ewa.id, Assurance::None)
        .await;
    let mut second = second.expect("a session");
    let asked = town.admin.post(&at(&ewa, "wylacz"), &[]).await;
    assert!(asked.body.contains("od razu wylogowana"), "{}", asked.body);
    assert_eq!(
        ewa.get("/urzad").await.status,
        StatusCode::OK,
        "only asked so far"
    );
    let done = town.admin.post(&at(&ewa, "wylacz"), &[YES]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    for browser in [&mut ewa, &mut second] {
        let answer = browser.get("/urzad").await;
        assert!(
            answer.location().starts_with("/urzad/logowanie"),
            "{answer:?}"
        );
    }
    let again = town.admin.post(&at(&ewa, "wylacz"), &[YES]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "off already");
    let done = town.admin.post(&at(&ewa, "wlacz"), &[YES]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let found = town.find(&ewa).await;
    assert_eq!(found.state, AccountState::Active);
    assert_eq!(found.grants, [RoleGrant::everywhere("head_of_office")]);
    let answer = ewa.get("/urzad").await;
    assert!(
        answer.location().starts_with("/urzad/logowanie"),
        "old sessions stay over"
    );
    assert_eq!(town.trail(&ewa).await, ["staff_enabled", "staff_disabled"]);
}

#[tokio::test]
async fn administrators_never_disable_or_demote_themselves() {
    let Some(mut town) = Town::open().await else {
        return;
    };
    let own = town.admin.clone();
    for (act, form) in [("wylacz", [YES]), ("role", [YES]), ("wlacz", [YES])] {
        let answer = town.admin.post(&at(&own, act), &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
    }
    let page = town.admin.get(&format!("/urzad/osoby/{}", own.id)).await;
    assert!(page.body.contains("To Ty."), "{}", page.body);
    assert!(!page.body.contains("Wyłącz konto"));
    let found = town.find(&own).await;
    assert_eq!(found.state, AccountState::Active);
    assert_eq!(found.grants.len(), 1);
}

#[tokio::test]
async fn two_administrators_at_once_never_leave_the_office_without_one() {
    let Some(town) = Town::open().await else {
        return;
    };
    let other = of_role(&town.here, "Beata Zmyślona", Role::TenantAdmin).await;
    let (adam, beata) = (StaffId(town.admin.id), StaffId(other.id));
    for taken_away in ["roles", "account"] {
        let first = town.here.tenant.begin().await.expect("a transaction");
        assert!(
            !staff_members::is_last_admin(&first, beata)
                .await
                .expect("asked")
        );
        match taken_away {
            "roles" => staff_members::change_roles(&first, beata, &[], tests::people::now())
                .await
                .expect("changed"),
            _ => assert!(
                staff_members::disable(&first, beata)
                    .await
                    .expect("disabled")
            ),
        }
        let tenant = town.here.tenant.clone();
        let second = tokio::spawn(async move {
            let tx = tenant.begin().await.expect("a transaction");
            staff_members::is_last_admin(&tx, adam)
                .await
                .expect("asked")
        });
        // The second one waits for the first, whichever of them comes to the lock when.
        first.commit().await.expect("committed");
        assert!(second.await.expect("asked"), "{taken_away}");
        let tx = town.here.tenant.begin().await.expect("a transaction");
        let grants = [RoleGrant::everywhere("tenant_admin")];
        let now = tests::people::now();
        staff_members::change_roles(&tx, beata, &grants, now)
            .await
            .expect("back");
        tx.commit().await.expect("committed");
    }
}

#[tokio::test]
async fn an_invitation_sent_anew_has_a_new_link_and_the_old_one_is_dead() {
    let Some(mut town) = Town::open().await else {
        return;
    };
    let form = [
        ("imie", "Nowa Zmyślona"),
        ("email", "nowa@urzad.example.pl"),
        ("rola", "clerk"),
        ("referat", "urzad"),
    ];
    let invited = town.admin.post("/urzad/osoby/zapros", &form).await;
    let old = link(&invited.body);
    let tx = town.here.tenant.begin().await.expect("a transaction");
    let found = staff_members::find_by_email(&tx, "nowa@urzad.example.pl").await;
    let found = found.expect("an answer").expect("somebody");
    drop(tx);
    let path = format!("/urzad/osoby/{}/zapros", found.id);
    assert_eq!(town.admin.post(&path, &[]).await.status, StatusCode::OK);
    let mut nobody = town.here.nobody();
    assert_eq!(
        nobody.get(&old).await.status,
        StatusCode::OK,
        "only asked so far"
    );
    let again = town.admin.post(&path, &[YES]).await;
    let new = link(&again.body);
    assert_ne!(old, new);
    assert_eq!(nobody.get(&old).await.status, StatusCode::NOT_FOUND);
    assert_eq!(nobody.get(&new).await.status, StatusCode::OK);
    // Whoever works already gets no link that way.
    let working = of_role(&town.here, "Ewa Zmyślona", Role::Clerk).await;
    let refused = town.admin.post(&at(&working, "zapros"), &[YES]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(!refused.body.contains("/urzad/zaproszenie/"));
}

fn link(body: &str) -> String {
    let from = body.find("/urzad/zaproszenie/").expect("a link");
    let rest = &body[from..];
    rest[..rest.find('<').expect("its end")].to_owned()
}

#[tokio::test]
async fn a_neighbours_administrator_reaches_nobody_here() {
    let Some(town) = Town::open().await else {
        return;
    };
    let ewa = of_role(&town.here, "Ewa Zmyślona", Role::Clerk).await;
    let mut foreign = of_role(&town.there, "Karol Obcy", Role::TenantAdmin).await;
    for act in ["role", "wylacz", "wlacz", "zapros"] {
        let answer = foreign.post(&at(&ewa, act), &[YES]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
    }
    let page = foreign.get(&format!("/urzad/osoby/{}", ewa.id)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let found = town.find(&ewa).await;
    assert_eq!(found.state, AccountState::Active);
    assert_eq!(found.grants.len(), 1);
    assert!(town.trail(&ewa).await.is_empty());
}

#[tokio::test]
async fn own_sessions_are_listed_and_ended_elsewhere_only() {
    let Some(town) = Town::open().await else {
        return;
    };
    let clerk = of_role(&town.here, "Ewa Zmyślona", Role::Clerk).await;
    let other = of_role(&town.here, "Jan Zmyślony", Role::Clerk).await;
    let level = Assurance::Substantial;
    let anna = town
        .here
        .resident("Anna Zmyślona", level)
        .await
        .expect("Anna");
    let olga = town
        .here
        .resident("Olga Zmyślona", level)
        .await
        .expect("Olga");
    for (kind, person, stranger, base, home) in [
        (PersonKind::Staff, clerk, other, "/urzad/sesje", "/urzad"),
        (PersonKind::Resident, anna, olga, "/konto/sesje", "/sprawy"),
    ] {
        let (mut here, mut stranger) = (person.clone(), stranger);
        let elsewhere = town.here.session(kind, here.id, level).await;
        let mut elsewhere = elsewhere.expect("a session");
        let list = here.get(base).await;
        assert_eq!(
            list.body.matches("Inne urządzenie").count(),
            1,
            "{}",
            list.body
        );
        let asked = here.post(&format!("{base}/zakoncz"), &[]).await;
        assert!(
            asked.body.contains("Zakończymy 1 inną sesję"),
            "{}",
            asked.body
        );
        assert_eq!(elsewhere.get(home).await.status, StatusCode::OK);
        let done = here.post(&format!("{base}/zakoncz"), &[YES]).await;
        assert_eq!(done.location(), format!("{base}?po=koniec"));
        assert_eq!(elsewhere.get(home).await.status, StatusCode::SEE_OTHER);
        assert_eq!(here.get(home).await.status, StatusCode::OK);
        assert_eq!(
            stranger.get(home).await.status,
            StatusCode::OK,
            "theirs go on"
        );
        let list = here.get(base).await;
        assert!(list.body.contains("Nie masz innych czynnych sesji."));
        let tx = town.here.tenant.begin().await.expect("a transaction");
        let newest = audit::newest(&tx, 20, 0).await.expect("the trail");
        let who = format!("{}:{}", kind.as_str(), here.id);
        let told = newest
            .iter()
            .find(|entry| entry.action == "sessions_ended" && entry.actor == who);
        assert_eq!(told.expect("an entry").detail, "count:1");
    }
}
