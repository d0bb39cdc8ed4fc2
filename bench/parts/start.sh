# From the start of the process to the last byte of the first front page. Sourced by bench/run.

starts=10

part_start() {
  report "## Start to first page" "" \
    "$starts starts each, stopped in good order between them." "" \
    "| | median | slowest | target | |" "| --- | --: | --: | --: | --- |"
  demo
  start_row "the demo, laid out before" "$work/demo"
  borrow 100000
  start_row "100,000 articles" "$borrowed"
  rm -rf "$borrowed"
  "$programs" first-page --siraj "$siraj" --data "$work/afresh" --demo >"$work/told"
  report "| the demo, laid out by this start | $(figure first_page_p50_ms "$work/told" | seconds_of) s | | | |"
}

# start_row WHAT FOLDER
start_row() {
  local told=$work/told slowest
  "$programs" first-page --siraj "$siraj" --data "$2" --times "$starts" >"$told"
  note "$1: $(tr '\n' ' ' <"$told")"
  slowest=$(figure first_page_max_ms "$told" | seconds_of)
  report "| $1 | $(figure first_page_p50_ms "$told" | seconds_of) s | $slowest s | ≤ 0.2 s | $(at_most "$slowest" 0.2) |"
}

seconds_of() {
  awk '{ printf "%.3f", $1 / 1000 }'
}
