#!/bin/sh
# An undo is killed in the middle; the same command goes on, and nothing is left of the file.
. tests/stories/lib/engines.sh "$1"

awk 'BEGIN {
    print "id,Given name,Family name,Email"
    for (i = 1; i <= 6000; i++)
        printf "%d,Anna%c%c,Berg%d,anna%d@example.se\n", i, 97 + i % 26, 97 + i / 26 % 26, i, i
}' > "$dir/many.csv"

story() {
    "$kartotek" import "$dir/many.csv" --source many --quiet > /dev/null
    full=$("$kartotek" hash)
    job=$("$kartotek" jobs --json | sed 's/.*\[{"id":"\([a-z0-9]*\)".*/\1/')
    "$kartotek" undo "$job" > /dev/null 2>&1 &
    undo=$!
    sleep 0.3
    kill -KILL "$undo" 2> /dev/null || true
    wait "$undo" 2> /dev/null || true
    "$kartotek" doctor | says "all is well"
    # On a quick machine it may have been finished.
    "$kartotek" undo "$job" > "$dir/said" 2>&1 || says "undone already" < "$dir/said"
    "$kartotek" jobs "$job" | says "state     undone"
    [ "$("$kartotek" hash)" = 00000000000000000000000000000000 ] || exit 1
    "$kartotek" redo "$job" | says "6000 records"
    [ "$("$kartotek" hash)" = "$full" ] || exit 1
}

both_engines
