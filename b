copies 1 9
db-read 128 7
db-write 0 0
siraj-fathead 0 0
tokio-rt-worker 30 29
