#!/bin/sh
# At size: an import undone leaves nothing, done again is the same register, and a dump carries it
# from SQLite to PostgreSQL and back unchanged.
#
#     round_trip.sh KARTOTEK [ROWS]
set -eu
kartotek=$1 rows=${2:-20000}
dir=$(mktemp -d)
name=round_trip_$$
trap '[ -z "${KARTOTEK_TEST_POSTGRES:-}" ] || psql -qc "DROP DATABASE IF EXISTS $name" "$KARTOTEK_TEST_POSTGRES&dbname=postgres" 2>"$dir/words"; rm -rf "$dir"' EXIT
python3 -B "$(dirname "$0")/people.py" "$rows" >"$dir/people.csv"
python3 -B "$(dirname "$0")/people.py" "$((rows / 2))" 2 >"$dir/more.csv"
hash_of() { "$kartotek" -d "$1" hash; }
same() { [ "$2" = "$3" ] || { echo "$1: $2 became $3"; exit 1; }; }
job_of() { sed 's/.*"job":"\([a-z0-9]*\)".*/\1/'; }

"$kartotek" -d "$dir/a.db" --json import "$dir/people.csv" --source crm --country SE >/dev/null
before=$(hash_of "$dir/a.db")
job=$("$kartotek" -d "$dir/a.db" --json import "$dir/more.csv" --source shop --country SE | job_of)
after=$(hash_of "$dir/a.db")
[ "$before" != "$after" ]
"$kartotek" -d "$dir/a.db" undo "$job" >/dev/null
same "an import undone" "$before" "$(hash_of "$dir/a.db")"
"$kartotek" -d "$dir/a.db" redo "$job" >/dev/null
same "an import done again" "$after" "$(hash_of "$dir/a.db")"
"$kartotek" -d "$dir/a.db" doctor >/dev/null

"$kartotek" -d "$dir/a.db" dump -o "$dir/a.jsonl" >/dev/null
other=$dir/b.db
if [ -n "${KARTOTEK_TEST_POSTGRES:-}" ]; then
    psql -q "$KARTOTEK_TEST_POSTGRES&dbname=postgres" -c "CREATE DATABASE $name"
    other="$KARTOTEK_TEST_POSTGRES&dbname=$name"
fi
"$kartotek" -d "$other" load "$dir/a.jsonl" >/dev/null
same "a register moved" "$after" "$(hash_of "$other")"
"$kartotek" -d "$other" dump -o "$dir/b.jsonl" >/dev/null
"$kartotek" -d "$dir/c.db" load "$dir/b.jsonl" >/dev/null
same "a register moved back" "$after" "$(hash_of "$dir/c.db")"
"$kartotek" -d "$dir/c.db" doctor >/dev/null
echo "round trip: $((rows + rows / 2)) rows, undone, done again, moved and moved back"
