#!/bin/sh
# A file with three records of one person, her husband and a stranger: three clusters, with reasons.
set -eu
kartotek=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cat >"$dir/people.csv" <<'CSV'
id,first_name,last_name,email,phone,street,postcode,city,country
a,Anna,Lindqvist,solros17@example.se,+46 70 123 45 67,Storgatan 12,114 55,Stockholm,SE
b,anna,LINDQVIST,Solros17@example.se,,,,,SE
c,Anna,Lindkvist,solros17@example.se,070-123 45 67,Storgatan 12,11455,Stockholm,SE
d,Bo,Lindqvist,,+46 70 123 45 67,Storgatan 12,114 55,Stockholm,SE
e,Eva,Berg,eva.berg@example.se,,,,,SE
CSV
"$kartotek" match "$dir/people.csv" --output "$dir/clusters.csv" --pairs "$dir/pairs.csv" >"$dir/report"
tr -d '\r' <"$dir/clusters.csv" >"$dir/found"
printf 'id,cluster\na,1\nb,1\nc,1\nd,4\ne,5\n' | diff - "$dir/found"
grep -q 'e-mail addresses are the same (solros17@example.se)' "$dir/pairs.csv"
grep -q '^clusters *3$' "$dir/report"
