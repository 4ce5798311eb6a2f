#!/bin/bash
# Times importing, saving beside an import, and undoing, on both engines; scores the contacts that
# an import makes against the truth; and prints what the disk itself can do beside it.
#
#     BENCH_ROWS=1000000 BENCH_POSTGRES_ROWS=200000 bench/import.sh
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${BENCH_ROWS:-1000000} postgres_rows=${BENCH_POSTGRES_ROWS:-$((rows < 200000 ? rows : 200000))}
bin=build/release shared=${KARTOTEK_SHARED:-../shared}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

make_people() { # ROWS FILE
    if [ -f "$shared/tools/gen_people.py" ]; then
        python3 -B "$shared/tools/gen_people.py" --n "$1" --seed 1 --out "$2" >/dev/null
    else
        python3 -B tests/soak/people.py "$1" >"$2"
    fi
}

disk() {
    python3 - "$dir/disk" <<'PY'
import os, sys, time
file = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)
block, began = os.urandom(1 << 20), time.monotonic()
for _ in range(256):
    os.write(file, block)
os.fsync(file)
speed = 256 / (time.monotonic() - began)
waits = []
for _ in range(200):
    os.pwrite(file, block[:4096], 0)
    began = time.monotonic()
    os.fdatasync(file)
    waits.append(time.monotonic() - began)
print(f"disk: {speed:.0f} MB/s written in a row, fdatasync of a page {sorted(waits)[100] * 1e6:.0f} us (median)")
PY
}

pairs() { # TRUTH.csv CLUSTERS.csv: pairwise precision, recall, F1
    python3 - "$@" <<'PY'
import collections, csv, sys
def column(path, key, value):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return {row[key]: row[value] for row in csv.DictReader(file)}
entity = column(sys.argv[1], "id", "entity_id")
found = column(sys.argv[2], sys.argv[3], sys.argv[4])
count = lambda groups: sum(n * (n - 1) // 2 for n in collections.Counter(groups).values())
true, made = count(entity.values()), count(found.get(i, "\0" + i) for i in entity)
both = count((found.get(i, "\0" + i), e) for i, e in entity.items())
precision, recall = both / max(made, 1), both / max(true, 1)
print(f"precision {precision:.4f}, recall {recall:.4f}, F1 {2 * precision * recall / max(precision + recall, 1e-9):.4f}")
PY
}

undo_all() { # URL
    local job
    job=$("$bin/kartotek" -d "$1" --json jobs | python3 -c 'import json,sys; print(next(j["id"] for j in json.load(sys.stdin)["jobs"] if j["kind"] == "import"))')
    local began=$EPOCHREALTIME
    "$bin/kartotek" -q -d "$1" undo "$job" >/dev/null
    echo "$began $EPOCHREALTIME" | awk '{ printf "%.1f s\n", $2 - $1 }'
}

echo "$(nproc) cores, $(awk '/MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)"
disk
make_people "$rows" "$dir/people.csv"
make_people "$postgres_rows" "$dir/fewer.csv"
echo "SQLite, alone:        $("$bin/import_bench" "$dir/people.csv" "$dir/alone.db")"
"$bin/kartotek" -q -d "$dir/alone.db" export --records -o "$dir/records.csv" >/dev/null
echo "  contacts:           $(pairs "$dir/people.csv" "$dir/records.csv" external_id contact)"
"$bin/kartotek" match "$dir/people.csv" -o "$dir/clusters.csv" >/dev/null
echo "  whole file matched: $(pairs "$dir/people.csv" "$dir/clusters.csv" id cluster)"
echo "  all undone:         $(undo_all "$dir/alone.db")"
rm -f "$dir"/alone.db* "$dir"/*.csv.tmp
echo "SQLite, beside saves: $("$bin/import_bench" "$dir/people.csv" "$dir/beside.db" --beside)"
rm -f "$dir"/beside.db*
if [ -n "${KARTOTEK_TEST_POSTGRES:-}" ]; then
    for name in alone beside; do
        psql -q "$KARTOTEK_TEST_POSTGRES&dbname=postgres" -c "CREATE DATABASE bench_$name"
        option=$([ $name = alone ] || echo --beside)
        echo "PostgreSQL, $name: $("$bin/import_bench" "$dir/fewer.csv" "$KARTOTEK_TEST_POSTGRES&dbname=bench_$name" $option)"
    done
fi
if git rev-parse --git-dir >/dev/null 2>&1; then
    git clone -q . "$dir/clone"
    began=$EPOCHREALTIME
    make -s -C "$dir/clone" build >"$dir/built" 2>&1 || tail "$dir/built"
    echo "$began $EPOCHREALTIME" | awk '{ printf "build of a clean clone: %.0f s\n", $2 - $1 }'
fi
