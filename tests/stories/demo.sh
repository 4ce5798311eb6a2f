#!/bin/sh
# A newcomer runs the demonstration: it is let in and marked, a second run changes nothing, and
# nobody's own register is mixed with invented people.
set -eu
kartotek=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

"$kartotek" -d "$dir/demo.db" demo >"$dir/first"
grep -q '^crm  *crm_export.csv  *4200 ' "$dir/first"
grep -q '^e-mail without @  *102 *0 *102 *0$' "$dir/first"
grep -q '^records whose truth is known *8519 ' "$dir/first"
grep -q '^Joined, but two:' "$dir/first"
test -s "$dir/demo/truth.csv"
before=$("$kartotek" -d "$dir/demo.db" hash)

"$kartotek" -d "$dir/demo.db" demo >"$dir/second"
grep -q '^The demonstration is in .* already' "$dir/second"
grep -Eq '^phone +phone_contacts.vcf +1300 +0 +0 +1300 ' "$dir/second"
test "$("$kartotek" -d "$dir/demo.db" hash)" = "$before"
"$kartotek" -d "$dir/demo.db" demo --if-empty | grep -q 'they stay as they are'

# Precision of people, and that what was made wrong was noticed: a floor, far below what is reached.
"$kartotek" -d "$dir/demo.db" demo --json >"$dir/marks.json"
python3 - "$dir/marks.json" <<'PY'
import json, sys
marks = json.load(open(sys.argv[1]))
assert marks["people"]["bcubed_f1"] > 0.9, marks["people"]
assert marks["companies"]["precision"] > 0.95, marks["companies"]
noticed = {m["mistake"]: (m["mended"] + m["noticed"]) / m["made"] for m in marks["mistakes"]}
assert min(noticed.values()) > 0.7, noticed
PY

printf 'id,name,email\n1,Anna Berg,anna@berg.example\n' >"$dir/own.csv"
"$kartotek" -d "$dir/own.db" -q import "$dir/own.csv" --source own >/dev/null
if "$kartotek" -d "$dir/own.db" demo 2>"$dir/refusal"; then exit 1; fi
grep -q 'register of its own' "$dir/refusal"
