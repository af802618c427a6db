-- 调阅材料清单: what the facility is asked to show, and by whose hands each came and went back (documents are lent, not taken).
create table material (
  id uuid constraint material_pk primary key,
  inspection_id uuid not null references inspection,
  no int not null,
  name text not null constraint material_name check (name <> ''),
  span text not null default '',
  medium text not null constraint material_medium check (medium in ('paper', 'electronic')),
  copies text not null default '',
  department text not null default '',
  by_id uuid not null references person,
  at timestamptz not null,
  constraint material_no unique (inspection_id, no)
);
comment on table material is '调阅材料: one that is asked for; rows are added, never changed';
comment on column material.id is 'key';
comment on column material.inspection_id is 'the case';
comment on column material.no is 'its number on the list';
comment on column material.name is 'what it is';
comment on column material.span is '起止时间, as it is asked for';
comment on column material.medium is 'paper or electronic';
comment on column material.copies is '份数、页数';
comment on column material.department is 'the department that has it';
comment on column material.by_id is 'who asks for it';
comment on column material.at is 'when it was put on the list';
create trigger material_append_only before update or delete on material for each row execute function refuse();

create table material_move (
  material_id uuid not null references material,
  inspection_id uuid not null references inspection,
  what text not null constraint material_move_what check (what in ('missing', 'received', 'returned')),
  day date not null,
  hand text not null constraint material_move_hand check (hand <> ''),
  note text not null default '',
  by_id uuid not null references person,
  at timestamptz not null,
  constraint material_move_pk primary key (material_id, what)
);
create index material_move_inspection on material_move (inspection_id);
comment on table material_move is 'what became of a material: it is missing, was received, went back; each once';
comment on column material_move.material_id is 'the material';
comment on column material_move.inspection_id is 'its case';
comment on column material_move.what is 'missing: 未能提供; received: 已调取; returned: 已归还';
comment on column material_move.day is 'the day';
comment on column material_move.hand is 'who of the facility gave it, said that it is missing, or took it back';
comment on column material_move.note is 'what is said about it';
comment on column material_move.by_id is '经手检察人员';
comment on column material_move.at is 'when it was put on record';
create trigger material_move_append_only before update or delete on material_move for each row execute function refuse();

create function material_is_of_an_open_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from inspection i where i.id = new.inspection_id and (i.history or i.state in ('closed', 'archived', 'cancelled'))) then
    raise exception 'the case is over' using errcode = '55006', constraint = 'material_open';
  end if;
  return new;
end $$;
create trigger material_open before insert on material for each row execute function material_is_of_an_open_case();

-- what was not received does not go back; what was received is not missing
create function material_moves_on() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare received date := (select m.day from material_move m where m.material_id = new.material_id and m.what = 'received');
begin
  if new.inspection_id is distinct from (select m.inspection_id from material m where m.id = new.material_id)
     or (new.what = 'missing' and received is not null) or (new.what = 'returned' and (received is null or new.day < received)) then
    raise exception 'a material is received before it goes back' using errcode = '23514', constraint = 'material_move_order';
  end if;
  return new;
end $$;
create trigger material_move_order before insert on material_move for each row execute function material_moves_on();

do $$ declare t text; begin
  foreach t in array array['material', 'material_move'] loop
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (case_seen(inspection_id))', t);
    execute format('create policy %1$s_own_name on %1$I as restrictive for insert to xunjian_web with check (by_id = actor_person())', t);
  end loop;
end $$;
grant select, insert on material, material_move to xunjian_web;
