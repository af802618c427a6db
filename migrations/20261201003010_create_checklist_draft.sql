-- An edition of a checklist in the making lists what differs from the one that it is built on, and is published from a day ahead.
create table checklist_draft (
  id uuid primary key,
  list text not null,
  base text not null,
  opened_by uuid not null references person,
  opened_at timestamptz not null,
  ended text constraint checklist_draft_ended check (ended in ('published', 'discarded')),
  ended_by uuid references person,
  ended_at timestamptz,
  edition text,
  constraint checklist_draft_base foreign key (list, base) references checklist_edition,
  constraint checklist_draft_edition foreign key (list, edition) references checklist_edition,
  constraint checklist_draft_end check ((ended is null) = (ended_at is null) and (ended is null) = (ended_by is null)),
  constraint checklist_draft_result check ((ended is not distinct from 'published') = (edition is not null))
);
create unique index checklist_draft_one on checklist_draft (list) where ended is null;
comment on table checklist_draft is 'an edition of a checklist in the making; one at a time for each list';
comment on column checklist_draft.id is 'id of the row';
comment on column checklist_draft.list is 'the checklist';
comment on column checklist_draft.base is 'the edition that it is built on';
comment on column checklist_draft.opened_by is 'who began it';
comment on column checklist_draft.opened_at is 'instant of beginning';
comment on column checklist_draft.ended is 'what became of it; empty while it is written';
comment on column checklist_draft.ended_by is 'who ended it';
comment on column checklist_draft.ended_at is 'instant of its end';
comment on column checklist_draft.edition is 'the edition that came of it';

create table checklist_change (
  draft_id uuid not null references checklist_draft,
  code text not null constraint checklist_change_code check (code ~ '^[A-Z]{2,3}-\d\d-\d\d$'),
  change text not null constraint checklist_change_kind check (change in ('change', 'add', 'retire')),
  item_zh text not null default '',
  item_en text not null default '',
  legal_basis text not null default '',
  after_item text,
  after_answer text constraint checklist_change_answer check (after_answer in ('yes', 'no', 'na')),
  constraint checklist_change_pk primary key (draft_id, code),
  constraint checklist_change_named check (change = 'retire' or (item_zh <> '' and item_en <> '')),
  constraint checklist_change_condition check ((after_item is null) = (after_answer is null) and after_item is distinct from code
                                               and (after_item is null or left(after_item, -3) = left(code, -3)))
);
comment on table checklist_change is 'what a draft changes, one change an item';
comment on column checklist_change.draft_id is 'the draft';
comment on column checklist_change.code is 'code of the item';
comment on column checklist_change.change is 'other words or another condition, a new item, or no longer asked';
comment on column checklist_change.item_zh is 'what is asked from then on, in Chinese';
comment on column checklist_change.item_en is 'what is asked from then on, in English';
comment on column checklist_change.legal_basis is 'the rules that it rests on from then on';
comment on column checklist_change.after_item is 'the item on whose answer it depends from then on; none where it is always asked';
comment on column checklist_change.after_answer is 'the answer with which it is asked';

-- what is no longer being written stays as it ended
create function checklist_change_is_open() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from checklist_draft d where d.id = coalesce(new.draft_id, old.draft_id) and d.ended is null) then
    raise exception 'the draft has ended' using errcode = '55006', constraint = 'checklist_draft_over';
  end if;
  return coalesce(new, old);
end $$;
create trigger checklist_change_open before insert or update or delete on checklist_change for each row execute function checklist_change_is_open();

-- a draft becomes the edition that new plans pin from its day on; what is pinned stays
create function checklist_publish(of_draft uuid, from_day date, why text, instant timestamptz)
returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  today date := (instant at time zone 'Asia/Shanghai')::date;
  draft checklist_draft;
  latest checklist_edition;
  named text := to_char(from_day, 'YYYY-MM-DD');
begin
  if not is_business_admin(today) then
    raise exception 'checklists are published by the business administrator' using errcode = '42501', constraint = 'checklist_by_business_admin';
  end if;
  if from_day is null or from_day <= today then
    raise exception 'an edition begins after today' using errcode = '23514', constraint = 'checklist_ahead';
  end if;
  select * into draft from checklist_draft d where d.id = of_draft for update;
  if draft.id is null or draft.ended is not null or not exists (select from checklist_change c where c.draft_id = draft.id) then
    raise exception 'no draft to publish' using errcode = '55006', constraint = 'checklist_draft_over';
  end if;
  -- one publication of a list after the other
  perform pg_advisory_xact_lock(hashtext('checklist/' || draft.list));
  select * into latest from checklist_edition e where e.list = draft.list order by e.no desc limit 1;
  if latest.edition <> draft.base then
    raise exception 'another edition was published meanwhile' using errcode = '55006', constraint = 'checklist_overtaken';
  end if;
  if exists (select from checklist_edition e where e.list = draft.list and e.edition = named) then
    named := named || '.' || (latest.no + 1);
  end if;
  insert into checklist_edition (list, edition, no, since, base, note, published_by, published_at)
    values (draft.list, named, latest.no + 1, from_day, draft.base, why, actor_person(), instant);
  insert into checklist_item (list, edition, code, domain, item_zh, item_en, legal_basis, after_item, after_answer)
    select draft.list, named, i.code, i.domain,
           case when c.code is null then i.item_zh else c.item_zh end, case when c.code is null then i.item_en else c.item_en end,
           case when c.code is null then i.legal_basis else c.legal_basis end,
           case when c.code is null then i.after_item else c.after_item end, case when c.code is null then i.after_answer else c.after_answer end
      from checklist_item i left join checklist_change c on c.draft_id = draft.id and c.code = i.code
     where i.list = draft.list and i.edition = draft.base and c.change is distinct from 'retire'
    union all
    select draft.list, named, c.code, s.domain, c.item_zh, c.item_en, c.legal_basis, c.after_item, c.after_answer
      from checklist_change c
      join lateral (select i.domain from checklist_item i where i.list = draft.list and i.edition = draft.base and left(i.code, -3) = left(c.code, -3) limit 1) s on true
     where c.draft_id = draft.id and c.change = 'add';
  -- a condition rests on an item that is always asked
  if exists (select from checklist_item i join checklist_item p on p.list = i.list and p.edition = i.edition and p.code = i.after_item
              where i.list = draft.list and i.edition = named and p.after_item is not null) then
    raise exception 'a condition rests on a condition' using errcode = '23514', constraint = 'checklist_item_depth';
  end if;
  update checklist_draft set ended = 'published', ended_by = actor_person(), ended_at = instant, edition = named where id = draft.id;
  return named;
end $$;

-- what is drafted changes nothing; who looks after the rules drafts
alter table checklist_draft enable row level security;
create policy checklist_draft_reach on checklist_draft for all to xunjian_web using ((select looks_after_rules()));
create policy checklist_draft_own_name on checklist_draft as restrictive for insert to xunjian_web with check (opened_by = actor_person() and ended is null);
create policy checklist_draft_discarded on checklist_draft as restrictive for update to xunjian_web
  using (ended is null) with check (ended = 'discarded' and ended_by = actor_person());
alter table checklist_change enable row level security;
create policy checklist_change_reach on checklist_change for all to xunjian_web using ((select looks_after_rules()));
grant select, insert on checklist_draft to xunjian_web;
grant update (ended, ended_by, ended_at) on checklist_draft to xunjian_web;
grant select, insert, delete on checklist_change to xunjian_web;
revoke execute on function checklist_publish(uuid, date, text, timestamptz) from public;
grant execute on function checklist_publish(uuid, date, text, timestamptz) to xunjian_web;
