//! Rows of a plan as they are typed: one a line, its columns parted by a bar, or by a tab as they come from a sheet.

/// How columns are parted where they are shown.
const BAR: &str = " ｜ ";

/// The columns of each line that holds something, with the number of the line.
pub fn read(text: &str) -> Vec<(usize, Vec<String>)> {
    let columns = |line: &str| line.split(['｜', '|', '\t']).map(|column| column.trim().to_owned()).collect();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| (at + 1, columns(line))).collect()
}

/// The rows as they are typed; what is empty at the end of one is left out.
pub fn write<const N: usize>(rows: impl Iterator<Item = [String; N]>) -> String {
    let line = |row: [String; N]| {
        let last = row.iter().rposition(|column| !column.is_empty()).map_or(0, |at| at + 1);
        row[..last].join(BAR)
    };
    rows.map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_a_sheet_is_read_too() {
        let text = write(
            [
                ["会见管理".to_owned(), String::new(), "周示例".to_owned()],
                ["禁闭".to_owned(), String::new(), String::new()],
            ]
            .into_iter(),
        );
        assert_eq!(text, "会见管理 ｜  ｜ 周示例\n禁闭");
        let rows = read("会见管理\t\t周示例\n\n禁闭|事由");
        assert_eq!(rows[0].1, ["会见管理", "", "周示例"]);
        assert_eq!(rows[1], (3, vec!["禁闭".to_owned(), "事由".to_owned()]));
    }
}
