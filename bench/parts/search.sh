# Search among many invented articles: what making the index takes, how large it is, and how long answers
# take, in a process of its own that has not made it. Sourced by bench/run.

part_search() {
  local small=$work/search-10000 large=$work/search-1000000 made=$work/search-made
  note "making the index of 10,000 articles, then of 1,000,000: a quarter of an hour"
  ask_index 10000 "$small" "$work/search-made-10000"
  ask_index 1000000 "$large" "$made"
  report "## Search" "" \
    "1,000,000 invented articles of 250 to 350 words, $(figure text_mb "$made") MB. Each of 1,000 questions of a sort is asked twice, one after the other; the second time counts." "" \
    "| | median | 99 % | target | |" "| --- | --: | --: | --: | --- |"
  question_row "3 to 5 words, processor" short_cpu "$large" 10
  question_row "3 to 5 words, by the clock" short_wall "$large" 30
  question_row "10 to 16 words, processor" long_cpu "$large" 40
  question_row "published until found" publish_to_found "$large" 1000
  report "" "| | | target | |" "| --- | --: | --: | --- |"
  for sort in short long; do
    local grown
    grown=$(awk -v a="$(figure "${sort}_cpu_p50_ms" "$large")" -v b="$(figure "${sort}_cpu_p50_ms" "$small")" 'BEGIN { printf "%.1f", a / b }')
    report "| median of ${sort} questions, beside 10,000 articles | ${grown}x | ≤ 6x | $(at_most "$grown" 6) |"
  done
  figure_row "index, of the text" index_to_text "$made" 0.7 "x"
  figure_row "memory of its own while it answers" anonymous_mb "$large" 300 " MB"
  figure_row "memory of its own while it is made" making_anonymous_mb "$made" 300 " MB"
  local rate
  rate=$(figure made_a_second "$made")
  report "| made anew | $rate articles/s, $(figure made_mb_a_second "$made") MB/s | ≥ 1000 | $(at_least "$rate" 1000) |"
}

# ask_index ARTICLES ANSWERS MAKING: what answering takes, and what making took, into two files.
ask_index() {
  "$programs" search-scale --articles "$1" 2>/dev/null >"$3"
  "$programs" search-scale --articles "$1" --made >"$2"
}

# question_row WHAT FIGURE FILE LIMIT
question_row() {
  local slow
  slow=$(figure "$2_p99_ms" "$3")
  report "| $1 | $(number 1 "$(figure "$2_p50_ms" "$3")") ms | $(number 1 "$slow") ms | ≤ $4 ms | $(at_most "$slow" "$4") |"
}

# figure_row WHAT FIGURE FILE LIMIT UNIT
figure_row() {
  local value
  value=$(figure "$2" "$3")
  report "| $1 | $value$5 | ≤ $4$5 | $(at_most "$value" "$4") |"
}

at_least() {
  awk -v value="$1" -v limit="$2" 'BEGIN {
    if (value + 0 >= limit + 0) print "met"
    else printf "**falls short** by %.1f %%", (1 - value / limit) * 100
  }'
}
