-- 检察清单 in editions: what each asks stays as it was published, for plans pin it and records answer it.
create table checklist_edition (
  list text not null constraint checklist_edition_list check (list in ('prison', 'detention_center', 'community_correction', 'commutation_parole')),
  edition text not null constraint checklist_edition_name check (edition <> ''),
  no int not null constraint checklist_edition_number check (no > 0),
  since date not null,
  base text,
  note text not null constraint checklist_edition_why check (note <> ''),
  published_by uuid references person,
  published_at timestamptz,
  constraint checklist_edition_pk primary key (list, edition),
  constraint checklist_edition_no unique (list, no),
  constraint checklist_edition_base foreign key (list, base) references checklist_edition,
  constraint checklist_edition_accounted check ((published_by is null) = (published_at is null) and (published_by is null) = (base is null))
);
comment on table checklist_edition is 'an edition of a checklist; the one of the highest number that has begun is what new plans pin';
comment on column checklist_edition.list is 'the checklist';
comment on column checklist_edition.edition is 'its name, by which plans pin it and records answer it';
comment on column checklist_edition.no is 'running number within the list';
comment on column checklist_edition.since is 'the first day on which new plans pin it';
comment on column checklist_edition.base is 'the edition that it was drafted from';
comment on column checklist_edition.note is 'why there is one';
comment on column checklist_edition.published_by is 'who published it; none for the one shipped';
comment on column checklist_edition.published_at is 'instant of publishing';

create table checklist_item (
  list text not null,
  edition text not null,
  code text not null constraint checklist_item_code check (code ~ '^[A-Z]{2,3}-\d\d-\d\d$'),
  domain text not null constraint checklist_item_domain check (domain <> ''),
  item_zh text not null constraint checklist_item_zh check (item_zh <> ''),
  item_en text not null constraint checklist_item_en check (item_en <> ''),
  legal_basis text not null,
  after_item text,
  after_answer text constraint checklist_item_answer check (after_answer in ('yes', 'no', 'na')),
  constraint checklist_item_pk primary key (list, edition, code),
  constraint checklist_item_edition foreign key (list, edition) references checklist_edition,
  constraint checklist_item_after foreign key (list, edition, after_item) references checklist_item,
  -- a condition lies in the same section and rests on another item
  constraint checklist_item_condition check ((after_item is null) = (after_answer is null) and after_item is distinct from code
                                             and (after_item is null or left(after_item, -3) = left(code, -3)))
);
comment on table checklist_item is 'an item of a checklist as an edition has it';
comment on column checklist_item.list is 'the checklist';
comment on column checklist_item.edition is 'the edition';
comment on column checklist_item.code is 'its code: list, section, number; never given to another item of the list';
comment on column checklist_item.domain is 'the domain of its section, as the categories of findings name it';
comment on column checklist_item.item_zh is 'what is asked, in Chinese; yes is as it should be';
comment on column checklist_item.item_en is 'what is asked, in English';
comment on column checklist_item.legal_basis is 'the rules that it rests on';
comment on column checklist_item.after_item is 'the item on whose answer it depends; none where it is always asked';
comment on column checklist_item.after_answer is 'the answer with which it is asked';

create trigger checklist_edition_append_only before update or delete on checklist_edition for each row execute function refuse();
create trigger checklist_item_append_only before update or delete on checklist_item for each row execute function refuse();
grant select on checklist_edition, checklist_item to xunjian_web;

-- what is answered or found stands in an edition; not valid: rows that came before have theirs loaded at the next start
alter table record_answer add constraint record_answer_item foreign key (list, edition, item) references checklist_item not valid;
alter table finding_item add constraint finding_item_item foreign key (list, edition, item) references checklist_item not valid;
create index record_answer_edition on record_answer (list, edition, inspection_id, item, at desc);
