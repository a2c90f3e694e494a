//! Attempts to make casbin or the policy say yes to what nobody wrote.

use uuid::Uuid;

use super::judge;
use crate::error::{AccessError, RuleProblem};
use crate::judge::Judge;
use crate::policy::Policy;
use crate::resource::Domain;
use crate::role::Standing;
use crate::{Access, Action, Kind, MODEL, POLICY, Role};

const CLERK: Standing = Standing::Role(Role::Clerk);

/// A judge, and the subject of a person who is a clerk.
async fn judge_and_clerk() -> (Judge, String) {
    let mut judge = judge().await.unwrap();
    let person = Uuid::from_u128(7);
    judge.appoint(person, CLERK).await.unwrap();
    (judge, format!("u:{person}"))
}

fn problem(text: &str) -> RuleProblem {
    match Policy::read(text) {
        Err(AccessError::Rule { line: 1, problem }) => problem,
        other => panic!("{text:?} gave {other:?}"),
    }
}

mod ask {
    use super::*;

    #[tokio::test]
    async fn says_yes_to_a_clerk() {
        let (judge, clerk) = judge_and_clerk().await;
        assert!(
            judge
                .ask_in_words([&clerk, "office", "case", "settle", "unit"])
                .unwrap()
        );
    }

    // MT-092
    #[tokio::test]
    async fn refuses_a_subject_named_like_a_role() {
        let (judge, _) = judge_and_clerk().await;
        for subject in [
            "r:clerk",
            "clerk",
            "u:r:clerk",
            "u:clerk",
            "u:",
            "u: ",
            "",
            "R:CLERK",
        ] {
            let answer = judge.ask_in_words([subject, "office", "case", "settle", "unit"]);
            assert!(matches!(answer, Err(AccessError::Question)), "{subject:?}");
        }
    }

    #[tokio::test]
    async fn refuses_an_empty_request() {
        let (judge, clerk) = judge_and_clerk().await;
        let whole = [clerk.as_str(), "office", "case", "settle", "unit"];
        assert!(matches!(
            judge.ask_in_words([""; 5]),
            Err(AccessError::Question)
        ));
        for emptied in 0..whole.len() {
            let mut request = whole;
            request[emptied] = "";
            let answer = judge.ask_in_words(request);
            assert!(matches!(answer, Err(AccessError::Question)), "{request:?}");
        }
    }

    // MT-089
    #[tokio::test]
    async fn refuses_a_domain_that_is_a_pattern_or_nearly_right() {
        let (judge, clerk) = judge_and_clerk().await;
        for domain in [
            "*", "off*", "o?fice", "OFFICE", " office", "office ", "office\0", ".*",
        ] {
            let answer = judge.ask_in_words([&clerk, domain, "case", "settle", "unit"]);
            assert!(matches!(answer, Err(AccessError::Question)), "{domain:?}");
        }
        // A domain that exists, but in which the person is nothing.
        assert!(
            !judge
                .ask_in_words([&clerk, "registry", "case", "settle", "unit"])
                .unwrap()
        );
    }

    // MT-093, MT-096
    #[tokio::test]
    async fn takes_patterns_and_expressions_for_words() {
        let (judge, clerk) = judge_and_clerk().await;
        let words = [
            "*",
            "cas*",
            "case*",
            ".*",
            "CASE",
            "\" || true || \"",
            "true",
            "eval(true)",
        ];
        for word in words {
            for at in 2..5 {
                let mut request = [clerk.as_str(), "office", "case", "settle", "unit"];
                request[at] = word;
                assert!(!judge.ask_in_words(request).unwrap(), "{request:?}");
            }
        }
    }

    #[tokio::test]
    async fn does_not_confuse_two_people() {
        let (judge, _) = judge_and_clerk().await;
        let other = format!("u:{}", Uuid::from_u128(8));
        assert!(
            !judge
                .ask_in_words([&other, "office", "case", "settle", "unit"])
                .unwrap()
        );
    }
}

mod model {
    use super::*;

    #[test]
    fn compares_by_equality_and_the_role_link_alone() {
        let matcher = MODEL
            .lines()
            .find_map(|line| line.strip_prefix("m = "))
            .unwrap();
        let (compared, link) = matcher.rsplit_once(" && ").unwrap();
        assert_eq!(link, "g(r.sub, p.role, r.dom)");
        let mut compared: Vec<&str> = compared.split(" && ").collect();
        compared.sort_unstable();
        let words = ["act", "dom", "obj", "scope"];
        assert_eq!(compared, words.map(|word| format!("r.{word} == p.{word}")));
    }
}

mod load {
    use super::*;

    // MT-091
    #[tokio::test]
    async fn fails_without_rules() {
        for text in [
            "",
            "\n\n",
            "# only a remark",
            "g, r:clerk, r:nobody, office",
        ] {
            let loaded = Access::compile(MODEL, text).await;
            assert!(matches!(loaded, Err(AccessError::Empty)), "{text:?}");
        }
    }

    // MT-091
    #[tokio::test]
    async fn fails_with_a_broken_model() {
        let without_matcher = MODEL.split("[matchers]").next().unwrap();
        for model in [
            "",
            "nonsense",
            without_matcher,
            &MODEL.replace("r.obj", "r.thing"),
        ] {
            assert!(Access::compile(model, POLICY).await.is_err(), "{model:?}");
        }
    }

    // MT-091
    #[tokio::test]
    async fn fails_on_half_a_policy() {
        // Cut anywhere inside a line: the rest of the line no longer reads as a rule.
        let end = POLICY.rfind("see_audit, any").unwrap();
        for cut in [end, end + 3, end + "see_audit,".len()] {
            let loaded = Access::compile(MODEL, &POLICY[..cut]).await;
            assert!(matches!(loaded, Err(AccessError::Rule { .. })), "{cut}");
        }
    }

    // MT-089, MT-093
    #[test]
    fn fails_on_a_word_that_is_not_listed() {
        let cases = [
            ("p, r:clerk, *, case, settle, unit", RuleProblem::Domain),
            ("p, r:clerk, off*, case, settle, unit", RuleProblem::Domain),
            ("p, r:clerk, , case, settle, unit", RuleProblem::Domain),
            (
                "p, r:clerk, OFFICE, case, settle, unit",
                RuleProblem::Domain,
            ),
            ("p, *, office, case, settle, unit", RuleProblem::Role),
            ("p, clerk, office, case, settle, unit", RuleProblem::Role),
            (
                "p, r:platform_operator, office, case, settle, unit",
                RuleProblem::Role,
            ),
            ("p, u:7, office, case, settle, unit", RuleProblem::Role),
            ("p, r:clerk, office, *, settle, unit", RuleProblem::Kind),
            ("p, r:clerk, office, case, .*, unit", RuleProblem::Action),
            (
                "p, r:clerk, office, case, eval(true), unit",
                RuleProblem::Action,
            ),
            (
                "p, r:clerk, office, case, settle, everything",
                RuleProblem::Scope,
            ),
            (
                "p, r:clerk, office, case, settle, \"unit\"",
                RuleProblem::Scope,
            ),
            (
                "p, r:clerk, office, case, settle, unit # or any",
                RuleProblem::Scope,
            ),
            ("g, r:clerk, r:*, office", RuleProblem::Role),
            ("g, r:clerk, r:head_of_office, *", RuleProblem::Domain),
            ("g, r:clerk, r:head_of_office", RuleProblem::Shape),
            ("p, r:clerk, office, case, settle", RuleProblem::Shape),
            (
                "p, r:clerk, office, case, settle, unit, deny",
                RuleProblem::Shape,
            ),
            (
                "p2, r:clerk, office, case, settle, unit",
                RuleProblem::Shape,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(problem(text), expected, "{text:?}");
        }
    }

    #[test]
    fn fails_on_a_rule_that_could_mislead_a_reader() {
        let cases = [
            (
                "p, r:clerk, office, settings, settle, unit",
                RuleProblem::ActionOnKind,
            ),
            (
                "p, r:operator, office, case, see_case, any",
                RuleProblem::RoleInDomain,
            ),
            (
                "p, r:operator, registry, case, see_case, any",
                RuleProblem::KindInDomain,
            ),
            (
                "p, r:clerk, registry, platform, see_offices, any",
                RuleProblem::RoleInDomain,
            ),
            ("g, r:operator, r:clerk, office", RuleProblem::RoleInDomain),
            (
                "g, r:operator, r:clerk, registry",
                RuleProblem::RoleInDomain,
            ),
            (
                "g, r:tenant_admin, r:operator, registry",
                RuleProblem::RoleInDomain,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(problem(text), expected, "{text:?}");
        }
        let rule = "p, r:clerk, office, case, settle, unit";
        let repeated = Policy::read(&format!("{rule}\n{rule}"));
        let expected = RuleProblem::Repeated;
        assert!(matches!(
            repeated,
            Err(AccessError::Rule { line: 2, problem }) if problem == expected
        ));
    }

    // MT-097
    #[test]
    fn fails_on_roles_inheriting_in_a_circle() {
        let rule = "p, r:clerk, office, case, settle, unit";
        let alone = format!("{rule}\ng, r:clerk, r:clerk, office");
        let longer = format!(
            "{rule}\ng, r:clerk, r:reception, office\n\
             g, r:reception, r:resident, office\ng, r:resident, r:clerk, office"
        );
        for text in [alone, longer] {
            assert!(
                matches!(Policy::read(&text), Err(AccessError::Circle)),
                "{text}"
            );
        }
    }
}

mod codes {
    use super::*;

    #[test]
    fn are_distinct_and_read_back() {
        for standing in Standing::ALL {
            assert_eq!(Standing::parse(standing.as_str()), Some(standing));
        }
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        }
        for action in Action::ALL {
            assert_eq!(Action::parse(action.as_str()), Some(action));
        }
        for domain in Domain::ALL {
            assert_eq!(Domain::parse(domain.as_str()), Some(domain));
        }
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Ok(role));
        }
        for strange in ["Clerk", " clerk", "nobody", "r:clerk", "*", ""] {
            assert!(Role::parse(strange).is_err(), "{strange:?}");
        }
    }
}
