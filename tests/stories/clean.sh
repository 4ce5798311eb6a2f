#!/bin/sh
# A messy list becomes a clean one, with a list of what was done; doing it again changes nothing.
set -eu
kartotek=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cat >"$dir/people.csv" <<'CSV'
Förnamn;Efternamn;E-post;Mobil;Postnr;Ort;Rabatt
ANNA;LINDQVIST;Solros17@Example.SE;070-123 45 67;11455;STOCKHOLM;10 %
bo;af ugglas;saknas;08-1;114 55;Stockholm;
CSV
"$kartotek" clean "$dir/people.csv" -o "$dir/clean.csv" --issues "$dir/issues.csv" --country SE >"$dir/report"
tr -d '\r' <"$dir/clean.csv" >"$dir/found"
printf '\357\273\277Förnamn;Efternamn;E-post;Mobil;Postnr;Ort;Rabatt
Anna;Lindqvist;Solros17@example.se;+46701234567;114 55;Stockholm;10 %%
Bo;af Ugglas;;08-1;114 55;Stockholm;\n' | diff - "$dir/found"
grep -q '^2,E-post,saknas,,junk,' "$dir/issues.csv"
grep -q '^2,Mobil,08-1,08-1,phone,it ' "$dir/issues.csv"
grep -q '^2 rows, 9 cells changed, 1 problems$' "$dir/report"
"$kartotek" clean "$dir/clean.csv" -o "$dir/again.csv" --country SE --json | grep -q '"changed":0,"problems":1'
cmp "$dir/clean.csv" "$dir/again.csv"
"$kartotek" clean "$dir/people.csv" -o - --country SE | grep -q '^Anna;Lindqvist;'
if "$kartotek" clean "$dir/people.csv" -o "$dir/people.csv" 2>"$dir/error"; then exit 1; fi
grep -q 'the output is the file itself' "$dir/error"
test ! -e "$dir/clean.csv.part"
