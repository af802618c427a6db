use std::{collections::HashMap, ffi::OsString, fs};

use super::*;

fn read(flags: Flags, environment: &[(&str, &str)], file: &str) -> Result<Config, ConfigError> {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("xunjian.toml");
    fs::write(&path, file).expect("a file");
    let environment: HashMap<String, OsString> =
        environment.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value))).collect();
    Config::read(flags, Reader::new(move |name| environment.get(name).cloned(), &path))
}

fn complaints(environment: &[(&str, &str)], file: &str) -> Vec<String> {
    let Err(ConfigError(complaints)) = read(Flags::default(), environment, file) else {
        return Vec::new();
    };
    complaints
}

#[test]
fn nothing_has_to_be_set() {
    let config = read(Flags::default(), &[], "").expect("valid settings");
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert!(config.database_url.is_none());
    assert!(config.clock.is_real());
    assert!(!config.secure_cookies());
    assert_eq!(config.db_connections, 10);
    assert_eq!((config.files.file, config.files.video, config.files.count), (50 << 20, 500 << 20, 10));
}

#[test]
fn files_are_limited_in_megabytes() {
    let config = read(Flags::default(), &[("XUNJIAN_FILE_SIZE", "7")], "video_size = 80\nfiles_per_form = 3");
    let files = config.expect("valid settings").files;
    assert_eq!((files.file, files.video, files.count), (7 << 20, 80 << 20, 3));
    assert!(read(Flags::default(), &[("XUNJIAN_FILE_SIZE", "0")], "").is_err());
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let file = "listen = '127.0.0.1:1'\ndata = '/in-file'\ndb_connections = 3";
    let environment = [("XUNJIAN_LISTEN", "127.0.0.1:2"), ("XUNJIAN_DATA", "/in-environment")];
    let flags = Flags { listen: Some("127.0.0.1:3".to_owned()), ..Flags::default() };
    let config = read(flags, &environment, file).expect("valid settings");
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.data, Path::new("/in-environment"));
    assert_eq!(config.db_connections, 3);
}

#[test]
fn an_empty_setting_is_absent() {
    let config = read(Flags::default(), &[("DATABASE_URL", "")], "clock = ''").expect("valid settings");
    assert!(config.database_url.is_none());
    assert!(config.clock.is_real());
}

#[test]
fn all_that_is_wrong_is_said_at_once_and_by_name() {
    let wrong = [
        ("DATABASE_URL", "mysql://root:secret@localhost/x"),
        ("XUNJIAN_LISTEN", "8080"),
        ("XUNJIAN_DATA", "/etc/passwd"),
        ("XUNJIAN_CLOCK", "noon"),
        ("RUST_LOG", "xunjian=loud"),
        ("PG_BIN_DIR", "/etc/passwd"),
        ("XUNJIAN_PUBLIC_URL", "xunjian.example"),
        ("XUNJIAN_DB_CONNECTIONS", "0"),
        ("XUNJIAN_TRUSTED_PROXIES", "10.1.2.3, proxy.example"),
    ];
    let said = complaints(&wrong, "lisen = '127.0.0.1:80'");
    assert_eq!(said.len(), wrong.len() + 1, "{said:#?}");
    for (sentence, (name, _)) in said.iter().zip(wrong) {
        assert!(sentence.starts_with(name), "{sentence}");
    }
    assert!(said.last().is_some_and(|last| last.starts_with("`lisen`")), "{said:#?}");
    assert!(!said.concat().contains("secret"), "{said:#?}");
}

#[test]
fn a_wrong_file_is_complained_of_with_the_settings() {
    let said = complaints(&[("XUNJIAN_LISTEN", "8080")], "listen = ");
    assert_eq!(said.len(), 2, "{said:#?}");
    assert!(said.concat().contains("is not valid TOML"), "{said:#?}");
    let said = complaints(&[], "listen = true");
    assert!(said.concat().contains("`listen`"), "{said:#?}");
}

#[test]
fn the_public_url_is_the_origin_that_browsers_send() {
    for (text, origin, secure) in [
        ("https://Xunjian.example/", "https://xunjian.example", true),
        ("https://xunjian.example:443", "https://xunjian.example", true),
        ("http://10.1.2.3:8080", "http://10.1.2.3:8080", false),
        ("http://[::1]:80", "http://[::1]", false),
    ] {
        let url = PublicUrl::parse(text).expect(text);
        assert_eq!((url.origin(), url.secure), (origin, secure));
    }
    for text in ["https://", "ftp://x", "https://x/path", "https://x/?q", "https://me@x", "x"] {
        assert!(PublicUrl::parse(text).is_err(), "{text}");
    }
}
