#!/bin/sh
# A file may grow no further in the middle of an import, a dump, an export and a backup: words and
# exit code say so, what was let in stays, and after room is made the same command goes on.
set -eu
kartotek=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -B "$(dirname "$0")/../soak/people.py" 3000 >"$dir/people.csv"
import() { "$kartotek" -q -d "$1" import "$dir/people.csv" --source crm --country SE; }
# Runs a command that may write files of up to $1 KB (a block of ulimit is 512 bytes).
within() { size=$1; shift; (ulimit -f "$((size * 2))"; "$@") 2>"$dir/words"; }
refused() {
    if within "$@" >/dev/null; then echo "$*: it fitted"; exit 1; fi
    grep -Eqi 'full|room|space' "$dir/words" || { echo "$*: no clear words:"; cat "$dir/words"; exit 1; }
}

import "$dir/calm.db" >/dev/null
expected=$("$kartotek" -d "$dir/calm.db" hash)
for size in 600 1500 3000; do
    refused "$size" import "$dir/full.db"
    "$kartotek" -d "$dir/full.db" doctor --quick >/dev/null || true
done
import "$dir/full.db" >/dev/null
[ "$("$kartotek" -d "$dir/full.db" hash)" = "$expected" ]
"$kartotek" -d "$dir/full.db" doctor >/dev/null

refused 100 "$kartotek" -d "$dir/full.db" dump -o "$dir/dump.jsonl"
refused 100 "$kartotek" -d "$dir/full.db" export -o "$dir/people.vcf"
refused 100 "$kartotek" -d "$dir/full.db" backup "$dir/backup.db"
for file in dump.jsonl people.vcf backup.db; do [ ! -e "$dir/$file" ]; done
[ "$("$kartotek" -d "$dir/full.db" hash)" = "$expected" ]
"$kartotek" -d "$dir/full.db" backup "$dir/backup.db" >/dev/null
