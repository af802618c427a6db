-- What waits to be verified, the latest first: a page of it is read as a page, however much waits.
create index finding_found_to_verify on finding (found_on desc, id desc) where status = 'confirmed' and position = 'to_verify';
