#!/bin/sh
# Whatever is made from the register is for its owner only, even where everybody may read new files.
set -eu
kartotek=$1
dir=$(mktemp -d /tmp/kartotek_private.XXXXXX)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
umask 000
export KARTOTEK_DATABASE=new/data/register.db

{
    printf 'id,email,given name,family name\n1,anna@example.se,Anna,Berg\n2,,,\n'
    printf '3,nils@example.se,Nils,Holm\n'
} > list.csv
chmod 600 list.csv
"$kartotek" import list.csv --source crm -q > /dev/null
"$kartotek" backup copy.db -q
"$kartotek" dump --output dump.jsonl -q
"$kartotek" export -o contacts.csv -q
"$kartotek" export -o contacts.xlsx -q
"$kartotek" export -o contacts.vcf -q
"$kartotek" clean list.csv --output clean.csv --issues issues.csv -q > /dev/null
"$kartotek" match list.csv --output groups.csv --pairs pairs.csv > /dev/null
"$kartotek" report --output report.html -q
"$kartotek" load dump.jsonl -d loaded.db -q
"$kartotek" restore copy.db --force -q
: > contacts.jsonl.part # left behind, readable by all
"$kartotek" export -o contacts.jsonl -q

for file in new/data/register.db loaded.db copy.db dump.jsonl contacts.csv contacts.xlsx \
    contacts.vcf contacts.jsonl clean.csv issues.csv groups.csv pairs.csv report.html \
    list.csv.rejected.csv; do
    [ -e "$file" ] || { echo "$file was not made" >&2; exit 1; }
done
open=$(find . ! -path . -perm /077)
[ -z "$open" ] || { printf 'others may read:\n%s\n' "$open" >&2; exit 1; }
