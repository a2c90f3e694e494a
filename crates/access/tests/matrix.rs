//! The whole matrix of rights is a golden file, read in review.

use std::{env, fs, path::Path};

use access::{Access, Action};

#[tokio::test]
async fn is_the_reviewed_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matrix.txt");
    let made = Access::load().await.unwrap().matrix();
    #[expect(clippy::disallowed_methods, reason = "the one switch of this test")]
    let update = env::var_os("UPDATE_GOLDEN").is_some();
    if update {
        fs::write(&path, &made).unwrap();
    }
    let reviewed = fs::read_to_string(&path).unwrap();
    assert!(
        made == reviewed,
        "tests/matrix.txt differs; read the difference after UPDATE_GOLDEN=1 cargo test -p access"
    );
}

#[tokio::test]
async fn leaves_no_action_that_nobody_can_do() {
    let matrix = Access::load().await.unwrap().matrix();
    for action in Action::ALL {
        let done_by_somebody = matrix
            .lines()
            .filter_map(|line| line.strip_prefix(action.as_str())?.strip_prefix(' '))
            .any(|cells| cells.split_whitespace().any(|cell| cell != "-"));
        assert!(done_by_somebody, "{action}");
    }
}
