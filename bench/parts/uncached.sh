# Articles that are not in the cache: what it costs to make their bytes, and to encode them for the
# one who asks. Each is asked for once, one after the other; what the same way costs when the page
# is in the cache is taken off. Sourced by bench/run.

asked_once=3000
asked_again=300

part_uncached() {
  local cached page br gzip
  newsroom 10000
  borrow 10000
  start_siraj "$borrowed"
  addresses=$newsrooms/10000/addresses
  # The machine's own caches are filled, and what is done once at the start is done.
  ask --skip 9000 --count 200 >/dev/null
  page=$(asked --skip 0 --count "$asked_once")
  # The last ones are in the cache now; ten times each, which is too seldom for a better encoding.
  cached=$(asked --skip $((asked_once - asked_again)) --count "$asked_again" --rounds 10)
  br=$(asked --skip "$asked_once" --count "$asked_once" --encoding br)
  gzip=$(asked --skip $((2 * asked_once)) --count "$asked_once" --encoding gzip)
  report "## Articles that are not in the cache" "" \
    "A generated newsroom of 10,000; $asked_once articles in a row for each line, each asked for once, the cache as large as it is by default. CPU of the whole process." "" \
    "| | CPU a request | target | |" "| --- | --: | --: | --- |"
  cost "an article from the cache, asked for the same way" "$cached"
  cost "its bytes as they are: the render" "$(minus "$page" "$cached")" 0.5
  cost "and brotli" "$(minus "$br" "$page")" 0.3
  cost "and gzip" "$(minus "$gzip" "$page")" 0.3
  stop_siraj
}

ask() {
  "$programs" ask --site "$siraj_site" --addresses "$addresses" "$@"
}

# asked OPTION...: asks, and prints milliseconds of processor time a request.
asked() {
  local before after told=$work/asked
  before=$(cpu "$siraj_pid")
  ask "$@" >"$told"
  after=$(cpu "$siraj_pid")
  note "$*: $(tr '\n' ' ' <"$told")"
  awk -v ticks=$((after - before)) -v hz="$ticks_a_second" -v n="$(figure requests "$told")" \
    'BEGIN { printf "%.4f", ticks / hz * 1000 / n }'
}

minus() {
  awk -v a="$1" -v b="$2" 'BEGIN { printf "%.4f", a - b }'
}

# cost WHAT MILLISECONDS [TARGET]
cost() {
  local target= verdict=
  [ $# -lt 3 ] || target="≤ $3 ms" verdict=$(at_most "$2" "$3")
  report "| $1 | $(number 3 "$2") ms | $target | $verdict |"
}
