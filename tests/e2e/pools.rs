//! The budget of connections: a burst in one office queues in that office.

use std::time::{Duration, Instant};

use tenancy::{Tenancy, TenancyConfig, TenancyError};
use tests::platform::{Platform, config, server_url};

/// A door of its own with a small budget.
async fn door(platform: &Platform, connections_max: usize, per_tenant: usize) -> Tenancy {
    let config = TenancyConfig {
        connections_max,
        connections_per_tenant: per_tenant,
        wait_ms: 400,
        ..config(&platform.url)
    };
    Tenancy::connect(config).await.expect("a door")
}

// MT-143, MT-125
#[tokio::test]
async fn a_burst_in_one_office_leaves_its_neighbour_its_turn() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let busy = platform.office("tlok").await.expect("an office");
    let quiet = platform.office("cisza").await.expect("its neighbour");
    let door = door(&platform, 4, 2).await;
    let busy = door.by_slug(busy.slug()).expect("known");
    let quiet = door.by_slug(quiet.slug()).expect("known");
    let _first = busy.begin().await.expect("the first of its share");
    let _second = busy.begin().await.expect("the second of its share");
    let started = Instant::now();
    let refused = busy.begin().await.err().expect("no third");
    assert!(matches!(refused, TenancyError::Busy { .. }), "{refused}");
    assert!(started.elapsed() >= Duration::from_millis(350));
    quiet
        .begin()
        .await
        .expect("the neighbour is served at once");
    assert!(door.figures().connections <= 4);
}

#[tokio::test]
async fn the_office_idle_longest_gives_its_connections_up() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let mut offices = Vec::new();
    for name in ["jeden", "dwa", "trzy"] {
        offices.push(platform.office(name).await.expect("an office"));
    }
    let door = door(&platform, 2, 2).await;
    for office in offices.iter().cycle().take(9) {
        let office = door.by_slug(office.slug()).expect("known");
        office
            .begin()
            .await
            .expect("served")
            .commit()
            .await
            .expect("committed");
        assert!(door.figures().connections <= 2);
    }
    let held = door.by_slug(offices[0].slug()).expect("known");
    let _one = held.begin().await.expect("one");
    let _two = held.begin().await.expect("two");
    let other = door.by_slug(offices[1].slug()).expect("known");
    assert!(matches!(
        other.begin().await,
        Err(TenancyError::Busy { .. })
    ));
}

#[tokio::test]
async fn many_offices_at_once_stay_within_the_budget_and_all_are_served() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let mut offices = Vec::new();
    for index in 0..6 {
        offices.push(
            platform
                .office(&format!("wiele{index}"))
                .await
                .expect("an office"),
        );
    }
    let config = TenancyConfig {
        connections_max: 5,
        wait_ms: 20_000,
        ..config(&platform.url)
    };
    let door = Tenancy::connect(config).await.expect("a door");
    let mut tasks = Vec::new();
    for turn in 0..120 {
        let office = door
            .by_slug(offices[turn % offices.len()].slug())
            .expect("known");
        let door = door.clone();
        tasks.push(tokio::spawn(async move {
            let tx = office.begin().await.expect("served");
            assert!(door.figures().busy <= 5);
            tx.commit().await.expect("committed");
        }));
    }
    for task in tasks {
        task.await.expect("no task fails");
    }
    assert_eq!(door.figures().busy, 0);
}
