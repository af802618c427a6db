//! The commands that xunjian understands; what they do stands in the library.

use std::{
    io::{self, IsTerminal as _},
    process::ExitCode,
};

use anyhow::ensure;
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;
use xunjian::{
    app::App,
    config::{Config, Flags},
    demo,
    foundation::{db::Db, trail},
    people::person::cli as person,
    serve::{self, Database, Duties},
};

/// 巡回检察工作平台: circuit inspection, from the plan to a verified end of every rectification
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: Flags,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the schema up to date, then serve
    Serve {
        /// Load the Guangxi scenario into an empty database and show its accounts at sign-in
        #[arg(long)]
        demo: bool,
        /// Leave the jobs to `xunjian work`
        #[arg(long)]
        no_work: bool,
    },
    /// Work through the jobs, without serving
    Work,
    #[command(flatten)]
    Once(Once),
}

/// Done once, and told in a line.
#[derive(Subcommand)]
enum Once {
    /// Bring the schema up to date
    Migrate,
    /// Load data into an empty database
    #[command(subcommand)]
    Seed(Seed),
    /// Accounts of persons
    #[command(subcommand)]
    Person(Person),
    /// The audit trail
    #[command(subcommand)]
    Audit(Audit),
}

#[derive(Subcommand)]
enum Seed {
    /// The Guangxi scenario of 2019 to 2022
    Demo,
    /// The scenario with any number of made-up findings more, and all that belongs to them
    Scale {
        /// How many findings
        #[arg(long)]
        findings: usize,
        /// Equal seeds give equal rows
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

#[derive(Subcommand)]
enum Person {
    /// Add a person with an account
    Add(person::Add),
    /// Let a locked account sign in again
    Unlock(person::Account),
    /// Give an account a new password
    Reset(person::Account),
}

#[derive(Subcommand)]
enum Audit {
    /// Check that no entry of the trail was changed or removed
    Verify,
}

fn main() -> ExitCode {
    let Cli { command, settings } = Cli::parse();
    let outcome = Config::load(settings).map_err(anyhow::Error::from).and_then(|config| {
        log_to_stderr(&config.log);
        run(command, &config)
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xunjian: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn log_to_stderr(filter: &str) {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
}

#[tokio::main]
async fn run(command: Command, config: &Config) -> anyhow::Result<()> {
    match command {
        Command::Serve { demo, no_work } => serve::serve(config, Duties { demo, no_work }).await,
        Command::Work => serve::work(config).await,
        Command::Once(deed) => {
            let database = Database::open_or_join(config).await?;
            let outcome = once(deed, config, database.db()).await;
            database.close().await;
            println!("{}", outcome?);
            Ok(())
        }
    }
}

async fn once(deed: Once, config: &Config, db: &Db) -> anyhow::Result<String> {
    let clock = &config.clock;
    match deed {
        // whoever opens the database brings its schema up to date
        Once::Migrate => Ok("the schema is up to date".to_owned()),
        Once::Seed(seed) => {
            let app = App::build(db.clone(), clock.clone(), config, true);
            match seed {
                Seed::Demo => Ok(demo::seed(&app, demo::Extent::Whole).await?.to_string()),
                Seed::Scale { findings, seed } => Ok(demo::grow(&app, findings, seed).await?.to_string()),
            }
        }
        Once::Person(Person::Add(person)) => Ok(person::add(db, clock, person).await?),
        Once::Person(Person::Unlock(account)) => Ok(person::unlock(db, clock, account).await?),
        Once::Person(Person::Reset(account)) => Ok(person::reset(db, clock, account).await?),
        Once::Audit(Audit::Verify) => {
            let (entries, faults) = trail::verify(db).await?;
            ensure!(faults.is_empty(), "the trail is not as it was written: {faults:?}");
            Ok(format!("{entries} entries of the trail are as they were written"))
        }
    }
}
