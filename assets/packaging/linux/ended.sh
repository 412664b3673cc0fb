#!/bin/sh
# Before the program is removed: end it for everybody who has it open. Uploads go on where they were if it is installed again.
# While it is only upgraded (deb: "upgrade", rpm: 1), what is open stays open: the new version comes with the next start.
set -e

installed=/usr/bin/twentythree-uploader

running() {
  for process in /proc/[0-9]*; do
    # After an upgrade the running file is one that was deleted.
    case "$(readlink "$process/exe" 2>/dev/null || true)" in
      "$installed" | "$installed (deleted)") echo "${process#/proc/}" ;;
    esac
  done
}

case "$1" in
  remove | 0)
    for process in $(running); do kill -TERM "$process" 2>/dev/null || true; done
    waited=0
    while [ -n "$(running)" ] && [ "$waited" -lt 15 ]; do
      sleep 1
      waited=$((waited + 1))
    done
    # The list survives that too.
    for process in $(running); do kill -KILL "$process" 2>/dev/null || true; done
    ;;
esac

exit 0
