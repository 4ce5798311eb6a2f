#!/bin/sh
# At size and on both engines: an import undone leaves nothing, done again is the same register. A
# dump carries it from SQLite to PostgreSQL and back unchanged, and there everything can be undone.
#
#     round_trip.sh KARTOTEK [ROWS]
set -eu
kartotek=$1 rows=${2:-20000}
dir=$(mktemp -d)
name=round_trip_$$
NOTHING=00000000000000000000000000000000
cleanup() {
    for database in "$name" "${name}_own"; do
        [ -z "${KARTOTEK_TEST_POSTGRES:-}" ] ||
            psql -qc "DROP DATABASE IF EXISTS $database" "$KARTOTEK_TEST_POSTGRES&dbname=postgres" 2>"$dir/words"
    done
    rm -rf "$dir"
}
trap cleanup EXIT
python3 -B "$(dirname "$0")/people.py" "$rows" >"$dir/people.csv"
python3 -B "$(dirname "$0")/people.py" "$((rows / 2))" 2 >"$dir/more.csv"
hash_of() { "$kartotek" -d "$1" hash; }
same() { [ "$2" = "$3" ] || { echo "$1: $2 became $3"; exit 1; }; }
job_of() { sed 's/.*"job":"\([a-z0-9]*\)".*/\1/'; }

fill() { # $1: an empty register
    "$kartotek" -d "$1" --json import "$dir/people.csv" --source crm --country SE >"$dir/first.json"
    before=$(hash_of "$1")
    job=$("$kartotek" -d "$1" --json import "$dir/more.csv" --source shop --country SE | job_of)
    after=$(hash_of "$1")
    [ "$before" != "$after" ]
}
undo_and_redo() {
    "$kartotek" -d "$1" undo "$job" >/dev/null
    same "an import undone" "$before" "$(hash_of "$1")"
    "$kartotek" -d "$1" redo "$job" >/dev/null
    same "an import done again" "$after" "$(hash_of "$1")"
    "$kartotek" -d "$1" doctor >/dev/null
}
# The first import goes while the second still stands on it.
undo_everything() {
    first=$(job_of <"$dir/first.json")
    "$kartotek" -d "$1" undo "$first" >/dev/null
    "$kartotek" -d "$1" doctor >/dev/null
    "$kartotek" -d "$1" undo "$job" >/dev/null
    same "a register with everything undone" "$NOTHING" "$(hash_of "$1")"
    "$kartotek" -d "$1" doctor >/dev/null
}
new_database() {
    psql -q "$KARTOTEK_TEST_POSTGRES&dbname=postgres" -c "CREATE DATABASE $1"
    echo "$KARTOTEK_TEST_POSTGRES&dbname=$1"
}

if [ -n "${KARTOTEK_TEST_POSTGRES:-}" ]; then
    own=$(new_database "${name}_own")
    fill "$own"
    undo_and_redo "$own"
    there=$after
    undo_everything "$own"
fi
fill "$dir/a.db"
undo_and_redo "$dir/a.db"
same "what both engines let in" "$after" "${there:-$after}"

"$kartotek" -d "$dir/a.db" dump -o "$dir/a.jsonl" >/dev/null
other=$dir/b.db
[ -z "${KARTOTEK_TEST_POSTGRES:-}" ] || other=$(new_database "$name")
"$kartotek" -d "$other" load "$dir/a.jsonl" >/dev/null
same "a register moved" "$after" "$(hash_of "$other")"
"$kartotek" -d "$other" dump -o "$dir/b.jsonl" >/dev/null
"$kartotek" -d "$dir/c.db" load "$dir/b.jsonl" >/dev/null
same "a register moved back" "$after" "$(hash_of "$dir/c.db")"
"$kartotek" -d "$dir/c.db" doctor >/dev/null
undo_everything "$dir/c.db"
echo "round trip: $((rows + rows / 2)) rows, undone, done again, moved, moved back and all undone"
