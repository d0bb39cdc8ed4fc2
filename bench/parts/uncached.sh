# Articles that are not in the cache: what it costs to make their bytes, and to encode them for the
# one who asks. Each is asked for once, one after the other; what the same way costs when the page
# is in the cache is taken off. Sourced by bench/run.

# So many rounds, in each so many articles as they are, as browsers ask, in gzip alone and in brotli
# alone, none of them twice.
turns=6
a_turn=400
# The last so many of them are then asked for again, ten times each: too seldom for a better encoding.
again=100

part_uncached() {
  local n page cached browser br gzip costs=$work/uncached.rounds
  newsroom 10000
  borrow 10000
  start_siraj "$borrowed"
  addresses=$newsrooms/10000/addresses
  # The machine's own caches are filled, and what is done once at the start is done.
  ask --skip $((turns * a_turn * 4)) --count 200 >/dev/null
  : >"$costs"
  for n in $(seq 0 $((turns - 1))); do
    page=$(asked --skip $((n * a_turn * 4)) --count "$a_turn")
    cached=$(asked --skip $((n * a_turn * 4 + a_turn - again)) --count "$again" --rounds 10)
    br=$(asked --skip $((n * a_turn * 4 + a_turn)) --count "$a_turn" --encoding br)
    gzip=$(asked --skip $((n * a_turn * 4 + a_turn * 2)) --count "$a_turn" --encoding gzip)
    browser=$(asked --skip $((n * a_turn * 4 + a_turn * 3)) --count "$a_turn" --encoding "gzip, deflate, br, zstd")
    echo "round $cached $(minus "$page" "$cached") $(minus "$browser" "$page") $(minus "$gzip" "$page") $(minus "$br" "$page")" >>"$costs"
    note "turn $((n + 1)) of $turns, ms: cached $cached, as it is $page, browser $browser, gzip $gzip, br $br"
  done
  report "## Articles that are not in the cache" "" \
    "A generated newsroom of 10,000, the cache as large as it is by default. $turns rounds; in each, $a_turn articles for each line, each asked for once; medians. CPU of the whole process." "" \
    "| | CPU a request | target | |" "| --- | --: | --: | --- |"
  cost "an article from the cache, asked for the same way" 2
  cost "its bytes as they are: the render" 3 0.5
  cost "and what a browser is given (it is gzip until the page is hot)" 4 0.3
  cost "and gzip, for those who take only that" 5 0.3
  cost "and brotli, for those who take only that" 6 0.3
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
  awk -v ticks=$((after - before)) -v hz="$ticks_a_second" -v n="$(figure requests "$told")" \
    'BEGIN { printf "%.4f", ticks / hz * 1000 / n }'
}

minus() {
  awk -v a="$1" -v b="$2" 'BEGIN { printf "%.4f", a - b }'
}

# cost WHAT COLUMN [TARGET]: a row with the median of the rounds.
cost() {
  local target= verdict= ms
  ms=$(of round "$2" "$work/uncached.rounds")
  [ $# -lt 3 ] || target="≤ $3 ms" verdict=$(at_most "$ms" "$3")
  report "| $1 | $(number 3 "$ms") ms | $target | $verdict |"
}
