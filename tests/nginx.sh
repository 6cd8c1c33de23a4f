#!/bin/sh
# A web server for the tests behind a proxy: an installed nginx, or Debian's small one for root.
set -eu
PATH="$PATH:/usr/sbin"
if command -v nginx >/dev/null 2>&1; then
    echo "proxy tests use $(command -v nginx)"
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "no nginx found: installing Debian's nginx-light"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light >/dev/null
else
    echo "no nginx found: the proxy tests will be skipped (install nginx to run them)"
fi
