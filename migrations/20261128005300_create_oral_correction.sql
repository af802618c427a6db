-- 口头纠正: what is minor is told on the spot and put on record; after seven days it is put right, or told in writing
-- (刑事诉讼规则 624, 巡回检察工作规定 36). It moves no finding: what the feedback serves is answered, verified and closed as ever.
create table oral_correction (
  finding_id uuid constraint oral_correction_pk primary key,
  inspection_id uuid not null,
  made_on date not null,
  to_name text not null constraint oral_correction_to_name check (to_name <> ''),
  to_post text not null constraint oral_correction_to_post check (to_post <> ''),
  demand text not null constraint oral_correction_demand check (demand <> ''),
  assent text not null constraint oral_correction_assent check (assent in ('confirmed', 'unconfirmed')),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint oral_correction_made unique (finding_id, made_on),
  constraint oral_correction_of_finding foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
create index oral_correction_inspection on oral_correction (inspection_id);
comment on table oral_correction is '口头纠正: one for each finding';
comment on column oral_correction.finding_id is 'the finding that was told';
comment on column oral_correction.inspection_id is 'its case';
comment on column oral_correction.made_on is 'the day on which it was told: the seven days run from it';
comment on column oral_correction.to_name is 'who of the facility was told';
comment on column oral_correction.to_post is 'their post';
comment on column oral_correction.demand is 'what was demanded';
comment on column oral_correction.assent is '对方签认: whether who was told confirmed it';
comment on column oral_correction.by_id is 'the inspector who put it on record';
comment on column oral_correction.at is 'when it was put on record';
create trigger oral_correction_append_only before update or delete on oral_correction for each row execute function refuse();

create function oral_correction_is_of_the_minor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from finding f join inspection i on i.id = f.inspection_id
                  where f.id = new.finding_id and f.status in ('recorded', 'confirmed') and f.position is distinct from 'closed' and f.concerns = 'facility'
                    and f.severity in ('minor', 'moderate') and i.started_on <= new.made_on and i.state not in ('closable', 'closed', 'archived', 'cancelled')) then
    raise exception 'what is minor and open is corrected by word of mouth, during a case' using errcode = '23514', constraint = 'oral_correction_finding';
  end if;
  return new;
end $$;
create trigger oral_correction_finding before insert on oral_correction for each row execute function oral_correction_is_of_the_minor();

create table oral_done (
  finding_id uuid constraint oral_done_pk primary key,
  inspection_id uuid not null references inspection,
  made_on date not null,
  done_on date not null,
  seen text not null constraint oral_done_seen check (seen <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint oral_done_order check (done_on >= made_on),
  constraint oral_done_of_correction foreign key (finding_id, made_on) references oral_correction (finding_id, made_on)
);
comment on table oral_done is 'what was told is put right, as an inspector saw it';
comment on column oral_done.finding_id is 'the oral correction, by its finding';
comment on column oral_done.inspection_id is 'its case';
comment on column oral_done.made_on is 'the day of the correction, before which nothing is done';
comment on column oral_done.done_on is 'the day on which it was put right';
comment on column oral_done.seen is 'what was seen';
comment on column oral_done.by_id is 'the inspector who saw it';
comment on column oral_done.at is 'when it was put on record';
create trigger oral_done_append_only before update or delete on oral_done for each row execute function refuse();

do $$ declare t text; begin
  foreach t in array array['oral_correction', 'oral_done'] loop
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (exists (select from finding f where f.id = %1$I.finding_id))', t);
    execute format('create policy %1$s_own_name on %1$I as restrictive for insert to xunjian_web with check (by_id = actor_person())', t);
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes(''none'')', t);
  end loop;
end $$;
grant select, insert on oral_correction, oral_done to xunjian_web;
