# Read by the commands beside it: a database server that is forgotten when the command ends.

# A database server for the tests alone: forgotten afterwards, so nothing needs to survive a crash.
start_postgres() {
  bin=$(postgres_bin)
  scratch=$(mktemp -d /tmp/xunjian-test.XXXXXX)
  as=(setpriv --pdeathsig QUIT)
  if ((EUID == 0)); then
    # PostgreSQL refuses to run as root
    local account=postgres
    id "$account" >/dev/null 2>&1 || account=nobody
    as=(setpriv --reuid "$account" --regid "$(id -g "$account")" --clear-groups --pdeathsig QUIT)
    chown "$account" "$scratch"
  fi
  trap stop_postgres EXIT
  (cd / && "${as[@]}" "$bin/initdb" -D "$scratch/data" -U xunjian --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$scratch.log" 2>&1) || die "initdb failed: $(tail -n 3 "$scratch.log")"
  (cd / && exec "${as[@]}" "$bin/postgres" -D "$scratch/data" -c listen_addresses= \
    -c unix_socket_directories="$scratch" -c unix_socket_permissions=0777 -c max_connections=200 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off \
    -c timezone=Asia/Shanghai >>"$scratch.log" 2>&1) &
  postmaster=$!
  local waited
  for ((waited = 0; waited < 300; waited++)); do
    ! "$bin/psql" -h "$scratch" -U xunjian -d postgres -qAtc 'select' >/dev/null 2>&1 || return 0
    kill -0 "$postmaster" 2>/dev/null || break
    sleep 0.1
  done
  die "the database for the tests did not start: $(tail -n 3 "$scratch.log")"
}

stop_postgres() {
  if [[ -n ${postmaster:-} ]]; then
    kill -QUIT "$postmaster" 2>/dev/null || true
    wait "$postmaster" 2>/dev/null || true
  fi
  rm -rf "$scratch" "$scratch.log"
}
