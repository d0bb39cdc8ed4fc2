# Style sheets, scripts and fonts, built before cargo embeds them. Sourced by the commands in bin/.

build_assets() {
  local home=crates/siraj
  # npm leaves this file behind when it has installed what the lock says.
  if [ ! -e $home/node_modules/.package-lock.json ] ||
    [ $home/package-lock.json -nt $home/node_modules/.package-lock.json ]; then
    say "installing the front end's packages"
    (cd $home && npm ci --no-audit --no-fund --loglevel=error)
    touch $home/node_modules/.package-lock.json
  fi
  say "building fonts, style sheets and scripts"
  node $home/assets/build.mjs
}
