#!/bin/sh
# A browser for the browser tests: an installed Chromium or Chrome, or Debian's for root.
set -eu
for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        echo "browser tests use $(command -v "$name")"
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "no browser found: installing Debian's chromium"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null ||
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
    exit 0
fi
if [ -n "${CI:-}" ]; then
    echo "no Chromium or Chrome found, and it cannot be installed here: the browser tests need one" >&2
    exit 1
fi
echo "no Chromium or Chrome found: the browser tests will be skipped (install chromium to run them)"
