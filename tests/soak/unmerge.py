#!/usr/bin/env python3
"""Merges pairs, changes them by hand and by importing again, parts them, and compares what comes out.

  unmerge.py KARTOTEK [--pairs 200] [--rows 3000] [--seed 1]

On SQLite, and on PostgreSQL when KARTOTEK_TEST_POSTGRES says where a server is. A second register
gets the same changes but no merge: what is done to a value of the pair is done there to the contact
that gave the value. In the end both must have the same hash, and the doctor must find them well.
"""
import argparse
import csv
import io
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from register import Register, run


def import_rows(program, register, file, rows):
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    run(program, register, "import", str(file), "--source", "crm", "--country", "SE")


def homes(program, register):
    """Which contact a row became, by the row's id."""
    text = subprocess.run([program, "-d", register.url, "export", "--records"], capture_output=True,
                          text=True, check=True).stdout
    return {row["external_id"]: row["contact"] for row in csv.DictReader(io.StringIO(text))}


def show(program, register, contact):
    return run(program, register, "show", contact)[0]


def giver(value, otherwise):
    """The row that gave a value; a value made by hand or missing has none."""
    source, _, key = value["from"].partition(" ") if value else ("", "", "")
    return key if source == "crm" and key else otherwise


def hand_edit(contact, number, first):
    """What to change on a merged contact, and the row whose contact it is done to without merge."""
    values, points = contact["values"], [point for point in contact["points"] if point["from"].startswith("crm ")]
    emails = [point for point in points if point["field"] == "email"]
    phones = [point for point in points if point["field"] == "phone"]
    choices = [
        (["--set", f"family=Merger{number}"], giver(values.get("family"), first)),
        (["--set", f"nickname=Nick{number}", "--tag", f"tag{number}"], first),
        (["--note", f"note {number}"], first),
        (["--set", f"phone:work=+4687{number:07}"], first),
        (["--clear", "birth_date"], giver(values.get("birth_date"), first)),
    ]
    if emails:
        choices.append((["--hide", f"email={emails[-1]['value']}"], giver(emails[-1], first)))
    if phones:
        choices.append((["--verify", f"phone={phones[-1]['value']}"], giver(phones[-1], first)))
    return choices[number % len(choices)]


def edit_pairs(program, merged, calm, pairs, first_number):
    at_merged, at_calm = homes(program, merged), homes(program, calm)
    for number, (first, _) in enumerate(pairs, first_number):
        words, row = hand_edit(show(program, merged, at_merged[first]), number, first)
        run(program, merged, "edit", at_merged[first], *words)
        run(program, calm, "edit", at_calm[row], *words)


def changed(rng, rows):
    """The rows as the source has them later: many moved, some have another number."""
    later = [dict(row) for row in rows]
    for row in later:
        if rng.random() < 0.4:
            row["street"] = f"Nygatan {rng.randint(1, 5000)}"
        if rng.random() < 0.2:
            row["phone"] = f"+4673{rng.randint(1000000, 9999999)}"
    return later


def part(program, merged, calm, pairs):
    """Takes the rows of the second of each pair, as they are together without merge, out again."""
    at_merged, at_calm = homes(program, merged), homes(program, calm)
    for first, second in pairs:
        if at_calm[first] == at_calm[second]:
            sys.exit(f"rows {first} and {second} are one contact without a merge")
        records = show(program, merged, at_merged[first])["records"]
        apart = [record["id"] for record in records if at_calm[record["external_id"]] == at_calm[second]]
        run(program, merged, "unmerge", at_merged[first], *apart)


def strangers(rng, register_homes, count):
    """Pairs of rows of different contacts, no contact twice."""
    row_of = {contact: row for row, contact in register_homes.items()}
    chosen = rng.sample(sorted(row_of.values()), 2 * count)
    return list(zip(chosen[::2], chosen[1::2]))


def check_engine(options, folder, rows, postgres):
    program, rng = options.kartotek, random.Random(options.seed)
    calm = Register(folder, f"calm_{os.getpid()}", postgres)
    merged = Register(folder, f"merged_{os.getpid()}", postgres)
    later = changed(rng, rows)
    for register in (calm, merged):
        import_rows(program, register, folder / "people.csv", rows)
    at_merged = homes(program, merged)
    pairs = strangers(rng, homes(program, calm), options.pairs)
    for first, second in pairs:
        run(program, merged, "merge", at_merged[first], at_merged[second])
    edit_pairs(program, merged, calm, pairs, 0)
    for register in (calm, merged):
        import_rows(program, register, folder / "people.csv", later)
    edit_pairs(program, merged, calm, pairs, 3)
    part(program, merged, calm, pairs)
    hashes = [run(program, register, "hash")[0]["hash"] for register in (calm, merged)]
    if hashes[0] != hashes[1]:
        sys.exit(f"without merge {hashes[0]}, parted again {hashes[1]}, seed {options.seed}"
                 f" ({calm.url} and {merged.url} are kept)")
    for register in (calm, merged):
        run(program, register, "doctor")
        register.drop()
    print(f"{'postgres' if postgres else 'sqlite'}: {options.pairs} pairs merged, changed and parted,"
          " as if never merged")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kartotek")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    people = pathlib.Path(__file__).with_name("people.py")
    text = subprocess.run([sys.executable, "-B", people, str(options.rows), str(options.seed)],
                          capture_output=True, text=True, check=True).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="kartotek_unmerge."))
    check_engine(options, folder, rows, None)
    server = os.environ.get("KARTOTEK_TEST_POSTGRES")
    if server:
        check_engine(options, folder, rows, server)
    else:
        print("postgres: skipped, no server")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


if __name__ == "__main__":
    main()
