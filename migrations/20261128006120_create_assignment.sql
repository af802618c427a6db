-- 编组: who goes where, as a board of the round. A board is append-only: each change is a new version, made from one that was read;
-- a plan that is looked for is a job, so that a restart loses nothing.
alter table round add column board_no int not null default 0;
comment on column round.board_no is 'the version of its board that stands; 0 before the first';
grant update (board_no) on round to xunjian_web;

create table assignment (
  round_id uuid not null references round,
  no int not null,
  base_no int not null,
  deed text not null constraint assignment_deed check (deed in ('start', 'solve', 'move', 'pin', 'unpin', 'clear', 'undo')),
  restores int,
  note jsonb not null default '{}',
  author_id uuid not null references person,
  at timestamptz not null,
  constraint assignment_pk primary key (round_id, no),
  constraint assignment_base check (base_no = no - 1),
  constraint assignment_undo check ((deed = 'undo') = (restores is not null) and restores < no)
);
comment on table assignment is '编组的一版: who changed what; round.board_no is the head; append-only';
comment on column assignment.round_id is 'the round';
comment on column assignment.no is 'the version';
comment on column assignment.base_no is 'the version that it was made from';
comment on column assignment.deed is 'how it came about';
comment on column assignment.restores is 'the version whose seats an undoing brings back';
comment on column assignment.note is 'what was moved, or what the search counted';
comment on column assignment.author_id is 'who made it, or asked for it';
comment on column assignment.at is 'when';
create trigger assignment_append_only before update or delete on assignment for each row execute function refuse();

create table assignment_seat (
  round_id uuid not null,
  no int not null,
  place_id uuid not null,
  person_id uuid not null references person,
  place text not null constraint assignment_seat_place check (place in ('team_leader', 'lead_prosecutor', 'deputy_leader', 'member', 'recorder', 'expert', 'observer')),
  pinned boolean not null default false,
  constraint assignment_seat_pk primary key (round_id, no, place_id, person_id, place),
  constraint assignment_seat_board foreign key (round_id, no) references assignment
);
create index assignment_seat_person on assignment_seat (person_id);
comment on table assignment_seat is 'somebody in a place of a team, as a version of the board has it; append-only';
comment on column assignment_seat.round_id is 'the round';
comment on column assignment_seat.no is 'the version';
comment on column assignment_seat.place_id is 'the place of the round, which may have been taken out since';
comment on column assignment_seat.person_id is 'who';
comment on column assignment_seat.place is 'in which place of the team';
comment on column assignment_seat.pinned is 'put there by hand, to stay';
create trigger assignment_seat_append_only before update or delete on assignment_seat for each row execute function refuse();

create table assignment_override (
  id uuid constraint assignment_override_pk primary key,
  round_id uuid not null references round,
  place_id uuid not null,
  person_id uuid not null references person,
  rule text not null constraint assignment_override_rule check (rule in ('own_unit', 'posted', 'inspected_last', 'tied')),
  reason text not null constraint assignment_override_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint assignment_override_once unique (round_id, place_id, person_id, rule)
);
comment on table assignment_override is 'a rule of design that the approver sets aside for one person at one place; what the statute forbids is never in here; append-only';
comment on column assignment_override.id is 'key';
comment on column assignment_override.round_id is 'the round';
comment on column assignment_override.place_id is 'the place';
comment on column assignment_override.person_id is 'for whom';
comment on column assignment_override.rule is 'which rule';
comment on column assignment_override.reason is 'why';
comment on column assignment_override.by_id is 'who decided it';
comment on column assignment_override.at is 'when';
create trigger assignment_override_append_only before update or delete on assignment_override for each row execute function refuse();

create table assignment_reason (
  round_id uuid not null references round,
  step_no int not null,
  rule text not null,
  said text not null constraint assignment_reason_said check (said <> ''),
  constraint assignment_reason_pk primary key (round_id, step_no, rule),
  constraint assignment_reason_step foreign key (round_id, step_no) references round_step (round_id, no) deferrable initially deferred
);
comment on table assignment_reason is 'why a rule that only warns was not kept, as the round''s submission says; append-only';
comment on column assignment_reason.round_id is 'the round';
comment on column assignment_reason.step_no is 'the submission';
comment on column assignment_reason.rule is 'the rule';
comment on column assignment_reason.said is 'the reason';
create trigger assignment_reason_append_only before update or delete on assignment_reason for each row execute function refuse();

create table solving (
  id uuid constraint solving_pk primary key,
  round_id uuid not null references round,
  base_no int not null,
  seed bigint not null,
  state text not null constraint solving_state check (state in ('waiting', 'running', 'done', 'overtaken', 'impossible', 'undecided', 'refused', 'cancelled', 'failed')),
  done bigint not null default 0,
  of bigint not null default 0,
  best bigint,
  outcome jsonb not null default '{}',
  cancel boolean not null default false,
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  ended_at timestamptz,
  constraint solving_over check ((ended_at is null) = (state in ('waiting', 'running')))
);
create unique index solving_one on solving (round_id) where ended_at is null;
create index solving_round on solving (round_id, asked_at desc);
comment on table solving is 'a plan that is looked for: waits, runs under an advisory lock of whoever works on it, ends once; an orphan is taken up again';
comment on column solving.id is 'key';
comment on column solving.round_id is 'the round';
comment on column solving.base_no is 'the version of the board whose pins it goes around';
comment on column solving.seed is 'the same seed gives the same plan';
comment on column solving.state is 'how far it is';
comment on column solving.done is 'changes tried';
comment on column solving.of is 'of so many';
comment on column solving.best is 'what the best plan so far costs';
comment on column solving.outcome is 'what it came to: seats, or what cannot hold together';
comment on column solving.cancel is 'somebody asked it to stop';
comment on column solving.asked_by is 'who asked';
comment on column solving.asked_at is 'when';
comment on column solving.ended_at is 'when it ended';

-- days on which people are not free, whatever keeps them, within the days that are asked about and as one stretch where they touch:
-- neither an absence's reason nor a case that is hidden is told, nor where either begins or ends beyond. Days after somebody's last
-- post count as well. The job that searches asks as owner; everybody else only of a round within reach that (s)he plans or decides.
create function round_busy_days(the_round uuid, from_day date, to_day date) returns table (person_id uuid, first_day date, last_day date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if 'xunjian_web' in (current_setting('role'), session_user) and (not exists (
       select from round r where r.id = the_round
          and case (select nullif(current_setting('app.scope', true), '')::int) when 0 then true when r.prov_id then true when r.city_id then true else false end)
     or actor_role() is null or actor_role() not in ('chief', 'business_admin', 'department_head', 'prosecutor')) then
    return;
  end if;
  return query
    select b.person_id, lower(d.days), upper(d.days) - 1
      from (select k.person_id, range_agg(k.days * daterange(from_day, to_day, '[]')) as days
              from (select a.person_id, a.during as days from absence a where a.void_on is null
                    union all
                    select t.person_id, daterange(least(coalesce(i.started_on, i.planned_from), coalesce(i.ended_on, i.planned_to)), coalesce(i.ended_on, i.planned_to), '[]')
                      from team_member t join inspection i on i.id = t.inspection_id
                     where i.state in ('draft', 'submitted', 'approved', 'prepared', 'notified', 'in_progress', 'suspended')
                       and not exists (select from round_place p where p.round_id = the_round and p.inspection_id = i.id)
                    union all
                    select p.person_id, daterange(max(upper(p.during)), null) from post p
                     where p.class = 'case' group by p.person_id having not bool_or(upper_inf(p.during))) k
             where k.days && daterange(from_day, to_day, '[]') group by k.person_id) b
      cross join lateral unnest(b.days) d (days);
end $$;
comment on function round_busy_days(uuid, date, date) is 'days on which people are not free, for whoever plans a round or decides about it: no reason, no case, nothing beyond the days asked about';
revoke execute on function round_busy_days(uuid, date, date) from public;
grant execute on function round_busy_days(uuid, date, date) to xunjian_web;

-- a rule of design is set aside by the approver of the round's organiser, or whoever stands in, never for oneself, at a place of that round
create function assignment_override_is_the_approvers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from round r join org o on o.id = r.organiser_id
                  where r.id = new.round_id
                    and ((actor_role() = 'chief' and o.approver_id = actor_org())
                         or exists (select from delegation d where d.org_id = r.organiser_id and d.person_id = actor_person() and d.during @> actor_day() and d.ended_at is null))) then
    raise exception 'only the approver lets a rule of design go' using errcode = '42501', constraint = 'assignment_override_by_approver';
  end if;
  if new.person_id = new.by_id then
    raise exception 'nobody lets a rule go for oneself' using errcode = '42501', constraint = 'assignment_override_never_own';
  end if;
  if not exists (select from round_place p where p.id = new.place_id and p.round_id = new.round_id) then
    raise exception 'the place is of another round' using errcode = '23514', constraint = 'assignment_override_place';
  end if;
  return new;
end $$;
create trigger assignment_override_by_approver before insert on assignment_override for each row
  when (current_user = 'xunjian_web') execute function assignment_override_is_the_approvers();

-- the exceptions that the approver allowed on the board hold in the inspections that come of it, in the approver's name. The board
-- asks one question where the roster has two: whoever served at the facility or at its supervisor was posted there.
create function round_waives(the_round uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into waiver (inspection_id, person_id, rule, reason, by_id, at)
    select p.inspection_id, o.person_id, w.rule, o.reason, o.by_id, o.at
      from assignment_override o join round_place p on p.id = o.place_id and p.round_id = o.round_id
      join lateral unnest(case o.rule when 'posted' then array['posted', 'served'] when 'own_unit' then array['own_unit'] when 'tied' then array['tied'] else '{}' end) w (rule) on true
     where o.round_id = the_round and p.inspection_id is not null
       and exists (select from team_member t where t.inspection_id = p.inspection_id and t.person_id = o.person_id)
        on conflict do nothing $$;
comment on function round_waives(uuid) is 'carries the exceptions of a round''s board into its inspections';
revoke execute on function round_waives(uuid) from public;
grant execute on function round_waives(uuid) to xunjian_web;

-- a version is written whole, while the round is planned, by whoever makes it: no seat is added to what was read
create function assignment_seat_is_of_the_new_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from round r join assignment a on a.round_id = r.id and a.no = new.no
                  where r.id = new.round_id and r.state = 'planning' and new.no >= r.board_no
                    and ('xunjian_web' not in (current_setting('role'), session_user) or a.author_id = actor_person())) then
    raise exception 'a version that was read grows no seats' using errcode = '55006', constraint = 'assignment_seat_frozen';
  end if;
  return new;
end $$;
create trigger assignment_seat_frozen before insert on assignment_seat for each row execute function assignment_seat_is_of_the_new_version();

do $$ declare t text; begin
  foreach t in array array['assignment', 'assignment_seat', 'assignment_override', 'assignment_reason', 'solving'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (exists (select from round r where r.id = %1$I.round_id))', t);
    execute format('grant select, insert on %I to xunjian_web', t);
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes(''none'')', t);
  end loop;
end $$;
create policy assignment_own_name on assignment as restrictive for insert to xunjian_web with check (author_id = actor_person());
create policy assignment_override_own_name on assignment_override as restrictive for insert to xunjian_web with check (by_id = actor_person());
create policy solving_own_name on solving as restrictive for insert to xunjian_web with check (asked_by = actor_person() and state = 'waiting');
grant update (cancel) on solving to xunjian_web;
