//! Configuration as people get it wrong.

use std::path::{Path, PathBuf};

use config::Environment;

use super::{Complaints, Configuration, load_with};

fn written(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join("ratusz-configuration-tests");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn secret_file() -> PathBuf {
    written("secret", &"5eed0f7e57".repeat(7))
}

fn load(file: Option<&Path>) -> Result<Configuration, Complaints> {
    load_with(
        file,
        Environment::default().source(Some(Default::default())),
    )
}

fn read(name: &str, text: &str) -> Result<Configuration, Complaints> {
    load(Some(&written(name, text)))
}

#[test]
fn every_mistake_is_told_with_its_key() {
    let text = "mode = \"prod\"\nbase_domain = \"https://x\"\nbase_domian = \"x\"\n\
                [http]\nlisten = \"8080\"\nbody_max_mb = 0\n[log]\nlevel = \"a=b=c\"\n";
    let Err(complaints) = read("wrong.toml", text) else {
        panic!("it is wrong");
    };
    let keys: Vec<&str> = complaints.0.iter().map(|c| c.key.as_str()).collect();
    let expected = [
        "base_domain",
        "base_domian",
        "database.url",
        "http.body_max_mb",
        "http.listen",
        "log.level",
        "mode",
        "secret_file",
    ];
    assert_eq!(keys, expected, "{complaints}");
    let misspelt = &complaints.0[1];
    assert!(misspelt.hint.contains("base_domain"), "{complaints}");
    assert!(misspelt.place.contains("wrong.toml"), "{complaints}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let complaints = load(Some(Path::new("/nowhere/ratusz.toml"))).err().unwrap();
    assert!(complaints.to_string().contains("/nowhere/ratusz.toml"));
}

#[test]
fn production_wants_encryption() {
    let text = format!(
        "base_domain = \"a.pl\"\nsecret_file = \"{}\"\n\
         [http]\nscheme = \"http\"\n[database]\nurl = \"postgres://localhost/ratusz\"\n",
        secret_file().display()
    );
    let complaints = read("plain.toml", &text).err().unwrap();
    assert!(
        complaints.0.iter().any(|c| c.key == "http.scheme"),
        "{complaints}"
    );
}

#[test]
fn development_needs_little() {
    let text = format!(
        "mode = \"development\"\nbase_domain = \"localhost\"\nsecret_file = \"{}\"\n\
         [database]\nadmin_url = \"postgres://localhost/ratusz\"\n\
         [http]\nlisten = \"127.0.0.1:9090\"\ntrusted_proxies = [\"127.0.0.1\", \"::1\"]\n",
        secret_file().display()
    );
    let read = read("small.toml", &text)
        .map_err(|c| c.to_string())
        .unwrap();
    assert_eq!(read.database.url, "postgres://localhost/ratusz");
    assert_eq!(
        read.settings.office_url("x", "/"),
        "http://x.localhost:9090/"
    );
    assert_eq!(read.settings.trusted_proxies.len(), 2);
}

#[test]
fn a_mail_server_is_whole_or_not_there() {
    let with = |mail: &str| {
        format!(
            "mode = \"development\"\nbase_domain = \"localhost\"\nsecret_file = \"{}\"\n\
             [database]\nadmin_url = \"postgres://localhost/ratusz\"\n{mail}",
            secret_file().display()
        )
    };
    let none = read("mail-none.toml", &with("")).map_err(|c| c.to_string());
    assert!(none.unwrap().mail.is_none());
    let good = "[mail]\nhost = \"poczta.example.pl\"\nfrom = \"a@example.pl\"\n\
                user = \"ratusz\"\n[secrets]\nmail = \"h\"\n";
    let good = read("mail-good.toml", &with(good)).map_err(|c| c.to_string());
    let smtp = good.unwrap().mail.unwrap();
    assert_eq!((smtp.port, smtp.account.is_some()), (587, true));
    for (wrong, key) in [
        ("[mail]\nport = 25\n", "mail.port"),
        ("[mail]\nhost = \"a.pl\"\n", "mail.from"),
        ("[mail]\nhost = \"a.pl\"\nfrom = \"nikt\"\n", "mail.from"),
        (
            "[mail]\nhost = \"a.pl\"\nfrom = \"a@b.pl\"\nuser = \"x\"\n",
            "mail.user",
        ),
        (
            "[mail]\nhost = \"a.pl\"\nfrom = \"a@b.pl\"\nuser = \"x\"\nencryption = \"none\"\n\
             [secrets]\nmail = \"h\"\n",
            "mail.encryption",
        ),
    ] {
        let complaints = read("mail-wrong.toml", &with(wrong)).err().unwrap();
        let keys: Vec<&str> = complaints.0.iter().map(|c| c.key.as_str()).collect();
        assert_eq!(keys, [key], "{complaints}");
    }
}

#[test]
fn the_file_of_the_deployment_has_no_unknown_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/ratusz.toml");
    let unknown = match load(Some(&path)) {
        Ok(_) => Vec::new(),
        Err(complaints) => complaints.0,
    };
    // Only the secret is not here.
    assert!(
        unknown.iter().all(|c| c.key == "secret_file"),
        "{unknown:?}"
    );
}
