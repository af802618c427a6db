//! 交叉巡回检察, from the start through feedback, rectification and the follow-up that must be held, to the archive.
use crate::support::{
    World,
    cross::{begun, step},
    mission::{confirm, decide, id_of},
    rectify::{answer, close, verify},
};

/// Logs a finding from the record, and confirms it.
async fn found(world: &World, record: &str, title: &str) -> String {
    let (page, action) = (format!("{record}/findings/new"), format!("{record}/findings"));
    let fields = [
        ("title", title),
        ("category", "FC-JY-0202"),
        ("facts", "八月缺三份"),
        ("legal_basis", "监狱法"),
        ("severity", "minor"),
        ("depth", "general"),
    ];
    let finding = world.enter("procurator").await.fill(&page, &action, &fields).await.leads();
    confirm(world, "lead", &finding).await.is(303);
    finding
}

#[tokio::test]
async fn a_cross_inspection_is_looked_at_again_before_it_is_closed_and_hands_over_what_stays_open() {
    let mut world = World::open().await;
    let case = begun(&mut world).await;
    let (mended, open) =
        (found(&world, &case.record, "谈话记录缺失").await, found(&world, &case.record, "消防通道堵塞").await);
    let case = case.case;

    world.turn_to("2022-10-14");
    step(&world, "lead", &case, "finish", &[("ended_on", "2022-10-14"), ("days_on_site", "20")]).await.is(303);
    let report =
        ["report_basics", "report_problems", "report_handling", "report_next", "report_office", "feedback_text"];
    step(&world, "lead", &case, "report", &report.map(|part| (part, "报告"))).await.is(303);
    step(&world, "chief", &case, "approve-feedback", &[("hearing", "同意")]).await.is(303);
    let delivered =
        [("feedback_on", "2022-10-14"), ("minutes", "纪要"), ("receiver", "张示例"), ("reply_due", "2022-11-14")];
    step(&world, "lead", &case, "deliver-feedback", &delivered).await.is(303);

    answer(&world, "liaison", &mended, "report").await.is(303);
    verify(&world, "procurator2", &mended, "met", "done").await.is(303);
    close(&world, "supervisor", &mended).await.is(303);
    let mut lead = world.enter("lead").await;
    let refused = lead.post(&format!("{case}/conclude"), &[("conclusion", "已整改")]).await.is(409);
    assert!(refused.text().contains("第四十条"), "{}", refused.text());

    world.turn_to("2022-12-01");
    let looked = [("follow_up_on", "2022-12-01"), ("follow_up_note", "实地查看")];
    step(&world, "lead", &case, "follow-up", &looked).await.is(303);
    let mut lead = world.enter("lead").await;
    lead.post(&format!("{case}/conclude"), &[("conclusion", "已整改")]).await.is(409);
    for (finding, verdict) in [(&mended, "corrected"), (&open, "not")] {
        decide(&world, "procurator", finding, "recheck", &[("verdict", verdict), ("note", "现场核对")]).await.is(303);
    }
    // one is still open: handed over to those who are there every day, who give a receipt
    lead.post(&format!("{case}/conclude"), &[("conclusion", "已整改")]).await.is(409);
    let form = lead.open(&format!("{open}/hand-over")).await;
    let taker = form.attributes("select[name=to] option:not([value=''])", "value").first().cloned().expect("a taker");
    decide(&world, "lead", &open, "hand-over", &[("to", &taker), ("note", "继续督促整改")]).await.is(303);
    lead.post(&format!("{case}/conclude"), &[("conclusion", "已整改")]).await.is(409);
    let mut receipts = 0;
    for username in ["city", "resident", "dispatched"] {
        let to = format!("{open}/receive");
        let answer = world.enter(username).await.get(&to).await;
        if answer.status == 200 {
            world.enter(username).await.fill(&to, &to, &[("receipt", "收到，由本室督促")]).await.is(303);
            receipts += 1;
        }
    }
    assert_eq!(receipts, 1, "one unit takes it over");
    step(&world, "lead", &case, "conclude", &[("conclusion", "已整改或者移交")]).await.is(303);
    step(&world, "chief", &case, "close", &[("opinion", "同意")]).await.is(303);
    let state: String = world.one("select state from inspection where id = $1", id_of(&case)).await;
    assert_eq!(state, "closed");

    // the file goes to the archive when nothing is open any more, under its official number (47)
    let archive = [("case_no", "桂检执检巡〔2022〕3号"), ("volume", "一卷")];
    let refused = lead.post(&format!("{case}/archive"), &archive).await.is(409);
    assert!(refused.text().contains("第四十七条"), "{}", refused.text());
    answer(&world, "liaison", &open, "report").await.is(303);
    verify(&world, "procurator2", &open, "met", "done").await.is(303);
    close(&world, "supervisor", &open).await.is(303);
    step(&world, "lead", &case, "archive", &[("case_no", ""), archive[1]]).await.is(422);
    step(&world, "lead", &case, "archive", &archive).await.is(303);
    let number: String = world.one("select state || ' ' || case_no from inspection where id = $1", id_of(&case)).await;
    assert_eq!(number, "archived 桂检执检巡〔2022〕3号");
    assert!(lead.open(&case).await.text().contains(archive[0].1));
}
