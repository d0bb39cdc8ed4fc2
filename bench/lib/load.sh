# Load from wrk, and what it costs a server. Sourced by bench/run.

# How long one round takes, in seconds, and how many pairs of rounds there are.
seconds=${BENCH_SECONDS:-8}
pairs=${BENCH_PAIRS:-5}

# load SECONDS ENCODING URL [PATHS]: asks over 64 connections as fast as it is answered, for the
# page at the URL or, given a file of paths, for those at random. Prints how many requests were
# answered and how many a second; refuses any that went wrong.
load() {
  local seconds=$1 encoding=$2 url=$3 at_random=() from=() out
  [ $# -eq 3 ] || at_random=(-s bench/random.lua) from=(-- "$4")
  out=$(wrk -t1 -c64 -d "${seconds}s" -H "Accept-Encoding: $encoding" "${at_random[@]}" "$url" \
    "${from[@]}") || die "wrk failed:" "$out"
  if grep -qE 'Non-2xx|Socket errors' <<<"$out"; then
    die "not every request was answered:" "$out"
  fi
  awk '/requests in/ { requests = $1 } /^Requests\/sec/ { rate = $2 } END { print requests, rate }' \
    <<<"$out"
}

# Waits until Siraj has done what it does in the background, which is better encodings.
rest() {
  local before after
  after=$(cpu "$siraj_pid")
  while before=$after; do
    sleep 1
    after=$(cpu "$siraj_pid")
    [ $((after - before)) -gt 2 ] || break
  done
}

# round WHO PID ENCODING URL [PATHS]: one round against one server, as a line of figures:
# who, microseconds of processor time a request, requests a second.
round() {
  local who=$1 pid=$2 before after answered
  shift 2
  before=$(cpu "$pid")
  answered=$(load "$seconds" "$@")
  after=$(cpu "$pid")
  awk -v who="$who" -v ticks=$((after - before)) -v hz="$ticks_a_second" \
    '{ printf "%s %.4f %.0f\n", who, ticks / hz * 1e6 / $1, $2 }' <<<"$answered"
}

# duel NAME ENCODING SIRAJ-URL NGINX-URL [PATHS]: the two servers in turn, so that whatever else
# happens on the machine meets both. The rounds' figures go to a file of that name.
duel() {
  local name=$1 encoding=$2 ours=$3 theirs=$4 file=$work/$1.rounds n
  shift 4
  load 2 "$encoding" "$ours" "$@" >/dev/null
  load 2 "$encoding" "$theirs" "$@" >/dev/null
  : >"$file"
  for n in $(seq "$pairs"); do
    round siraj "$siraj_pid" "$encoding" "$ours" "$@" >>"$file"
    round nginx "$nginx_worker" "$encoding" "$theirs" "$@" >>"$file"
    note "$name, pair $n of $pairs: $(tail -2 "$file" | awk '{ printf "%s %.2f µs  ", $1, $2 }')"
  done
}

# median: of the numbers on standard input.
median() {
  sort -g | awk '{ all[NR] = $1 } END {
    if (NR % 2) print all[(NR + 1) / 2]; else print (all[NR / 2] + all[NR / 2 + 1]) / 2
  }'
}

# of WHO COLUMN FILE: the median of one server's figures.
of() {
  awk -v who="$1" -v column="$2" '$1 == who { print $column }' "$3" | median
}

# ratio FILE: the median of the pairs' ratios of processor time.
ratio() {
  awk '$1 == "siraj" { ours = $2 } $1 == "nginx" { print ours / $2 }' "$1" | median
}
