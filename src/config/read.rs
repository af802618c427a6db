//! Looking a setting up where it may stand, and collecting what is wrong.

use std::{ffi::OsString, fs, io, path::Path};

use toml::{Table, Value};

/// The three names of a setting.
#[derive(Clone, Copy)]
pub struct Setting {
    flag: &'static str,
    variable: &'static str,
    key: &'static str,
}

impl Setting {
    pub const fn new(flag: &'static str, variable: &'static str, key: &'static str) -> Self {
        Self { flag, variable, key }
    }
}

type Environment = Box<dyn Fn(&str) -> Option<OsString>>;

pub struct Reader {
    environment: Environment,
    file: String,
    /// What of the file was not asked for yet.
    table: Table,
    complaints: Vec<String>,
}

impl Reader {
    /// A file that is not there is an empty one.
    pub fn new(environment: impl Fn(&str) -> Option<OsString> + 'static, file: &Path) -> Self {
        let (table, complaints) = match table(file) {
            Ok(table) => (table, Vec::new()),
            Err(complaint) => (Table::new(), vec![complaint]),
        };
        Self { environment: Box::new(environment), file: file.display().to_string(), table, complaints }
    }

    /// The setting from the first place that has it. An empty one is absent; one that `parse` refuses
    /// is complained of under the name by which it was given.
    pub fn take<T>(
        &mut self,
        setting: Setting,
        flag: Option<String>,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let (name, text) = self.look_up(setting, flag)?;
        match text.and_then(|text| parse(&text)) {
            Ok(value) => Some(value),
            Err(why) => {
                self.complaints.push(format!("{name} cannot be used: {why}."));
                None
            }
        }
    }

    /// All that was wrong, once every setting was taken.
    pub fn complaints(mut self) -> Vec<String> {
        for key in self.table.keys() {
            self.complaints.push(format!("`{key}` in {} is no setting; `xunjian serve --help` lists them.", self.file));
        }
        self.complaints
    }

    fn look_up(&mut self, setting: Setting, flag: Option<String>) -> Option<(String, Result<String, String>)> {
        // taken in any case, so that what remains of the file is unknown
        let in_file = self.table.remove(setting.key);
        if let Some(text) = flag {
            return Some((setting.flag.to_owned(), Ok(text)));
        }
        if let Some(text) = (self.environment)(setting.variable)
            && !text.is_empty()
        {
            let text = text.into_string().map_err(|_bytes| "it is not valid UTF-8".to_owned());
            return Some((setting.variable.to_owned(), text));
        }
        let name = format!("`{}` in {}", setting.key, self.file);
        match in_file? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some((name, Ok(text))),
            Value::Integer(number) => Some((name, Ok(number.to_string()))),
            Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) | Value::Array(_) | Value::Table(_) => {
                Some((name, Err("it has to be text in quotes".to_owned())))
            }
        }
    }
}

fn table(file: &Path) -> Result<Table, String> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(Table::new()),
        Err(error) => return Err(format!("{} cannot be read: {error}.", file.display())),
    };
    text.parse()
        .map_err(|error: toml::de::Error| format!("{} is not valid TOML: {}", file.display(), error.to_string().trim()))
}
