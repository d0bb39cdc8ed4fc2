# What readers' lines carry: every article of the demo, and first visits in Chromium on a phone's
# width. Sourced by bench/run.

part_weight() {
  demo
  start_siraj "$work/demo"
  CHROMIUM=$chromium node bench/weigh.mjs "$siraj_site" >>"$part_report"
  stop_siraj
}
