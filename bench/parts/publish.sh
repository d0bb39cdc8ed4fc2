# Publishing through the write API, in newsrooms of three sizes: how long until the answer, and whether
# every page is right when it is there. Sourced by bench/run.

publications=500

part_publish() {
  local size told
  report "## Publishing" "" \
    "Over HTTP on SQLite with \`synchronous = FULL\`: a draft is written, then published, $publications times without a pause. Flushing 4 KB to this disk takes $(flush) ms (median)." "" \
    "| articles in the newsroom | write, median | publish, median | 99 % | slowest | targets | | right at the answer |" \
    "| --: | --: | --: | --: | --: | --: | --- | --- |"
  : >"$work/medians"
  for size in 1000 10000 100000; do
    borrow "$size"
    start_siraj "$borrowed"
    told=$work/publish-$size
    "$programs" publish --site "$siraj_site" --token "$(token)" --count "$publications" >"$told"
    note "$size articles: $(tr '\n' ' ' <"$told")"
    stop_siraj
    rm -rf "$borrowed"
    figure publish_p50_ms "$told" >>"$work/medians"
    report "| $size | $(number 1 "$(figure write_p50_ms "$told")") ms | $(number 1 "$(figure publish_p50_ms "$told")") ms | $(number 1 "$(figure publish_p99_ms "$told")") ms | $(number 1 "$(figure publish_max_ms "$told")") ms | ≤ 10, ≤ 50 ms | $(both "$told") | $(exact "$told") |"
  done
  report "" "From the smallest newsroom to the largest the median changes by a factor of $(number 2 "$(factor)")." \
    "\"Right\" means: the article's page, the front, its section and both feeds were in the cache before, and show it when the answer is here."
}

token() {
  "$siraj" token create --data "$borrowed" --person owner --role chief
}

both() {
  local median slow
  median=$(at_most "$(figure publish_p50_ms "$1")" 10)
  slow=$(at_most "$(figure publish_p99_ms "$1")" 50)
  [ "$median" = "$slow" ] && echo "$median" || echo "median $median, 99 % $slow"
}

exact() {
  local looked wrong
  looked=$(figure looked "$1")
  wrong=$(figure wrong "$1")
  if [ "$wrong" -eq 0 ]; then echo "$looked of $looked"; else echo "**$((looked - wrong)) of $looked**"; fi
}

factor() {
  awk 'NR == 1 { first = $1 } { last = $1 } END { print last / first }' "$work/medians"
}

# What the disk takes to keep 4 KB for good, as a measure of what no program can be quicker than.
flush() {
  local n file=$work/flushed
  for n in $(seq 50); do
    LC_ALL=C dd if=/dev/zero of="$file" bs=4k count=1 oflag=dsync conv=notrunc 2>&1 |
      awk '/copied/ { for (i = 1; i <= NF; i++) if ($i == "s,") print $(i - 1) * 1000 }'
  done | median | awk '{ printf "%.2f", $1 }'
}
