//! The words of the living cases, as prosecutors and facilities write them.
use chrono::{Datelike as _, NaiveDate};

use super::super::facts::chinese;
use super::deed::Fields;

pub fn kind_zh(kind: &str) -> &'static str {
    match kind {
        "cross" => "交叉",
        "special" => "专门",
        "mobile" => "机动",
        _ => "常规",
    }
}

/// Why the inspection is held.
pub fn basis(kind: &str, day: NaiveDate) -> String {
    match kind {
        "special" => "近期日常监督发现该单位生产现场安全隐患较多，经批准开展专门巡回检察。".to_owned(),
        "mobile" => "派驻检察日常监督中收到控告申诉线索，需要及时核查，经批准开展机动巡回检察。".to_owned(),
        "cross" => format!("{}年度全区监狱交叉巡回检察工作计划", day.year()),
        _ => format!("{}年度看守所巡回检察工作计划", day.year()),
    }
}

/// The parts of the plan that the rule asks for (巡回检察工作规定 26).
pub fn plan(name: &str, points: String, (from, to): (NaiveDate, NaiveDate), on_site: usize, list: &str) -> Fields {
    vec![
        ("base", "0".to_owned()),
        ("on_site_days", on_site.to_string()),
        ("scope_from", (from - chrono::Months::new(12)).to_string()),
        ("scope_to", from.to_string()),
        ("ways", "file_review".to_owned()),
        ("ways", "site_visit".to_owned()),
        ("ways", "cctv_review".to_owned()),
        ("ways", "inmate_interview".to_owned()),
        ("checklists", list.to_owned()),
        (
            "days",
            format!("{from}｜会议室｜动员部署会，调取台账｜检察组全体\n{to}｜会议室｜汇总情况，核对问题｜检察组全体"),
        ),
        (
            "personnel",
            "组长负责全面工作，主办检察官负责办案质量，检察官、检察官助理和特邀专业人员参加，名单附后。".to_owned(),
        ),
        ("object", format!("{name}的刑罚执行和监管执法活动，以及负有监督职责的检察室履职情况。")),
        ("content", points),
        (
            "methods",
            "调阅案卷台账，查看监区现场，抽看监控录像，与被监管人和民警个别谈话，比对业务数据，开启信箱、受理来信。"
                .to_owned(),
        ),
        (
            "schedule",
            format!(
                "{}进驻，{}完成现场工作；现场结束后十五日内提交报告，三十日内召开反馈会。",
                chinese(from),
                chinese(to)
            ),
        ),
        (
            "duties",
            "设文书审查、现场检察、谈话调查三个小组，每次进入监管区域不少于二人；每日碰头，问题当日登记。".to_owned(),
        ),
        ("logistics", "办公室保障车辆、执法记录设备和保密存储介质；进入监管区域的人员和设备按规定报备。".to_owned()),
        ("discipline", "严守保密和廉洁规定，不单独接触被监管人及其亲属，检察材料不离开办案场所。".to_owned()),
    ]
}

pub fn opinion() -> Fields {
    vec![("opinion", "同意。请抓紧组织实施，重点问题要查清事实和原因。".to_owned())]
}

/// The parts of the information pack, and training: item, outcome, note.
const GATHERED: [(&str, &str, &str); 6] = [
    ("population", "received", "被监管人员构成统计表、重点人员名单各一份，由派驻检察室提供。"),
    ("previous", "received", "上一轮反馈意见、纠正违法通知书和检察建议书及其回复，整改台账一份。"),
    ("office", "received", "派驻检察室近两年制发的文书目录，采纳和未采纳情况已逐份注明。"),
    ("complaints", "received", "近一年控告、举报、申诉登记簿复印件，正在办理的已标出。"),
    ("enforcement", "unavailable", "计分考核系统升级，历史数据暂不能导出，已约定进驻后现场调取。"),
    ("training", "held", "检察组集中学习方案、检察清单和单位情况，进行了谈话和取证分工演练。"),
];

/// What was gathered and done before the first day, a form each.
pub fn gathered(day: NaiveDate) -> Vec<Fields> {
    let form = |(item, outcome, note): &(&str, &str, &str)| {
        vec![
            ("item", (*item).to_owned()),
            ("outcome", (*outcome).to_owned()),
            ("day", day.to_string()),
            ("note", (*note).to_owned()),
        ]
    };
    GATHERED.iter().map(form).collect()
}

/// 事前沟通, as it was logged.
pub fn contact(name: &str, day: NaiveDate) -> Fields {
    vec![
        ("day", day.to_string()),
        ("way", "meeting".to_owned()),
        ("side", "authority".to_owned()),
        ("organ", "自治区监狱管理局".to_owned()),
        ("person", "黄示例 狱政管理处处长".to_owned()),
        (
            "said",
            format!("就{name}交叉巡回检察的时间、人员、进出监区和调阅案卷事项当面沟通，双方确定联络员和安全要求。"),
        ),
        ("result", "supported".to_owned()),
    ]
}

/// An incident, as the resident office registers it.
pub fn incident(facility: &str, happened: NaiveDate, reported: NaiveDate) -> Fields {
    vec![
        ("facility", facility.to_owned()),
        ("kind", "death".to_owned()),
        ("happened_on", happened.to_string()),
        ("reported_on", reported.to_string()),
        ("reporter", "示例第一监狱狱政管理科 黄示例".to_owned()),
        (
            "what",
            format!(
                "{}，一名服刑人员在医院监管病房死亡，死因尚待鉴定；监狱已封存监控录像和病历，通知了近亲属。",
                chinese(happened)
            ),
        ),
    ]
}

/// What the facility is asked to show: name, span, medium, department.
const MATERIALS: [(&str, &str, &str, &str); 4] = [
    ("在押人员名册和收押、释放登记", "近一年", "electronic", "狱政管理科"),
    ("减刑、假释、暂予监外执行案卷和评审会议记录", "近一年", "paper", "刑罚执行科"),
    ("计分考核台账和公示材料", "近一年", "paper", "狱政管理科"),
    ("禁闭、严管和戒具使用审批表", "近半年", "paper", "狱政管理科"),
];

pub fn materials() -> Vec<Fields> {
    let form = |(name, span, medium, department): &(&str, &str, &str, &str)| {
        vec![
            ("name", (*name).to_owned()),
            ("span", (*span).to_owned()),
            ("medium", (*medium).to_owned()),
            ("department", (*department).to_owned()),
        ]
    };
    MATERIALS.iter().map(form).collect()
}

/// A clue to an offence that the procuratorate may file on.
pub fn clue_of_release(day: NaiveDate) -> Fields {
    vec![
        ("found_on", day.to_string()),
        ("source", "审查计分考核材料时发现，经调取出工登记和监控录像比对。".to_owned()),
        (
            "summary",
            "两名罪犯在不符合条件的月份被记为从事一线生产，考核分用于呈报减刑；经办民警明知登记不实仍然签字。"
                .to_owned(),
        ),
        ("persons", "民警黄示例，原三监区副监区长。".to_owned()),
        ("offence", "favouritism".to_owned()),
        ("proof", "计分考核审批表二份、出工登记一册，存检察组资料柜。".to_owned()),
        ("risk", "当事民警仍在岗位，可能接触原始登记。".to_owned()),
    ]
}

/// A clue to another offence, as somebody in custody told of it.
pub fn clue_of_favour(day: NaiveDate) -> Fields {
    vec![
        ("found_on", day.to_string()),
        ("source", "与罪犯谈话时反映，尚未向监狱核实。".to_owned()),
        ("received_from", "服刑人员一名，身份另行保存".to_owned()),
        ("summary", "反映监区民警收受罪犯亲属财物后调整劳动岗位，时间和金额有待查证。".to_owned()),
        ("persons", "民警覃示例，五监区。".to_owned()),
        ("offence", "other".to_owned()),
        ("other_offence", "受贿".to_owned()),
        ("proof", "谈话笔录一份，存组长处。".to_owned()),
        ("risk", "反映人仍在同一监区，注意保密和人身安全。".to_owned()),
    ]
}

/// A step of a clue.
pub fn clue_step(step: &str, day: NaiveDate, tracker: &str) -> Fields {
    vec![
        ("what", step.to_owned()),
        ("tracker", tracker.to_owned()),
        ("done_on", day.to_string()),
        ("receiver", "广西壮族自治区人民检察院".to_owned()),
        ("number", format!("桂检巡线〔{}〕1号", day.year())),
        ("reason", "经审查符合移送条件，依照巡回检察工作规定第三十六条办理。".to_owned()),
    ]
}

/// A filing of shortened time with the next higher procuratorate.
pub fn exemption(day: NaiveDate, on_site: usize) -> Fields {
    vec![
        ("days_on_site", on_site.to_string()),
        ("filing_no", format!("南检巡备〔{}〕3号", day.year())),
        ("filed_on", day.to_string()),
        ("reason", "该所押量较少，压缩现场时间后仍可覆盖全部监室。".to_owned()),
    ]
}

pub fn notice(name: &str, day: NaiveDate, from: NaiveDate, to: NaiveDate, urgent: bool) -> Fields {
    let mut fields = vec![
        ("served_on", day.to_string()),
        ("notice_time", format!("{}至{}", chinese(from), chinese(to))),
        ("notice_people", "检察组全体成员，名单随通知附送。".to_owned()),
        ("notice_content", format!("对{name}的监管执法活动开展巡回检察，请提供案卷台账、监控查阅和谈话场所。")),
        ("notice_contact", "检察组记录员，电话 0771-0000000".to_owned()),
    ];
    if urgent {
        fields.push(("same_day_reason", "专门巡回检察，为防止隐患现场被临时清理，进驻当日通知。".to_owned()));
    }
    fields
}

pub fn kickoff(name: &str, day: NaiveDate) -> Fields {
    vec![
        ("started_on", day.to_string()),
        ("kickoff", format!("在{name}召开动员部署会，单位负责人和各部门负责人参加，说明任务、分工和纪律。")),
        (
            "public_notice",
            "在监区和会见室张贴公告，设立巡回检察信箱两个，写明检察单位、时间、内容和联系方式。".to_owned(),
        ),
    ]
}

pub fn report(name: &str, kind: &str, (from, to): (NaiveDate, NaiveDate), days: usize, found: usize) -> Fields {
    vec![
        (
            "report_basics",
            format!(
                "{}至{}，检察组对{name}开展{}巡回检察，现场工作{days}日。",
                chinese(from),
                chinese(to),
                kind_zh(kind)
            ),
        ),
        (
            "report_problems",
            format!("共认定问题{found}个，均已登记、固定证据并当面听取意见，主要集中在制度执行和台账管理。"),
        ),
        ("report_handling", "情节轻微的口头纠正；违法情形发出纠正违法通知书；存在制度漏洞的提出检察建议。".to_owned()),
        ("report_next", "召开反馈会送达反馈意见，指定专人跟踪整改，三个月内开展复查。".to_owned()),
        (
            "report_office",
            "同步检察了派驻检察室的日志、谈话、信箱开启和跟踪整改情况，未发现需要单独反馈的问题。".to_owned(),
        ),
        (
            "feedback_text",
            format!(
                "{name}：\n检察组已完成对你单位的{}巡回检察，现将发现的{found}个问题反馈如下。请逐项研究，明确责任人员和完成时限，先报整改方案，完成后报整改报告。",
                kind_zh(kind)
            ),
        ),
    ]
}

pub fn hearing() -> Fields {
    vec![("hearing", "听取检察组汇报，同意认定的问题和处理意见，按期召开反馈会。".to_owned())]
}

pub fn feedback(name: &str, day: NaiveDate, reply_due: NaiveDate) -> Fields {
    vec![
        ("feedback_on", day.to_string()),
        ("minutes", format!("在{name}召开反馈会，宣读反馈意见，单位负责人表态逐项整改，双方确认联络方式。")),
        ("receiver", "单位主要负责人".to_owned()),
        ("office_receiver", "检察室负责人".to_owned()),
        ("reply_due", reply_due.to_string()),
    ]
}

pub fn instrument_zh(kind: &str) -> &'static str {
    if kind == "recommendation" { "检察建议书" } else { "纠正违法通知书" }
}

/// Title and body of an instrument.
pub fn instrument(kind: &str, name: &str, (from, to): (NaiveDate, NaiveDate), kind_of_case: &str) -> Fields {
    let title = instrument_zh(kind);
    let ask = match kind {
        "recommendation" => "为堵塞管理漏洞、防范监管风险，建议你单位完善制度、落实责任，并在收到后两个月内书面回复。",
        _ => "上述行为违反有关法律规定，现通知你单位依法纠正，查明原因和责任，并在收到后十五日内书面回复。",
    };
    vec![
        ("kind", kind.to_owned()),
        ("title", format!("关于{name}的{title}")),
        (
            "body",
            format!(
                "{name}：\n{}至{}，我院对你单位开展{}巡回检察，发现所列问题。\n{ask}",
                chinese(from),
                chinese(to),
                kind_zh(kind_of_case)
            ),
        ),
    ]
}

pub fn served(day: NaiveDate) -> Fields {
    vec![("served_on", day.to_string()), ("manner", "hand".to_owned()), ("receiver", "单位办公室负责人".to_owned())]
}

const PLANS: [&str; 6] = [
    "分管领导牵头，责任部门一周内完成自查，逐项列出责任人员和完成时限",
    "成立整改小组，先补正所列个案，再对近一年同类情形全面排查",
    "由狱政管理科负责，三日内核对台账，十日内修订登记和签批办法",
    "召开专题会议研究，明确牵头部门和配合部门，每周向班子报告进度",
    "责任民警作出书面说明，部门组织学习有关规定，同步完善系统校验",
    "先停止不当做法，再按规定补办手续，完成后由纪检部门抽查",
];
const DONE: [&str; 6] = [
    "所列问题已全部补正，复印件和更正记录随附",
    "同类情形已排查完毕，另发现的两处一并改正",
    "修订了岗位职责和登记办法，并组织全员学习",
    "责任人员已受到批评教育，部门负责人作了检查",
    "系统增加了必填和校验，异常当日提示",
    "每月由分管负责人抽查一次，抽查记录存档",
];
const CHECKED: [&str; 6] = [
    "对照要求逐项核对，佐证材料齐全，现场抽查未见同类问题。",
    "调阅近一个月登记并与有关人员谈话，整改属实。",
    "核对系统数据和纸质台账，更正完整，新办法已经执行。",
    "现场复看，措施已经落实，责任人员处理材料在卷。",
    "抽看录像三段，做法已经改变，记录一致。",
    "听取派驻检察人员意见，整改到位。",
];
const LACKING: [&str; 4] = [
    "只附会议记录，没有个案补正的佐证，请补充更正后的登记。",
    "仅改正所列个案，没有说明同类情形的排查范围和结果。",
    "责任人员和完成时限没有写明，新办法也未印发。",
    "所附照片与问题所在部位不符，请重新提供。",
];
const CLOSED: [&str; 4] = [
    "核验结论成立，同意销号。",
    "材料齐备，整改完成，同意销号。",
    "问题已经解决，措施能够持续，同意销号。",
    "经审查，同意销号，转入复查。",
];

fn nth<'a>(list: &[&'a str], no: usize) -> &'a str {
    list.get(no % list.len()).copied().unwrap_or_default()
}

/// An answer of the facility about its finding `no`.
pub fn answer(kind: &str, (no, turn): (usize, usize), demand: &str) -> String {
    let demand = demand.trim_end_matches('。');
    match kind {
        "plan" => format!("整改方案：针对“{demand}”的要求，{}。", nth(&PLANS, no)),
        _ => format!("整改报告：已按要求{demand}；{}；{}。", nth(&DONE, no + turn), nth(&DONE, no + turn + 3)),
    }
}

/// The facility's own number of an answer.
pub fn their_no((no, turn): (usize, usize), day: NaiveDate) -> String {
    format!("示整改〔{}〕{}号", day.year(), no * 2 + turn + 1)
}

pub fn verified(no: usize) -> Fields {
    let verdict = if no % 3 == 1 { "reasonable" } else { "done" };
    vec![("verdict", verdict.to_owned()), ("note", nth(&CHECKED, no).to_owned())]
}

pub fn returned(no: usize, due: NaiveDate) -> Fields {
    let note = format!("退回补正：{}", nth(&LACKING, no));
    vec![("verdict", "insufficient".to_owned()), ("note", note), ("due_on", due.to_string())]
}

/// 口头纠正, as it was said.
pub fn told(day: NaiveDate, demand: &str) -> Fields {
    vec![
        ("made_on", day.to_string()),
        ("to_name", "韦示例".to_owned()),
        ("to_post", "监区负责人".to_owned()),
        ("demand", format!("当场指出，要求{demand}，七日内改正。")),
        ("assent", "confirmed".to_owned()),
    ]
}

/// What was told is put right.
pub fn mended(day: NaiveDate) -> Fields {
    vec![("done_on", day.to_string()), ("seen", "到现场复看，已经改正，登记和签字完整。".to_owned())]
}

/// What the facility objects to a recommendation.
pub fn objection(day: NaiveDate) -> Fields {
    let reason =
        "建议书所列情形中有一处系系统升级期间的数据延迟，纸质登记完整，可供核对；其余意见我单位接受并正在整改。";
    vec![("reason", reason.to_owned()), ("their_no", format!("示监函〔{}〕12号", day.year()))]
}

pub fn closed(no: usize) -> Fields {
    vec![("note", nth(&CLOSED, no).to_owned())]
}
