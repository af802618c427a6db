-- Which item of a checklist a finding came from: the next round reads it beside the item.
create table finding_item (
  finding_id uuid constraint finding_item_pk primary key,
  inspection_id uuid not null,
  list text not null,
  edition text not null,
  item text not null,
  foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
create index finding_item_case on finding_item (inspection_id, item);
comment on table finding_item is 'the item of a checklist that a finding came from; written with the finding';
comment on column finding_item.finding_id is 'the finding';
comment on column finding_item.inspection_id is 'its case';
comment on column finding_item.list is 'the checklist';
comment on column finding_item.edition is 'its edition';
comment on column finding_item.item is 'the code of the item';
create trigger finding_item_append_only before update or delete on finding_item for each row execute function refuse();
alter table finding_item enable row level security;
create policy finding_item_reach on finding_item for all to xunjian_web using (finding_seen(finding_id));
grant select, insert on finding_item to xunjian_web;
