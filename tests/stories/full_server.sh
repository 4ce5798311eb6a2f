#!/bin/sh
# The disk of a PostgreSQL server is full in the middle of an import: words and exit code say so,
# what was let in stays, and after room is made the same command goes on.
set -eu
kartotek=$1
[ -n "${KARTOTEK_TEST_POSTGRES:-}" ] || { echo "skipped: no PostgreSQL"; exit 0; }
dir=$(mktemp -d /tmp/kartotek_story.XXXXXX)
name=full_$$
ask() { psql -qAt "$KARTOTEK_TEST_POSTGRES&dbname=${2:-postgres}" -c "$1"; }
cleanup() {
    ask "DROP DATABASE IF EXISTS $name WITH (FORCE)"
    ask "DROP DATABASE IF EXISTS calm_$name WITH (FORCE)"
    ask "DROP TABLESPACE IF EXISTS $name"
    ! mountpoint -q "$dir/disk" || umount "$dir/disk"
    rm -rf "$dir"
}
trap cleanup EXIT
mkdir "$dir/disk"
chmod 755 "$dir"
mount -t tmpfs -o size=100m tmpfs "$dir/disk" 2>"$dir/words" ||
    { echo "skipped: a small disk cannot be mounted: $(cat "$dir/words")"; exit 0; }
chown "$(stat -c %U "$(ask 'SHOW data_directory')")" "$dir/disk"
# $1 KB beside what is used; what was rolled back goes on using its own.
give_room() {
    used=$(df -k --output=used "$dir/disk" | tail -n 1)
    mount -o "remount,size=$((used + $1))k" "$dir/disk"
}

python3 -B "$(dirname "$0")/../soak/people.py" 3000 >"$dir/people.csv"
import() { "$kartotek" -q -d "$1" import "$dir/people.csv" --source crm --country SE; }
rows_in() { # a new connection writes a file or two
    give_room 500
    ask "SELECT count(*) FROM record" "$name"
}
calm="$KARTOTEK_TEST_POSTGRES&dbname=calm_$name"
full="$KARTOTEK_TEST_POSTGRES&dbname=$name"
ask "CREATE DATABASE calm_$name"
import "$calm" >/dev/null
expected=$("$kartotek" -d "$calm" hash)

ask "CREATE TABLESPACE $name LOCATION '$dir/disk'"
ask "CREATE DATABASE $name TABLESPACE $name"
"$kartotek" -d "$full" jobs >/dev/null # makes the tables
refused=0 rows=0
for try in $(seq 20); do
    give_room "$((try * 600))"
    code=0
    import "$full" >/dev/null 2>"$dir/words" || code=$?
    [ "$code" != 0 ] || break
    refused=$try
    [ "$code" = 9 ] && grep -q "no room left on the disk of the database server" "$dir/words" ||
        { echo "exit status $code, and no clear words:"; cat "$dir/words"; exit 1; }
    now=$(rows_in)
    [ "$now" -ge "$rows" ] || { echo "$rows rows were in, now $now"; exit 1; }
    rows=$now
done
[ "$refused" -ge 3 ] || { echo "the disk was full $refused times only"; exit 1; }
[ "$("$kartotek" -d "$full" hash)" = "$expected" ]
"$kartotek" -d "$full" doctor >/dev/null
