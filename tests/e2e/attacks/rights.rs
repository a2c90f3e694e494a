//! Rights people try to give themselves.

use axum::http::StatusCode;
use domain::ids::StaffId;
use store::staff_members::{self, RoleGrant};
use tests::people::{Office, Person, street};

const INVITE: &str = "/urzad/osoby/zapros";
/// What the form says for no unit in particular.
const WHOLE_OFFICE: &str = "urzad";
const LINK: &str = "/urzad/zaproszenie/";

async fn staff(office: &Office, name: &str, role: &str) -> Person {
    let grants = [RoleGrant::everywhere(role)];
    office.staff(name, &grants).await.expect("staff")
}

async fn email_and_grants(office: &Office, person: &Person) -> (String, Vec<RoleGrant>) {
    let tx = office.tenant.begin().await.expect("a transaction");
    let found = staff_members::find(&tx, StaffId(person.id))
        .await
        .expect("an answer");
    let found = found.expect("somebody");
    (found.email, found.grants)
}

// MT-092
#[tokio::test]
async fn nobody_invites_themselves_or_a_colleague_into_another_role() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let mut karol = staff(&here, "Karol Probierz", "tenant_admin").await;
    let olga = staff(&here, "Olga Zmyślik", "clerk").await;
    for person in [&karol.clone(), &olga] {
        let (email, before) = email_and_grants(&here, person).await;
        for spelling in [email.clone(), email.to_uppercase(), format!(" {email} ")] {
            let form = [
                ("imie", "Ktoś Inny"),
                ("email", spelling.as_str()),
                ("rola", "head_of_office"),
                ("referat", WHOLE_OFFICE),
            ];
            let answer = karol.post(INVITE, &form).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{spelling}"
            );
            assert!(
                !answer.body.contains(LINK),
                "a link to a colleague's account"
            );
        }
        assert_eq!(email_and_grants(&here, person).await.1, before);
    }
    let form = [
        ("imie", "Nowa Osoba"),
        ("email", "nowa@urzad.example"),
        ("rola", "clerk"),
        ("referat", WHOLE_OFFICE),
    ];
    let answer = karol.post(INVITE, &form).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains(LINK));
}

// MT-092, MT-089
#[tokio::test]
async fn only_roles_of_an_office_can_be_given_and_only_in_its_units() {
    let Some((_platform, here, there)) = street().await else {
        return;
    };
    let mut karol = staff(&here, "Karol Probierz", "tenant_admin").await;
    let foreign = there.tenant.id().to_string();
    let roles = [
        "operator",
        "platform_operator",
        "resident",
        "*",
        "",
        "CLERK",
        "clerk ",
        "clerk,operator",
        "r:operator",
        "regexMatch",
        "clerk\"; p, clerk, x",
    ];
    let tried = roles
        .iter()
        .map(|role| (*role, WHOLE_OFFICE))
        .chain([("clerk", "*"), ("clerk", foreign.as_str())])
        .filter(|(role, _)| role.trim() != "clerk" || *role == "clerk");
    for (turn, (role, unit)) in tried.enumerate() {
        let email = format!("nowa{turn}@urzad.example");
        let form = [
            ("imie", "Nowa Osoba"),
            ("email", email.as_str()),
            ("rola", role),
            ("referat", unit),
        ];
        let answer = karol.post(INVITE, &form).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{role} {unit}"
        );
        let tx = here.tenant.begin().await.expect("a transaction");
        let found = staff_members::find_by_email(&tx, &email)
            .await
            .expect("an answer");
        assert!(found.is_none(), "{role} {unit}");
    }
}

// MT-092: a row no page writes.
#[tokio::test]
async fn a_role_of_the_platform_in_an_offices_table_gives_nothing() {
    let Some((_platform, here, _there)) = street().await else {
        return;
    };
    let grants = ["operator", "resident", "nobody", "root"].map(RoleGrant::everywhere);
    let mut karol = here.staff("Karol Probierz", &grants).await.expect("Karol");
    let plain = here.staff("Olga Zmyślik", &[]).await;
    let mut plain = plain.expect("Olga");
    for path in [
        "/urzad",
        "/urzad/osoby",
        "/urzad/ustawienia",
        "/urzad/rejestr-zdarzen",
    ] {
        let (with, without) = (karol.get(path).await, plain.get(path).await);
        assert_eq!(with.status, without.status, "{path}");
        assert_eq!(with.status, StatusCode::FORBIDDEN, "{path}");
    }
}
