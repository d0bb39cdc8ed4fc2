# A PostgreSQL cluster for one run of the tests: in a folder of its own, reached by a socket only,
# without the waits that make a crash harmless, and gone afterwards. Sourced by bin/test.

postgres_folder=
postgres_bin=

# Finds initdb and pg_ctl: $PGBIN, Debian's folders (the newest), then PATH.
find_postgres() {
  local folder
  for folder in "${PGBIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
      postgres_bin=$folder
      return
    fi
  done
  folder=$(command -v initdb) && postgres_bin=$(dirname "$(readlink -f "$folder")")
}

need_postgres() {
  find_postgres && return
  missing+=(postgresql)
  install_missing
  find_postgres || die "PostgreSQL's initdb was not found; set PGBIN to its folder."
}

# The server refuses to run as root, so root lends it to another user, made here if need be.
as_postgres() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
    return
  fi
  id -u siraj-tests >/dev/null 2>&1 ||
    useradd --system --no-create-home --shell /usr/sbin/nologin siraj-tests
  runuser -u siraj-tests -- "$@"
}

# Starts the cluster and exports SIRAJ_TEST_DATABASE_URL. The path is short: sockets allow 107 bytes.
start_postgres() {
  postgres_folder=$(mktemp -d "$(scratch_place)/siraj-pg.XXXXXX")
  as_postgres true
  [ "$(id -u)" -ne 0 ] || chown siraj-tests "$postgres_folder"
  (
    cd "$postgres_folder"
    as_postgres "$postgres_bin/initdb" -D "$postgres_folder/data" -U postgres -A trust -E UTF8 \
      --locale=C.UTF-8 -N >"/dev/null"
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -s -w -l "$postgres_folder/log" \
      -o "-c listen_addresses='' -k $postgres_folder -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=128MB" start
  ) || die "PostgreSQL did not start:" "$(cat "$postgres_folder/log" 2>/dev/null)"
  export SIRAJ_TEST_DATABASE_URL="postgresql:///postgres?host=$postgres_folder&user=postgres"
  # Tests that stop a server of their own start it from this folder, as this user when root runs them.
  export SIRAJ_TEST_PGBIN=$postgres_bin
  [ "$(id -u)" -ne 0 ] || export SIRAJ_TEST_PGUSER=siraj-tests
}

stop_postgres() {
  [ -n "$postgres_folder" ] || return 0
  (cd / && as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -m immediate -s -w stop) || true
  rm -rf "$postgres_folder"
  postgres_folder=
  unset SIRAJ_TEST_DATABASE_URL
}
