-- What each column holds; those with more to say have their comment beside their table.

comment on column org.id is 'key';
comment on column org.code is 'public code, used in addresses';
comment on column org.kind is 'kind, from a closed vocabulary';
comment on column org.parent_id is 'next above in the tree';
comment on column org.division is 'statistical division code';
comment on column org.name_zh is 'Chinese name';
comment on column org.name_en is 'English name';

comment on column facility.id is 'key';
comment on column facility.code is 'public code, used in addresses';
comment on column facility.kind is 'kind, from a closed vocabulary';
comment on column facility.name_zh is 'Chinese name';
comment on column facility.name_en is 'English name';
comment on column facility.division is 'statistical division code';
comment on column facility.capacity is 'persons it may hold';
comment on column facility.note is 'note';
comment on column facility.prov_id is 'PLACE: provincial procuratorate';
comment on column facility.city_id is 'PLACE: city procuratorate or dispatched procuratorate';
comment on column facility.unit_id is 'PLACE: county procuratorate';
comment on column facility.office_id is 'PLACE: resident office';

comment on column facility_supervision.facility_id is 'the facility';
comment on column facility_supervision.org_id is 'the procuratorate or office';
comment on column facility_supervision.office_id is 'PLACE: resident office';
comment on column facility_supervision.during is 'from, and until before';

comment on column person.id is 'key';
comment on column person.name is 'name';
comment on column person.gender is 'female or male, for assignments';
comment on column person.kind is 'prosecutor, assistant, clerk, expert, observer, liaison, administrator';
comment on column person.title is '职务';

comment on column post.id is 'key';
comment on column post.person_id is 'the person';
comment on column post.role is 'what the post lets do';
comment on column post.org_id is 'the procuratorate or office';
comment on column post.facility_id is 'the facility';
comment on column post.title is '职务';
comment on column post.during is 'from, and until before';
comment on column post.class is 'system, security, audit, liaison or case: never two in one person';

comment on column account.person_id is 'the person';
comment on column account.username is 'name to sign in with';
comment on column account.secret is 'argon2id PHC string';
comment on column account.disabled is 'no longer signs in';
comment on column account.created_at is 'instant of making';
comment on column account.secret_changed_at is 'instant of the last change';

comment on column session.token_sha256 is 'hash of the token, which is not stored';
comment on column session.person_id is 'the person';
comment on column session.post_id is 'the post it acts in';
comment on column session.created_at is 'instant of signing in';
comment on column session.seen_at is 'last use, to the minute';
comment on column session.ends_at is 'absolute end of the session';
comment on column session.idle is 'how long it may rest';
comment on column session.revoked_at is 'ended by sign-out or by an administrator';
comment on column session.agent is 'browser, as it names itself';

comment on column sign_in_guard.kind is 'kind, from a closed vocabulary';
comment on column sign_in_guard.key is 'submitted name, or source address';
comment on column sign_in_guard.failures is 'failures since the last lock';
comment on column sign_in_guard.locks is 'locks so far; each doubles the next';
comment on column sign_in_guard.locked_until is 'no sign-in before';
comment on column sign_in_guard.last_at is 'last failure';

comment on column delegation.id is 'key';
comment on column delegation.org_id is 'the procuratorate or office';
comment on column delegation.person_id is 'the person';
comment on column delegation.during is 'from, and until before';
comment on column delegation.reason is 'why, for the file';
comment on column delegation.given_by is 'the chief who delegates';

comment on column idempotency.person_id is 'the person';
comment on column idempotency.key is 'key of the form';
comment on column idempotency.route is 'address it was posted to';
comment on column idempotency.location is 'where the first answer led';
comment on column idempotency.at is 'instant of writing';

comment on column installation.one is 'there is one row';
comment on column installation.kind is 'real or demo';
comment on column installation.at is 'instant of writing';

comment on column parameter.id is 'key';
comment on column parameter.key is 'name of the rule, see law::period';
comment on column parameter.facility_kind is 'prison, detention_center, community_correction';
comment on column parameter.amount is 'number of units';
comment on column parameter.unit is 'day (日), working_day (工作日), month (月), year, person';
comment on column parameter.start_event is 'what the period runs from';
comment on column parameter.class is 'hard, hard_or_exempt, soft, internal, info';
comment on column parameter.source is 'statute and article, in Chinese';
comment on column parameter.valid is 'when it applied';

comment on column taxonomy.id is 'key';
comment on column taxonomy.valid is 'when it applied';
comment on column taxonomy.note is 'note';

comment on column category.id is 'key';
comment on column category.code is 'public code, used in addresses';
comment on column category.facility_kind is 'prison, detention_center, community_correction';
comment on column category.concerns is 'the facility, or the resident office''s own work';

comment on column category_entry.taxonomy_id is 'version of the taxonomy';
comment on column category_entry.category_id is 'leaf category';
comment on column category_entry.field is 'reporting field code';
comment on column category_entry.field_zh is 'Chinese name';
comment on column category_entry.field_en is 'English name';
comment on column category_entry.domain is 'domain code of the taxonomy';
comment on column category_entry.domain_zh is 'Chinese name';
comment on column category_entry.domain_en is 'English name';
comment on column category_entry.name_zh is 'Chinese name';
comment on column category_entry.name_en is 'English name';
comment on column category_entry.severity_hint is 'severity that the taxonomy proposes';

comment on column legal_step.subject is 'kind of record';
comment on column legal_step.from_state is 'state before; - is not yet';
comment on column legal_step.to_state is 'state after';
comment on column legal_step.step is 'the step taken';

comment on column step.subject is 'kind of record';
comment on column step.subject_id is 'its id';
comment on column step.no is 'running number';
comment on column step.prev_no is 'the step before';
comment on column step.step is 'the step taken';
comment on column step.from_state is 'state before; - is not yet';
comment on column step.to_state is 'state after';
comment on column step.inspection_id is 'the inspection';
comment on column step.actor_id is 'who did it';
comment on column step.actor_org_id is 'the unit in which it was done';
comment on column step.at is 'instant of writing';
comment on column step.day is 'civil day it was taken';
comment on column step.reason is 'reason or opinion';

comment on column number_series.org_id is 'the procuratorate or office';
comment on column number_series.series is 'what is numbered';
comment on column number_series.year is 'calendar year';
comment on column number_series.last_no is 'last number drawn';

comment on column inspection.id is 'key';
comment on column inspection.number is 'number as shown; drawn when it becomes visible';
comment on column inspection.kind is 'kind, from a closed vocabulary';
comment on column inspection.facility_id is 'the facility';
comment on column inspection.facility_kind is 'prison, detention_center, community_correction';
comment on column inspection.organiser_id is '组织院';
comment on column inspection.supervisor_id is '监督院 on the day of opening';
comment on column inspection.city_id is 'PLACE: city procuratorate or dispatched procuratorate';
comment on column inspection.unit_id is 'PLACE: county procuratorate';
comment on column inspection.office_id is 'PLACE: resident office';
comment on column inspection.opened_on is 'day of notice or start; null while sealed';
comment on column inspection.opened is 'whether it was opened';
comment on column inspection.basis is '启动依据: annual plan, occasion or assignment';
comment on column inspection.planned_from is 'planned first day';
comment on column inspection.planned_to is 'planned last day';
comment on column inspection.started_on is 'first day on site';
comment on column inspection.days_on_site is 'days on site, as typed at the end';
comment on column inspection.feedback_due is '反馈 due: 30 days after the end (巡回检察工作规定 35)';
comment on column inspection.feedback_on is 'day of the feedback meeting';
comment on column inspection.follow_up_due is '专项督办 due: three months after the end (巡回检察工作规定 40)';
comment on column inspection.case_no is 'number in the national case system; never ours to draw';
comment on column inspection.outside is 'at a facility of another province';
comment on column inspection.state is 'state; always that of the last step';
comment on column inspection.step_no is 'number of the last step';
comment on column inspection.subject is 'kind of record';
comment on column inspection.version is 'one more with every change of state';
comment on column inspection.plan_no is 'head version of the plan; 0 before the first';
comment on column inspection.created_at is 'instant of making';

comment on column inspection_clearance.inspection_id is 'the inspection';
comment on column inspection_clearance.person_id is 'the person';
comment on column inspection_clearance.why is 'why this person is let in: creator, team, approver';
comment on column inspection_clearance.during is 'from, and until before';

comment on column plan_text.inspection_id is 'the inspection';
comment on column plan_text.no is 'running number';
comment on column plan_text.base_no is 'the version it was written on';
comment on column plan_text.body is 'the parts by name';
comment on column plan_text.author_id is 'who wrote it';
comment on column plan_text.at is 'instant of writing';

comment on column team_member.inspection_id is 'the inspection';
comment on column team_member.person_id is 'the person';
comment on column team_member.place is 'place in the team';
comment on column team_member.unit_id is 'the member''s unit when added';
comment on column team_member.duty is '分工';

comment on column record.id is 'key';
comment on column record.inspection_id is 'the inspection';
comment on column record.no is 'number within the case';
comment on column record.day is 'civil day in Asia/Shanghai';
comment on column record.place is 'where: ward, room';
comment on column record.method is 'how it was inspected (巡回检察工作规定 31)';
comment on column record.body is 'text';
comment on column record.author_id is 'who wrote it';
comment on column record.at is 'instant of writing';

comment on column record_inspector.record_id is 'the record it came from';
comment on column record_inspector.inspection_id is 'the inspection';
comment on column record_inspector.person_id is 'the person';

comment on column finding.id is 'key';
comment on column finding.inspection_id is 'the inspection';
comment on column finding.record_id is 'the record it came from';
comment on column finding.facility_id is 'the facility';
comment on column finding.no is 'number within the case';
comment on column finding.prov_id is 'PLACE: provincial procuratorate';
comment on column finding.city_id is 'PLACE: city procuratorate or dispatched procuratorate';
comment on column finding.unit_id is 'PLACE: county procuratorate';
comment on column finding.office_id is 'PLACE: resident office';
comment on column finding.own_level is 'level of the organiser';
comment on column finding.opened is 'whether it was opened';
comment on column finding.facility_kind is 'copied from the inspection: filters';
comment on column finding.inspection_kind is 'copied from the inspection: filters';
comment on column finding.found_on is 'day of the record it was found in';
comment on column finding.title is 'title';
comment on column finding.category_id is 'leaf category';
comment on column finding.taxonomy_id is 'version of the taxonomy';
comment on column finding.severity is '轻微, 较重, 严重, 特别严重';
comment on column finding.depth is '一般, 重大, 深层次';
comment on column finding.depth_reason is 'why major or deep';
comment on column finding.author_id is 'who wrote it';
comment on column finding.status is 'whether it stands; always that of the last step';
comment on column finding.merged_into is 'the finding that it joined';
comment on column finding.step_no is 'number of the last step';
comment on column finding.subject is 'kind of record';
comment on column finding.text_no is 'head version of the text';

comment on column finding_text.finding_id is 'the finding';
comment on column finding_text.no is 'running number';
comment on column finding_text.base_no is 'the version it was written on';
comment on column finding_text.inspection_id is 'the inspection';
comment on column finding_text.title is 'title';
comment on column finding_text.facts is 'the facts';
comment on column finding_text.legal_basis is 'statutes, in Chinese';
comment on column finding_text.author_id is 'who wrote it';
comment on column finding_text.at is 'instant of writing';

comment on column document.id is 'key';
comment on column document.inspection_id is 'the inspection';
comment on column document.kind is 'kind, from a closed vocabulary';
comment on column document.issuer_id is 'in whose name';
comment on column document.author_id is 'who wrote it';
comment on column document.title is 'title';
comment on column document.body is 'text';
comment on column document.text_no is 'head version of the text';
comment on column document.number is 'number as shown; drawn when it becomes visible';
comment on column document.issued_on is 'day of signing; null before';
comment on column document.state is 'state; always that of the last step';
comment on column document.step_no is 'number of the last step';
comment on column document.subject is 'kind of record';
comment on column document.created_at is 'instant of making';

comment on column document_finding.document_id is 'the document';
comment on column document_finding.finding_id is 'the finding';
comment on column document_finding.inspection_id is 'the inspection';
comment on column document_finding.facility_id is 'the facility';
comment on column document_finding.no is 'running number';
comment on column document_finding.title is 'as served';
comment on column document_finding.facts is 'as served';
comment on column document_finding.legal_basis is 'as served';

comment on column service.id is 'key';
comment on column service.document_id is 'the document';
comment on column service.inspection_id is 'the inspection';
comment on column service.facility_id is 'the facility';
comment on column service.org_id is 'the procuratorate or office';
comment on column service.served_on is 'day of service';
comment on column service.manner is 'hand, read out, post, electronic';
comment on column service.receiver is 'who signed for it';
comment on column service.parameter_id is 'the rule that the due day follows';
comment on column service.due_why is 'why the due day is that day: rule, start, holidays met, provisional or not';
comment on column service.by_id is 'who registered it';
comment on column service.at is 'instant of writing';

comment on column reply.id is 'key';
comment on column reply.finding_id is 'the finding';
comment on column reply.inspection_id is 'the inspection';
comment on column reply.facility_id is 'the facility';
comment on column reply.service_id is 'the service it answers';
comment on column reply.cycle is '1, and one more with every rebound';
comment on column reply.kind is 'kind, from a closed vocabulary';
comment on column reply.body is 'text of the answer';
comment on column reply.their_no is 'their number';
comment on column reply.received_on is 'day of receipt';
comment on column reply.author_id is 'who wrote it';
comment on column reply.registered_by is 'who registered it from paper, and may not verify it';
comment on column reply.at is 'instant of writing';

comment on column verification.id is 'key';
comment on column verification.finding_id is 'the finding';
comment on column verification.inspection_id is 'the inspection';
comment on column verification.facility_id is 'the facility';
comment on column verification.reply_id is 'the reply';
comment on column verification.cycle is '1, and one more with every rebound';
comment on column verification.outcome is 'returned or verified';
comment on column verification.verdict is 'none, insufficient, reasonable, done';
comment on column verification.note is 'note';
comment on column verification.due_on is 'when it is due again';
comment on column verification.person_id is 'the person';
comment on column verification.day is 'civil day in Asia/Shanghai';
comment on column verification.at is 'instant of writing';

comment on column verification_demand.verification_id is 'the verification';
comment on column verification_demand.no is 'running number';
comment on column verification_demand.inspection_id is 'the inspection';
comment on column verification_demand.facility_id is 'the facility';
comment on column verification_demand.demand is '整改要求';
comment on column verification_demand.verdict is 'met or unmet';

comment on column closing.finding_id is 'the finding';
comment on column closing.cycle is '1, and one more with every rebound';
comment on column closing.inspection_id is 'the inspection';
comment on column closing.person_id is 'the person';
comment on column closing.note is 'note';
comment on column closing.day is 'civil day in Asia/Shanghai';
comment on column closing.at is 'instant of writing';

comment on column recheck.id is 'key';
comment on column recheck.finding_id is 'the finding';
comment on column recheck.inspection_id is 'the inspection';
comment on column recheck.verdict is 'corrected, partly, not, rebounded';
comment on column recheck.note is 'note';
comment on column recheck.person_id is 'the person';
comment on column recheck.day is 'civil day in Asia/Shanghai';
comment on column recheck.at is 'instant of writing';

comment on column finding_hand.finding_id is 'the finding';
comment on column finding_hand.person_id is 'the person';
comment on column finding_hand.hand is 'input, verify or close';

comment on column trail_entry.id is 'key';
comment on column trail_entry.shard is 'chain it belongs to';
comment on column trail_entry.at is 'instant of writing';
comment on column trail_entry.actor_id is 'who did it';
comment on column trail_entry.actor_org_id is 'the unit in which it was done';
comment on column trail_entry.session_sha256 is 'the session it was done in';
comment on column trail_entry.deed is 'what was done';
comment on column trail_entry.subject is 'kind of record';
comment on column trail_entry.subject_id is 'its id';
comment on column trail_entry.inspection_id is 'the inspection';
comment on column trail_entry.value_sha256 is 'hash of the value';
comment on column trail_entry.sha256 is 'hash';

comment on column trail_value.entry_id is 'entry of the trail';
comment on column trail_value.value is 'what was written';

comment on column trail_link.shard is 'chain it belongs to';
comment on column trail_link.no is 'number in the chain; no gap';
comment on column trail_link.entry_id is 'entry of the trail';
comment on column trail_link.sha256 is 'hash';

comment on column trail_pending.entry_id is 'entry of the trail';
comment on column trail_pending.shard is 'chain it belongs to';

comment on column hand_over.finding_id is 'the finding';
comment on column hand_over.inspection_id is 'the inspection';
comment on column hand_over.to_org_id is 'the unit that takes over';
comment on column hand_over.note is 'what is left to do';
comment on column hand_over.sent_by is 'who handed it over';
comment on column hand_over.sent_on is 'day of handing over';
comment on column hand_over.at is 'instant of writing';
comment on column hand_over.received_by is 'who received it';
comment on column hand_over.received_on is 'day of receipt';
comment on column hand_over.receipt is 'the receiver''s words';
