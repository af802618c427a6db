-- What is still open when a case ends is handed over, with a receipt.
create table hand_over (
  finding_id uuid primary key,
  inspection_id uuid not null,
  to_org_id int not null references org,
  note text not null,
  sent_by uuid not null references person,
  sent_on date not null,
  at timestamptz not null,
  received_by uuid references person,
  received_on date,
  receipt text not null default '',
  foreign key (finding_id, inspection_id) references finding (id, inspection_id),
  constraint hand_over_received check ((received_by is null) = (received_on is null)),
  constraint hand_over_in_order check (received_on >= sent_on)
);
create index hand_over_to on hand_over (to_org_id) where received_on is null;
comment on table hand_over is '移交: a finding left open at closing goes to the resident office or the supervising procuratorate, which gives a receipt';

-- sent once, received once
create function hand_over_is_received_once() returns trigger language plpgsql as $$
begin
  if old.received_on is not null or (to_jsonb(new) - array['received_by', 'received_on', 'receipt']) <> (to_jsonb(old) - array['received_by', 'received_on', 'receipt']) then
    raise exception 'a hand-over is received once' using errcode = '55006', constraint = 'hand_over_once';
  end if;
  return new;
end $$;
create trigger hand_over_once before update on hand_over for each row execute function hand_over_is_received_once();

alter table hand_over enable row level security;
create policy hand_over_reach on hand_over for all to xunjian_web using (exists (select from finding f where f.id = hand_over.finding_id));
create policy hand_over_own_name on hand_over as restrictive for insert to xunjian_web with check (sent_by = actor_person());
grant select, insert, update (received_by, received_on, receipt) on hand_over to xunjian_web;
