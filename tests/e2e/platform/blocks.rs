//! Blocks of the lead as files: published with their editions, told when something is wrong.

use catalogue::block::Block;
use tests::Platform;
use tests::platform::server_url;

use super::{apply, edit, files_of, fresh, plan, set_up};

const TEMPLATE: &str = "/templates/pismo-ogolne.toml";

fn file(slug: &str, edition: u32) -> (String, String) {
    let text = format!(
        "slug = \"{slug}\"\ntitle = \"Świadek\"\nedition = {edition}\n\n[[fields]]\nkey = \
         \"swiadek\"\ntype = \"text\"\nlabel = \"Świadek {edition}\"\n"
    );
    (format!("tenants/podlaskie/blocks/{slug}.toml"), text)
}

async fn newest(platform: &Platform, slug: &str) -> Option<Block> {
    let tx = platform.tenancy.registry().await.expect("the registry");
    let all = store::blocks::newest(&tx).await.expect("all blocks");
    all.into_iter().find(|block| block.slug == slug)
}

#[tokio::test]
async fn editions_of_blocks_are_published_and_never_changed() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (office, slug) = (fresh("bloki"), fresh("swiadek"));
    let mut files = files_of(&[&office]);
    files.push(file(&slug, 1));
    let planned = plan(&platform, &files).await;
    assert_eq!(planned.blocks.len(), 1);
    set_up(&platform, &files).await;
    let first = newest(&platform, &slug).await.expect("published");
    assert_eq!(first.edition, 1);
    assert!(plan(&platform, &files).await.blocks.is_empty(), "known");
    // Another content under the same number is a mistake, at its line.
    let name = format!("/blocks/{slug}.toml");
    edit(&mut files, &name, "Świadek 1", "Ktoś inny");
    let refused = plan(&platform, &files).await;
    assert_eq!(refused.problems.len(), 1, "{:?}", refused.problems);
    assert_eq!(refused.problems[0].line, 3);
    assert!(apply(&platform, &refused).await.is_err());
    edit(&mut files, &name, "edition = 1", "edition = 2");
    set_up(&platform, &files).await;
    let second = newest(&platform, &slug).await.expect("published");
    assert_eq!((second.edition, &*second.fields[0].label), (2, "Ktoś inny"));
    // Nobody links with it: the file may go, what was published stays.
    files.retain(|(file, _)| !file.ends_with(&name));
    let without = plan(&platform, &files).await;
    assert!(without.problems.is_empty() && without.blocks.is_empty());
    assert_eq!(newest(&platform, &slug).await, Some(second));
}

#[tokio::test]
async fn a_template_that_links_with_no_block_is_told_with_its_line() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let mut files = files_of(&[]);
    let (_, text) = files
        .iter_mut()
        .find(|(file, _)| file.ends_with(TEMPLATE))
        .expect("a template");
    let read = catalogue::read_definition(TEMPLATE, text).expect("a definition");
    let field = read.fields().next().expect("a field").key.clone();
    let link = format!(
        "[[blocks]]\nkey = \"x\"\nblock = \"nie-ma\"\nedition = 1\nfields = {{ a = \"{field}\" }}\n"
    );
    let line = text.lines().count() + 4;
    text.push_str(&format!("\n{link}"));
    let planned = plan(&platform, &files).await;
    let said = planned.problems.iter().find(|p| p.file.ends_with(TEMPLATE));
    let said = said.expect("told");
    assert_eq!(said.line, line, "{said:?}");
    assert!(said.message.contains("nie-ma"));
}
