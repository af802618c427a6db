//! The files of the living demonstration: made here, sign by sign and dot by dot, so that nothing is shipped that nobody
//! can read. Pictures and scans say on their face that they are made up.
mod image;
mod office;
mod sheet;

use chrono::NaiveDate;

use self::sheet::{Ink, Sheet};
use crate::demo::facts::chinese;

/// What stands on every picture and every scan.
const MADE_UP: &str = "演示材料，均为虚构";

/// A file with its name.
#[derive(Debug, Clone)]
pub struct Paper {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A picture that was taken on site: what it shows goes by the method of the record.
pub fn photo(method: &str, no: usize, day: NaiveDate) -> anyhow::Result<Paper> {
    let mut sheet = Sheet::new(720, 480, Ink::Pale)?;
    match method {
        "cctv_review" | "call_visit_audio_review" => screens(&mut sheet),
        "site_visit" | "contraband_check" => corridor(&mut sheet),
        _ => ledger(&mut sheet, no),
    }
    sheet.fill((0, 0, 720, 64), Ink::Navy);
    sheet.text((24, 8), 2, Ink::White, MADE_UP);
    sheet.fill((0, 440, 720, 40), Ink::White);
    sheet.text((24, 448), 1, Ink::Black, &format!("现场照片第{no}张"));
    sheet.text((480, 448), 1, Ink::Black, &chinese(day));
    Ok(Paper { name: format!("现场照片-{day}-{no:02}.png"), bytes: image::png(&sheet)? })
}

/// Nine screens of a control room.
fn screens(sheet: &mut Sheet) {
    for at in 0..9 {
        let (x, y) = (24 + at % 3 * 228, 76 + at / 3 * 120);
        sheet.fill((x, y, 216, 108), Ink::Black);
        sheet.fill((x + 6, y + 60, 204, 42), Ink::Grey);
        sheet.fill((x + 20 + at * 14, y + 34, 16, 52), Ink::Blue);
        sheet.text((x + 8, y + 6), 1, Ink::White, &format!("画面{}", at + 1));
    }
}

/// A corridor with its doors, one of them blocked.
fn corridor(sheet: &mut Sheet) {
    sheet.fill((0, 64, 720, 276), Ink::White);
    sheet.fill((0, 340, 720, 100), Ink::Grey);
    for at in 0..4 {
        let x = 48 + at * 168;
        sheet.fill((x, 130, 108, 210), Ink::Blue);
        sheet.fill((x + 10, 142, 88, 60), Ink::Pale);
        sheet.fill((x + 88, 240, 10, 10), Ink::Gold);
    }
    for at in 0..3 {
        sheet.fill((226 + at * 40, 292 - at * 20, 36, 84 + at * 20), Ink::Gold);
        sheet.frame((226 + at * 40, 292 - at * 20, 36, 84 + at * 20), 2, Ink::Black);
    }
}

/// A page of a ledger with a gap in one of its rows.
fn ledger(sheet: &mut Sheet, no: usize) {
    sheet.fill((60, 80, 600, 350), Ink::White);
    sheet.text((288, 88), 1, Ink::Black, "登记台账");
    for row in 0..8 {
        sheet.frame((84, 124 + row * 36, 552, 38), 2, Ink::Grey);
        for column in 0..4 {
            sheet.frame((84 + column * 138, 124 + row * 36, 140, 38), 2, Ink::Grey);
            if (row, column) != (no % 6 + 1, 3) {
                sheet.fill((100 + column * 138, 138 + row * 36, 60 + (row * 7 + column * 13) % 44, 8), Ink::Navy);
            }
        }
    }
    sheet.frame((496, 122 + (no % 6 + 1) * 36, 142, 42), 4, Ink::Red);
}

/// 送达回证, as it comes back signed.
pub fn receipt(document: &str, name: &str, served: NaiveDate) -> anyhow::Result<Paper> {
    let lines = [
        format!("送达文书：{document}"),
        format!("收件单位：{name}"),
        format!("送达日期：{}", chinese(served)),
        "送达方式：直接送达".to_owned(),
        "收件人：单位办公室负责人".to_owned(),
        "送达人：检察组二人".to_owned(),
    ];
    let bytes = scan("送达回证", &lines, name, served)?;
    Ok(Paper { name: format!("送达回证-{served}.pdf"), bytes })
}

/// The facility's report with its seal.
pub fn reply(name: &str, their_no: &str, day: NaiveDate) -> anyhow::Result<Paper> {
    let lines = [
        format!("编号：{their_no}"),
        "一、所列问题已经补正，更正记录附后。".to_owned(),
        "二、同类情形已经排查，结果见清单。".to_owned(),
        "三、新办法已经印发，每月抽查一次。".to_owned(),
    ];
    let bytes = scan("整改情况", &lines, name, day)?;
    Ok(Paper { name: format!("整改情况-{day}.pdf"), bytes })
}

/// A page of A4 at ninety dots an inch, as a scanner gives it.
fn scan(title: &str, lines: &[String], signed: &str, day: NaiveDate) -> anyhow::Result<Vec<u8>> {
    let mut sheet = Sheet::new(744, 1052, Ink::White)?;
    sheet.text((96, 72), 1, Ink::Grey, MADE_UP);
    sheet.text((276, 150), 2, Ink::Black, title);
    sheet.fill((96, 224, 552, 3), Ink::Red);
    let mut y = 272;
    for line in lines {
        sheet.text((96, y), 1, Ink::Black, line);
        y += 54;
    }
    sheet.text((372, 760), 1, Ink::Black, signed);
    sheet.text((372, 808), 1, Ink::Black, &chinese(day));
    sheet.ring((460, 790), 84, 5, Ink::Red);
    sheet.text((412, 722), 1, Ink::Red, "演示材料");
    image::pdf(&sheet)
}

/// A list of what was done about each point.
pub fn measures(demand: &str, day: NaiveDate) -> anyhow::Result<Paper> {
    let rows = [
        ["序号", "要求", "措施", "责任部门", "完成情况"],
        ["1", demand, "补正所列个案，核对原始登记", "狱政管理科", "已完成"],
        ["2", "同类情形排查", "对近一年登记逐项核对", "刑罚执行科", "已完成"],
        ["3", "完善办法", "修订登记和签批办法，按月抽查", "办公室", "已印发"],
        ["", "演示材料，均为虚构", "", "", ""],
    ];
    Ok(Paper { name: format!("整改措施清单-{day}.xlsx"), bytes: office::workbook(&rows)? })
}

/// The facility's plan as a text that can be worked on.
pub fn plan(body: &str, their_no: &str, day: NaiveDate) -> anyhow::Result<Paper> {
    let written = chinese(day);
    let paragraphs = ["整改方案", their_no, body, "演示材料，均为虚构。", &written];
    Ok(Paper { name: format!("整改方案-{day}.docx"), bytes: office::document(&paragraphs)? })
}

/// Minutes of a talk before the first day.
pub fn minutes(name: &str, day: NaiveDate) -> anyhow::Result<Paper> {
    let (about, written) = (format!("关于{name}巡回检察的事前沟通"), chinese(day));
    let paragraphs = [
        "沟通纪要",
        &about,
        "一、通报巡回检察的时间、人员和主要内容。",
        "二、商定进出监区、调阅案卷和个别谈话的安排。",
        "三、对方表示理解和支持，指定联络员一名。",
        "演示材料，均为虚构。",
        &written,
    ];
    Ok(Paper { name: format!("沟通纪要-{day}.docx"), bytes: office::document(&paragraphs)? })
}

/// What was seen on which recording.
pub fn recordings(day: NaiveDate) -> Paper {
    let text = format!(
        "监控录像抽看记录（演示材料，均为虚构）\r\n{}\r\n\r\n1  07:40-08:20  出工通道\r\n2  10:05-10:50  劳动现场\r\n3  19:30-20:10  监舍走廊\r\n\r\n抽看情况见检察记录。\r\n",
        chinese(day)
    );
    Paper { name: format!("录像抽看记录-{day}.txt"), bytes: text.into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::file::{Files, Kind, Limits};

    #[tokio::test]
    async fn every_file_is_taken_in_as_what_its_name_says() -> anyhow::Result<()> {
        let (place, day) = (tempfile::tempdir()?, NaiveDate::default());
        let files = Files::below(place.path().to_owned(), Limits { file: 64 * 1024, video: 0, count: 2 });
        let made = [
            photo("cctv_review", 1, day)?,
            photo("site_visit", 2, day)?,
            photo("file_review", 3, day)?,
            receipt("纠正违法通知书", "示例第一监狱", day)?,
            reply("示例第一监狱", "示整改〔2026〕3号", day)?,
            measures("补正 <登记> & 签字", day)?,
            plan("先停止不当做法", "示整改〔2026〕3号", day)?,
            recordings(day),
        ];
        for paper in made {
            let taken = files
                .store(&paper.name, &paper.bytes)
                .await
                .map_err(|refusal| anyhow::anyhow!("{}: {refusal:?}", paper.name))?;
            assert_eq!(Kind::said_by(&paper.name), Some(taken.kind));
        }
        Ok(())
    }

    #[test]
    fn what_is_written_on_a_sheet_has_its_signs() -> anyhow::Result<()> {
        let sheet = Sheet::new(8, 8, Ink::White)?;
        let facilities = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/demo_facilities.csv"));
        let names = facilities.lines().filter(|line| line.contains("-JY-")).filter_map(|line| line.split(',').nth(1));
        for text in names.chain([MADE_UP, "〔2026〕", "纠正违法通知书检察建议书"]) {
            assert_eq!(sheet.lacks(text), "", "{text}");
        }
        Ok(())
    }
}
