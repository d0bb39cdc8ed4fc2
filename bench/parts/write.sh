# What writing costs in Chromium: the weight of the script, keys in a long text, the first key on a
# slow processor. Sourced by bench/run.

part_write() {
  SIRAJ_BIN=$siraj CHROMIUM=$chromium node bench/write.mjs >>"$part_report"
}
