#!/bin/sh
# The guard holds rows back, and a person decides about them: let in, joined, dropped. All of it can
# be taken back, and the same file changes nothing.
. tests/stories/lib/engines.sh "$1"

cat > "$dir/crm.csv" <<'END'
Id,Given name,Family name,Email,Phone
1,Anna,Berg,anna.berg@example.se,+46701740605
2,Lars,Ek,lars.ek@example.se,+46701740606
END
cat > "$dir/web.csv" <<'END'
Id,Given name,Family name,Email,Phone,Company
w1,Anna,Berg,anna.berg@example.se,+46701740605,Nordlys AB
w2,Lars,Ek,lars.ek@example.se,+46701740606,
w3,Karin,Holm,karin@example.se,,
w4,Anna,Berg,anna.berg@example.se,+46701740605,
END
sed 's/^w2.*/w2,Lars,Ek,lars.ek@example.se,+46701740607,/' "$dir/web.csv" > "$dir/changed.csv"

# A number of the import's answer; all of the answer is in $answer.
import() {
    answer=$("$kartotek" import "$dir/$1.csv" --source "$2" --json --quiet --rejected "$dir/rejected")
    job=$(echo "$answer" | sed 's/.*"job":"\([a-z0-9]*\)".*/\1/' | tail -n 1)
}

same_as() {
    [ "$("$kartotek" hash)" = "$1" ] || { echo "another register: $2" >&2 && exit 1; }
}

# The id of the row of line $1 that waits.
waiting() {
    "$kartotek" review --json | tr '{' '\n' | grep "\"line\":$1," | sed 's/"id":"\([a-z0-9]*\)".*/\1/'
}

# The job to undo, from what a command said.
job_of() { sed -n 's/^to take it back: kartotek undo //p'; }

story() {
    "$kartotek" rules --policy import:duplicate=review > /dev/null
    import crm crm
    "$kartotek" review | says "no rows wait"
    crm=$("$kartotek" hash)
    import web web
    echo "$answer" | says '"for_review":3'
    web=$job
    waits=$("$kartotek" hash)
    "$kartotek" review | says "web, line 2"
    "$kartotek" review | says "3 rows wait for a decision, 3 shown"
    "$kartotek" review | says "e-mail addresses are the same"
    "$kartotek" review --limit 1 | says "3 rows wait for a decision, 1 shown"
    "$kartotek" review --json | says '"finding":"duplicate"'
    fails 2 "$kartotek" review accept | says "name the rows"
    fails 3 "$kartotek" review accept a000000000000 | says "no such row"

    import web web
    echo "$answer" | says '"for_review":3'
    same_as "$waits" "the same file again"
    "$kartotek" undo "$job" > /dev/null

    "$kartotek" undo "$web" > /dev/null
    "$kartotek" review | says "no rows wait"
    same_as "$crm" "the import is undone"
    "$kartotek" redo "$web" > /dev/null
    same_as "$waits" "the import is done again"

    anna=$(first "anna berg")
    w1=$(waiting 2) w2=$(waiting 3) w4=$(waiting 5)
    joined=$("$kartotek" review accept "$w1" --as same | job_of)
    "$kartotek" show "$anna" | says "web     w1"
    "$kartotek" show "$anna" | says "Nordlys AB"
    fails 4 "$kartotek" review accept "$w1" | says "waits no more"
    "$kartotek" undo "$joined" > /dev/null
    same_as "$waits" "the accept is undone"
    "$kartotek" redo "$joined" > /dev/null

    new=$("$kartotek" review accept "$w4" --as new)
    echo "$new" | says "1 row let in: 1 new"
    [ "$("$kartotek" find anna berg | grep -c "Anna Berg")" = 2 ] || exit 1
    "$kartotek" undo "$(echo "$new" | job_of)" > /dev/null
    "$kartotek" review accept "$w4" --as "$anna" | says "1 joined or updated"

    dropped=$("$kartotek" review reject "$w2" --reason "left the firm" | job_of)
    "$kartotek" review | says "no rows wait"
    decided=$("$kartotek" hash)
    import web web
    echo "$answer" | says '"rejected":1'
    says "left the firm" < "$dir/rejected"
    same_as "$decided" "a rejected row stays out"
    "$kartotek" undo "$dropped" > /dev/null
    "$kartotek" review | says "web, line 3"
    "$kartotek" redo "$dropped" > /dev/null
    same_as "$decided" "the reject is done again"

    import changed web
    "$kartotek" review | says "1 row waits"
    "$kartotek" review --json | says "+46701740607"
    "$kartotek" dump -o "$dir/dump" > /dev/null
    all=$("$kartotek" hash)
    (export KARTOTEK_DATABASE="$dir/loaded.db"
     rm -f "$dir/loaded.db"
     "$kartotek" load "$dir/dump" > /dev/null
     same_as "$all" "the dump lost rows that wait"
     "$kartotek" review accept --all | says "1 row let in"
     "$kartotek" review | says "no rows wait")
    "$kartotek" review accept --all | says "1 joined or updated"
    "$kartotek" doctor | says "all is well"
}

both_engines
