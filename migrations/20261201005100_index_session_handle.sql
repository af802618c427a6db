-- A browser that keeps what was written on site asks by this whether it may still be read.
create index session_handle on session (substr(encode(token_sha256, 'hex'), 1, 16));
