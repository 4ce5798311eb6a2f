#!/bin/sh
# A steward writes the report: of the demonstration, of nothing at all, and of files that try to be
# more than text. It loads nothing, its numbers are the register's, and only its owner may read it.
. tests/stories/lib/engines.sh "$1"

page() {
    file=$1
    shift
    python3 tests/stories/lib/report_page.py "$kartotek" "$KARTOTEK_DATABASE" "$file" "$@"
}

cat > "$dir/evil.csv" <<'END'
Kundnr,Förnamn,Efternamn,E-post,Mobil,Företag
1,<script>alert(1)</script>,"""><img src=x onerror=alert(2)>",anna@berg.example,070-174 06 05,
2,LARS,Ek,lars.ek@,070-174 06 06,Ek & Söner <AB>
3,أحمد,عبد الرحمن,ahmad@example.com,,شركة النور
4,,,,,
5,Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafe,Åsa,x@y.example,,
END
cat > "$dir/again.csv" <<'END'
Kundnr,Förnamn,Efternamn,E-post,Mobil
a,<script>alert(1)</script>,"""><img src=x onerror=alert(2)>",anna@berg.example,0701740605
b,Eva,Holm,eva@,
d,Nils,Krok,nils@,
c,أحمد,عبد الرحمن,ahmad@example.com,
END

# The id of a row that waits, by the text in it.
waiting() {
    "$kartotek" review --json | python3 -c '
import json, sys
print(*(row["id"] for row in json.load(sys.stdin)["rows"] if sys.argv[1] in row["raw"]))' "$1"
}

# The report of the rows that wait, after some were decided about.
report_waiting() {
    "$kartotek" -q report -o "$dir/waiting.html"
    page "$dir/waiting.html" "$@"
}

says_not() { ! grep -q -- "$1" "$dir/waiting.html" || { echo "still said: $1" >&2 && exit 1; }; }

story() {
    "$kartotek" sources > /dev/null # makes the register
    "$kartotek" -q report -o "$dir/empty.html"
    page "$dir/empty.html" "The register is empty."

    "$kartotek" -q import "$dir/evil.csv" --source '<b>crm</b>' --country SE \
        --rejected "$dir/evil.rejected.csv" > /dev/null
    "$kartotek" rules --policy import:invalid_value=review > /dev/null
    "$kartotek" -q import "$dir/again.csv" --source again --country SE > /dev/null
    (umask 0 && "$kartotek" report -o "$dir/page.html" | says "Wrote ")
    [ "$(stat -c %a "$dir/page.html")" = 600 ] || exit 1
    page "$dir/page.html" '<b>crm</b>' '<script>alert(1)</script>' '"><img src=x onerror=alert(2)>' \
        'عبد الرحمن' 'nothing in the row names a person or a company' 'line 5' \
        'E-mail is not valid' 'Förnamn: Eva' 'kartotek review' 'e-mail addresses are the same' \
        'kartotek unmerge ' 'eva@' 'not how often'
    "$kartotek" report -o - > "$dir/stdout.html"
    page "$dir/stdout.html"
    "$kartotek" review reject --reason "no customer" "$(waiting 'eva@')" > "$dir/rejected"
    report_waiting 'Rows that wait outside' 'Förnamn: Nils'
    says_not 'Eva'
    "$kartotek" undo "$(sed -n 's/^to take it back: kartotek undo //p' "$dir/rejected")" > /dev/null
    report_waiting 'Förnamn: Eva'
    "$kartotek" review accept --all > /dev/null
    report_waiting
    says_not 'Rows that wait outside'
    fails 3 "$kartotek" report -o "$dir/nowhere/page.html" | says "nowhere/page.html"
}

both_engines

export KARTOTEK_DATABASE="$dir/demo.db"
"$kartotek" demo > /dev/null
"$kartotek" -q report -o "$dir/demo.html"
page "$dir/demo.html" 'newsletter.csv, line' 'How sure the machine was' 'kartotek not-same '
