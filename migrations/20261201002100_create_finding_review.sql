-- 组内复核: what makes a finding deep, what still has to be seen on site, what the facility says of it before the report.

-- 巡回检察 rules on depth: at least one of these makes a finding deep; kept with the version of the text that says so
create table finding_depth_ground (
  finding_id uuid not null,
  no int not null,
  ground text not null constraint finding_depth_ground_word check (ground in ('systemic', 'commutation', 'misconduct', 'institutional', 'concealment')),
  constraint finding_depth_ground_pk primary key (finding_id, no, ground),
  constraint finding_depth_ground_of_text foreign key (finding_id, no) references finding_text (finding_id, no)
);
comment on table finding_depth_ground is '深层次的依据: what makes a finding deep, as a version of its text says; append-only';
comment on column finding_depth_ground.finding_id is 'the finding';
comment on column finding_depth_ground.no is 'the version of its text';
comment on column finding_depth_ground.ground is 'systemic: several units or rounds; commutation: a substantive error in commutation, parole or temporary service; misconduct: of staff behind it; institutional: a rule is missing or contradicts; concealment: hidden or false records';

-- 现场核实: what rests on material seen from afar alone is seen on site, or it is decided why not
create table site_check (
  finding_id uuid constraint site_check_pk primary key,
  inspection_id uuid not null,
  reason text not null constraint site_check_reason check (reason <> ''),
  by_id uuid not null references person,
  day date not null,
  at timestamptz not null,
  constraint site_check_of_finding foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
create index site_check_inspection on site_check (inspection_id);
comment on table site_check is '现场核实: asked for once for a finding; append-only';
comment on column site_check.finding_id is 'the finding';
comment on column site_check.inspection_id is 'its case';
comment on column site_check.reason is 'what is to be seen on site, and why';
comment on column site_check.by_id is 'who asked';
comment on column site_check.day is 'the civil day on which it was asked';
comment on column site_check.at is 'when';

create table site_answer (
  finding_id uuid constraint site_answer_pk primary key references site_check,
  inspection_id uuid not null,
  record_id uuid,
  reason text not null constraint site_answer_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint site_answer_of_record foreign key (record_id, inspection_id) references record (id, inspection_id)
);
create index site_answer_record on site_answer (record_id) where record_id is not null;
comment on table site_answer is 'what came of a check on site: the record that confirms it, or why none is needed; append-only';
comment on column site_answer.finding_id is 'the check, by its finding';
comment on column site_answer.inspection_id is 'its case';
comment on column site_answer.record_id is 'the record on site that confirms it; none where it was decided without';
comment on column site_answer.reason is 'what was seen, or why nothing is to be seen';
comment on column site_answer.by_id is 'who put it on record';
comment on column site_answer.at is 'when';

create function site_answer_is_on_site() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from record r join site_check c on c.finding_id = new.finding_id
                  where r.id = new.record_id and r.inspection_id = c.inspection_id and r.day >= c.day
                    and r.method not in ('cctv_review', 'call_visit_audio_review', 'video_inspection', 'data_comparison')) then
    raise exception 'a later record made on site confirms it' using errcode = '23514', constraint = 'site_answer_on_site';
  end if;
  return new;
end $$;
create trigger site_answer_on_site before insert on site_answer for each row when (new.record_id is not null) execute function site_answer_is_on_site();

-- 被监督单位意见: heard before the report, and kept beside the finding
create table finding_comment (
  id uuid constraint finding_comment_pk primary key,
  finding_id uuid not null,
  inspection_id uuid not null,
  stance text not null constraint finding_comment_stance check (stance in ('agreed', 'disputed')),
  said_by text not null constraint finding_comment_said_by check (said_by <> ''),
  post text not null default '',
  day date not null,
  body text not null default '',
  by_id uuid not null references person,
  at timestamptz not null,
  constraint finding_comment_why check (stance = 'agreed' or body <> ''),
  constraint finding_comment_of_finding foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
create index finding_comment_finding on finding_comment (finding_id, at desc, id desc);
create index finding_comment_inspection on finding_comment (inspection_id);
comment on table finding_comment is '被监督单位意见: what the facility said of a finding before the report; the last word counts; append-only';
comment on column finding_comment.id is 'key';
comment on column finding_comment.finding_id is 'the finding';
comment on column finding_comment.inspection_id is 'its case';
comment on column finding_comment.stance is 'agreed: 无异议; disputed: 有异议, with its reasons';
comment on column finding_comment.said_by is 'who of the facility said it';
comment on column finding_comment.post is 'their post';
comment on column finding_comment.day is 'the day on which it was said';
comment on column finding_comment.body is 'in what words';
comment on column finding_comment.by_id is 'the inspector who put it on record';
comment on column finding_comment.at is 'when';

-- the report freezes what was found: neither a check nor a comment comes after it
create function finding_is_being_reviewed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from finding f join inspection i on i.id = f.inspection_id
                  where f.id = new.finding_id and f.status in ('recorded', 'confirmed') and i.state in ('in_progress', 'suspended', 'fieldwork_done') and not i.history) then
    raise exception 'what is reported is not reviewed any more' using errcode = '55006', constraint = 'finding_review_open';
  end if;
  return new;
end $$;

do $$ declare t text; begin
  foreach t in array array['finding_depth_ground', 'site_check', 'site_answer', 'finding_comment'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$I for each row execute function refuse()', t);
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (finding_seen(finding_id))', t);
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes(''none'')', t);
    execute format('grant select, insert on %I to xunjian_web', t);
  end loop;
  foreach t in array array['site_check', 'site_answer', 'finding_comment'] loop
    execute format('create policy %1$s_own_name on %1$I as restrictive for insert to xunjian_web with check (by_id = actor_person())', t);
    execute format('create trigger finding_review_open before insert on %I for each row execute function finding_is_being_reviewed()', t);
  end loop;
end $$;
