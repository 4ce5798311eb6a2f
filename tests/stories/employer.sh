#!/bin/sh
# A company is met once, however many of its people a file has; a row that names only a company is
# the company's, and the key of a customer is not its contact person's.
set -eu
kartotek=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
kartotek() { "$kartotek" -d "$dir/register.db" -q "$@"; }

{
    echo 'id,first_name,last_name,email,company,org number'
    for i in $(seq 100 180); do
        echo "$i,Given$i,Family$i,p$i@nordlys.example,Nordlys Bygg AS,923609016"
    done
    echo '200,,,post@fjell.example,Fjell AS,'
} >"$dir/people.csv"
kartotek import "$dir/people.csv" --source hr --country NO >/dev/null
kartotek import "$dir/people.csv" --source hr --country NO | grep -q '^  unchanged *82$'
kartotek find nordlys --json | grep -q '"entity": *"company"'
kartotek find fjell --json | grep -q '"entity": *"company"'
kartotek doctor >/dev/null

cat >"$dir/customers.csv" <<'CSV'
Kundenr,Firmanavn,Organisasjonsnummer,Telefon,Kontaktperson
17,Havet Fisk AS,974760673,22 33 44 55,Kari Holm
18,Havet Last AS,,22 33 44 66,
CSV
kartotek import "$dir/customers.csv" --source erp --country NO >"$dir/said"
grep -q '^  rejected *0$' "$dir/said"
kartotek find holm --json | grep -q '"entity": *"person"'
kartotek find 22334455 --country NO --json | grep -q 'Havet Fisk AS'
