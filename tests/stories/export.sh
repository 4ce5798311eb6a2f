#!/bin/sh
# Contacts go out in every format, and never as half a file.
set -eu
kartotek=$1
dir=$(mktemp -d /tmp/kartotek_export.XXXXXX)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export KARTOTEK_DATABASE=register.db
fail() { echo "$1" >&2; exit 1; }

cat > crm.csv <<'CSV'
id,given name,family name,email,phone
1,Anna,Berg,anna.berg@example.se,+46701740605
2,=cmd,Ek,lars@example.se,+46701740606
CSV
printf 'id,email,given name,family name\n77,anna.berg@example.se,Anna,Berg\n' > news.csv
"$kartotek" import crm.csv --source crm -q > /dev/null
"$kartotek" import news.csv --source news -q > /dev/null

for file in all.csv all.xlsx all.vcf all.jsonl; do
    "$kartotek" export -o $file -q
    [ -s $file ] || fail "$file is empty"
    [ ! -e $file.part ] || fail "$file.part was left"
done
grep -q "crm:1 news:77" all.csv || fail "the sources of Anna are missing"
grep -qi ",'=cmd," all.csv || fail "a formula went out"
[ "$(grep -c '^BEGIN:VCARD' all.vcf)" = 2 ] || fail "there are not two cards"
[ "$(wc -l < all.jsonl)" = 2 ] || fail "there are not two lines"
[ "$("$kartotek" export --records | cut -d, -f3 | sort -u | wc -l)" = 3 ] ||
    fail "records do not tell two contacts" # and the header

# What goes out comes in again without a change to anybody but a source more.
"$kartotek" import all.vcf --source cards -d other.db -q > /dev/null
[ "$("$kartotek" export -d other.db --entity person --format jsonl | wc -l)" = 2 ] ||
    fail "the cards do not give two persons"

status=0
"$kartotek" export --format csv -o /dev/full 2> words || status=$?
[ "$status" = 9 ] && grep -q room words || fail "a full disk was not told"
status=0
"$kartotek" export -o contacts.txt 2> words || status=$?
[ "$status" = 2 ] && grep -q -- --format words || fail "an unknown ending was not told"
