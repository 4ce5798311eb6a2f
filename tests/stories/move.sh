#!/bin/sh
# A register moves to another engine and back; it is the same, and damage is noticed.
set -eu
kartotek=$1
dir=$(mktemp -d /tmp/kartotek_move.XXXXXX)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$1" >&2; exit 1; }

cat > crm.csv <<'CSV'
id,given name,family name,email,phone,city,country,level
1,Anna,Berg,anna.berg@example.se,+46701740605,Stockholm,SE,gold
2,Lars,Ek,lars@example.se,+46701740606,Lund,SE,
3,=1+1,Lund,lund@example.se,,Malmö,SE,
CSV
cat > newsletter.csv <<'CSV'
id,given name,family name,email,phone
77,Anna,Berg,anna.berg@example.se,+46701740605
78,Nils,Holm,nils@example.se,
CSV
"$kartotek" import crm.csv --source crm --map level=custom.level -d a.db -q > /dev/null
"$kartotek" import newsletter.csv --source newsletter -d a.db -q > /dev/null
hash=$("$kartotek" hash -d a.db)
"$kartotek" export -d a.db | grep -q gold || fail "the own field is missing"

"$kartotek" dump -d a.db -o a.jsonl -q
"$kartotek" load a.jsonl -d b.db -q
[ "$("$kartotek" hash -d b.db)" = "$hash" ] || fail "the loaded register differs"
"$kartotek" dump -d b.db | "$kartotek" load - -d c.db -q
[ "$("$kartotek" hash -d c.db)" = "$hash" ] || fail "the register loaded from a pipe differs"
if [ -n "${KARTOTEK_TEST_POSTGRES:-}" ]; then
    psql -q "$KARTOTEK_TEST_POSTGRES&dbname=postgres" -c "CREATE DATABASE story_move"
    url="$KARTOTEK_TEST_POSTGRES&dbname=story_move"
    "$kartotek" load a.jsonl -d "$url" -q
    [ "$("$kartotek" hash -d "$url")" = "$hash" ] || fail "the register on PostgreSQL differs"
    "$kartotek" dump -d "$url" | "$kartotek" load - -d d.db -q
    [ "$("$kartotek" hash -d d.db)" = "$hash" ] || fail "the register back from PostgreSQL differs"
    psql -q "$KARTOTEK_TEST_POSTGRES&dbname=postgres" -c "DROP DATABASE story_move"
fi

# Import goes on where it was: the same file again changes nothing.
"$kartotek" import newsletter.csv --source newsletter -d b.db -q > /dev/null
[ "$("$kartotek" hash -d b.db)" = "$hash" ] || fail "importing again changed the loaded register"

status=0
"$kartotek" load a.jsonl -d b.db -q 2> /dev/null || status=$?
[ "$status" = 4 ] || fail "a register with contents was not refused"
sed 's/Stockholm/Stokholm/' a.jsonl > damaged.jsonl
status=0
"$kartotek" load damaged.jsonl -d e.db -q 2> words || status=$?
[ "$status" = 2 ] && grep -q checksum words || fail "a damaged dump was not refused"
[ ! -e e.db ] && [ ! -e e.db.new ] || fail "a damaged dump left something"

# A load that is killed leaves nothing to be seen, and the next one succeeds.
mkfifo slow
"$kartotek" load slow -d f.db -q &
load=$!
{ head -c 5000 a.jsonl; sleep 2; } > slow &
feeder=$!
sleep 1
kill -9 $load
wait $load 2> /dev/null || true
kill $feeder 2> /dev/null || true
[ ! -e f.db ] || fail "a killed load left a register"
"$kartotek" load a.jsonl -d f.db -q
[ "$("$kartotek" hash -d f.db)" = "$hash" ] || fail "the load after a killed one differs"
[ ! -e f.db.new ] || fail "what the killed load left is still there"
