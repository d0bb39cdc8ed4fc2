# Starting and stopping Siraj and nginx. Whatever was started is stopped when bench/run ends.
# Sourced by bench/run.

# Processes to stop at the end, and the addresses of the two servers.
started=()
siraj_pid= siraj_site=
nginx_pid= nginx_site=

stop_all() {
  local pid
  for pid in "${started[@]}"; do
    kill -TERM "$pid" 2>/dev/null || true
  done
  for pid in "${started[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  started=()
}

# start_siraj FOLDER [OPTION...]: serves a data folder at a free port, and waits until what a first start
# does beside serving is done, as is the index of the search.
start_siraj() {
  local folder=$1 out=$work/siraj.out
  shift
  "$siraj" serve --data "$folder" --listen 127.0.0.1:0 "$@" >"$out" 2>"$work/siraj.log" &
  siraj_pid=$!
  started+=("$siraj_pid")
  local n
  for n in $(seq 600); do
    siraj_site=$(awk '/^listening on / { print $3 }' "$out")
    if [ -n "$siraj_site" ]; then
      rest
      return
    fi
    kill -0 "$siraj_pid" 2>/dev/null || break
    sleep 0.1
  done
  die "Siraj did not start:" "$(tail -20 "$work/siraj.log")"
}

# Stops Siraj as an operator would and waits for it.
stop_siraj() {
  local ended=0
  kill -TERM "$siraj_pid"
  # Now and then bash has lost its record of a child that has just ended, and says so with 127.
  wait "$siraj_pid" || ended=$?
  if [ "$ended" -ne 0 ] && [ "$ended" -ne 127 ] || kill -0 "$siraj_pid" 2>/dev/null; then
    die "Siraj ended badly:" "$(tail -20 "$work/siraj.log")"
  fi
  forget "$siraj_pid"
}

# start_nginx FOLDER HEADERS: serves the files of a folder, each with the headers of a file of
# `add_header` lines. One worker, set up as its manual advises for static files.
start_nginx() {
  local folder=$1 headers=$2 port n
  # Until a port is free.
  for n in $(seq 20); do
    port=$((20000 + RANDOM % 20000))
    nginx_conf "$folder" "$headers" "$port" >"$work/nginx.conf"
    nginx -p "$work" -c "$work/nginx.conf" 2>"$work/nginx.log" &
    nginx_pid=$!
    started+=("$nginx_pid")
    sleep 0.5
    if kill -0 "$nginx_pid" 2>/dev/null; then
      nginx_site=http://127.0.0.1:$port
      # What answers is the worker; the master only waits.
      nginx_worker=$(cut -d' ' -f1 "/proc/$nginx_pid/task/$nginx_pid/children")
      return 0
    fi
    forget "$nginx_pid"
  done
  die "nginx did not start:" "$(cat "$work/nginx.log")"
}

stop_nginx() {
  kill -TERM "$nginx_pid"
  wait "$nginx_pid" || true
  forget "$nginx_pid"
}

forget() {
  local pid kept=()
  for pid in "${started[@]}"; do
    [ "$pid" = "$1" ] || kept+=("$pid")
  done
  started=("${kept[@]}")
}

nginx_conf() {
  [ "$(id -u)" -ne 0 ] || echo "user root;"
  cat <<CONF
daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr error;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_timeout 1h;
  keepalive_requests 100000000;
  open_file_cache max=2000 inactive=1h;
  open_file_cache_valid 1h;
  server_tokens off;
  default_type "text/html; charset=utf-8";
  client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
  uwsgi_temp_path temp; scgi_temp_path temp;
  server {
    listen 127.0.0.1:$3;
    root "$1";
    include "$2";
  }
}
CONF
}

# mirror FOLDER ENCODING PATH...: keeps Siraj's answers in this encoding as files that nginx serves
# at the same paths (the front at /front), and its headers as nginx's. What nginx says by itself
# (date, length, type, its own ETag) is left to it.
mirror() {
  local folder=$1 encoding=$2 path file
  shift 2
  rm -rf "$folder" "$folder.headers"
  mkdir -p "$folder"
  : >"$folder.urls"
  for path in "$@"; do
    file=$folder$(file_of "$path")
    mkdir -p "$(dirname "$file")"
    printf 'url = "%s%s"\noutput = "%s"\n' "$siraj_site" "$path" "$file" >>"$folder.urls"
  done
  curl -sf -H "Accept-Encoding: $encoding" -K "$folder.urls" || die "a page could not be kept"
  curl -sf -o /dev/null -D - -H "Accept-Encoding: $encoding" "$siraj_site$1" | tr -d '\r' |
    awk -F': ' 'tolower($1) !~ /^(http|date|content-length|content-type|etag|connection)/ && NF > 1 {
      name = $1; sub(/^[^:]*: /, ""); printf "add_header %s \"%s\";\n", name, $0
    }' >"$folder.headers"
  grep -qi "content-encoding.*$encoding" "$folder.headers" || die "Siraj did not answer in $encoding"
}

# The path under which nginx has the page of a path: percent-decoded; a front has a name.
file_of() {
  local path=$1
  [ "${path: -1}" != / ] || path=${path}front
  printf '%b' "${path//%/\\x}"
}

# same ENCODING PATH: the page at this path is the same, to the byte, from both servers.
same() {
  local name
  name=$(on_nginx "$2")
  cmp -s <(curl -sf -H "Accept-Encoding: $1" "$siraj_site$2") <(curl -sf "$nginx_site$name") ||
    die "$2 is not the same from both servers"
}

# The path by which nginx is asked for the page of a path.
on_nginx() {
  [ "${1: -1}" != / ] && echo "$1" || echo "${1}front"
}
