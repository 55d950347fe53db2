#!/bin/sh
# Makes the secrets of compose.yaml in ./secrets, each once: what is there is never replaced.
# The directory is closed to other users. The files in it are not, since each container reads them as a user of its own.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
chmod 700 secrets
for name in master_key metrics_token redis_password grafana_password; do
  [ -s "secrets/$name" ] && continue
  case $name in
    # 32 bytes as base64, as the vault wants it.
    master_key) head -c 32 /dev/urandom | base64 | tr -d '\n' >"secrets/$name" ;;
    # Hexadecimal, so that no program reads anything else into it.
    *) head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n' >"secrets/$name" ;;
  esac
  chmod 444 "secrets/$name"
  echo "made secrets/$name"
done
