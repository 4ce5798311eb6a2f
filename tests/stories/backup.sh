#!/bin/sh
# A mistake is taken back by restoring a backup; the register of before is kept.
set -eu
kartotek=$1
dir=$(mktemp -d /tmp/kartotek_backup.XXXXXX)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export KARTOTEK_DATABASE=register.db
fail() { echo "$1" >&2; exit 1; }

printf 'id,email,given name,family name\n1,anna@example.se,Anna,Berg\n' > one.csv
printf 'id,email,given name,family name\n2,nils@example.se,Nils,Holm\n' > two.csv
"$kartotek" import one.csv --source crm -q > /dev/null
"$kartotek" backup before.db -q
good=$("$kartotek" hash)
"$kartotek" import two.csv --source crm -q > /dev/null
bad=$("$kartotek" hash)
[ "$good" != "$bad" ] || fail "the import changed nothing"

status=0
"$kartotek" restore before.db 2> words || status=$?
[ "$status" = 4 ] && grep -q -- --force words || fail "a register with contents was replaced"
[ "$("$kartotek" hash)" = "$bad" ] || fail "a refused restore changed the register"
"$kartotek" restore before.db --force -q
[ "$("$kartotek" hash)" = "$good" ] || fail "the restored register differs"
kept=$(ls register.db.2* | grep -v lock)
[ "$("$kartotek" hash -d "$kept")" = "$bad" ] || fail "the register of before was not kept"
