#!/bin/sh
# The two commands of the README, on a bare Debian 12:
#
#   sh data/setup.sh run     installs what is missing, builds, opens the demonstration territory
#   sh data/setup.sh test    installs what is missing, builds, runs every test without a screen
#   sh data/setup.sh build   installs what is missing and builds
#
# MAILLAGE_BUILD names the build folder (default: build).
set -eu

cd "$(dirname "$0")/.."
build=${MAILLAGE_BUILD:-build}

tools="gcc meson ninja-build pkg-config gettext desktop-file-utils appstream"
libraries="libgtk-4-dev libshumate-dev libigraph-dev libcmark-dev libzip-dev libxml2-dev libical-dev
  libharfbuzz-dev libfontconfig-dev libjson-glib-dev libsqlite3-dev libsoup-3.0-dev libenchant-2-dev libhyphen-dev hyphen-fr libgtk-4-bin adwaita-icon-theme fonts-dejavu-core fonts-cantarell fonts-urw-base35
  hunspell-fr"
test_tools="xvfb xauth at-spi2-core dbus python3 python3-dbus python3-xlib locales sqlite3 gdal-bin
  poppler-utils qpdf libxml2-utils shared-mime-info librsvg2-common ca-certificates git"

install_missing() {
  missing=
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0

  echo "Installing:$missing"
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Please install as root:$missing" >&2; exit 1; }
    as_root=sudo
  fi
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

build_all() {
  # A folder left by another version of the sources is set up again.
  [ -f "$build/build.ninja" ] || meson setup "$build" "$@"
  ninja -C "$build"
}

# shellcheck disable=SC2086
case "${1:-}" in
  build)
    install_missing $tools $libraries
    build_all
    ;;
  run)
    install_missing $tools $libraries
    build_all
    demo=${XDG_DATA_HOME:-$HOME/.local/share}/maillage/demonstration.maillage
    mkdir -p "$(dirname "$demo")"
    export MAILLAGE_LOCALEDIR="$PWD/$build/po"
    [ -f "$demo" ] || "$build/src/cli/maillage-cli" new "$demo" --demo
    exec "$build/src/ui/maillage" "$demo"
    ;;
  test)
    install_missing $tools $libraries $test_tools
    build_all -Dwerror=true
    # Random tests take this seed, so that two runs of one tree say the same; MLG_SEED=… tries others.
    export MLG_SEED="${MLG_SEED:-1}"
    meson test -C "$build" --print-errorlogs --no-rebuild --num-processes 2 --timeout-multiplier 4
    ;;
  *)
    echo "usage: sh data/setup.sh run | test | build" >&2
    exit 2
    ;;
esac
