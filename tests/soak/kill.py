#!/usr/bin/env python3
"""Kills an import at random moments, lets the same command go on, and compares what comes out.

  kill.py KARTOTEK --kills 200 --rows 20000 [--seed 1]

On SQLite, and on PostgreSQL when KARTOTEK_TEST_POSTGRES says where a server is. After the last
kill of a round the register must have the hash, and the job the counts, of an import that nobody
disturbed; and the doctor must find it well.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from register import Register, run

COUNTS = "rows_read created updated unchanged rejected for_review mended".split()
KILLS_PER_ROUND = 12


def imports(program, register):
    return [job for job in run(program, register, "jobs")[0]["jobs"] if job["kind"] == "import"]


def import_words(file):
    return ["import", str(file), "--source", "crm", "--country", "SE"]


def outcome(program, register):
    job, = imports(program, register)
    run(program, register, "doctor")
    return run(program, register, "hash")[0]["hash"], {name: job[name] for name in COUNTS}


def position(program, register):
    """How many rows the register says it has; what it said once it must keep."""
    return sum(job["rows_read"] for job in imports(program, register))


def import_killed(program, register, file, rng, most_kills, whole_seconds):
    """Imports with up to `most_kills` kills; gives how many there were."""
    kills, patience, known = 0, 1.0, 0
    while kills < most_kills:
        process = subprocess.Popen([program, "-d", register.url, "-q", *import_words(file)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            process.wait(rng.uniform(0, whole_seconds * 0.4) * patience)
        except subprocess.TimeoutExpired:
            process.kill()
            kills += 1
        said = process.communicate()[1].decode()
        if process.returncode == 0:
            return kills
        if process.returncode > 0:
            sys.exit(f"the import failed after {kills} kills: {said}")
        if any(job["state"] == "done" for job in imports(program, register)):
            return kills  # killed when all was done already
        now = position(program, register)
        if now < known:
            sys.exit(f"{known} rows were in, after a kill only {now}")
        patience = patience * 1.5 if now == known else 1.0
        known = now
    run(program, register, *import_words(file))
    return kills


def check_engine(options, folder, file, postgres):
    program, rng = options.kartotek, random.Random(options.seed)
    engine = "postgres" if postgres else "sqlite"
    calm = Register(folder, f"calm_{os.getpid()}", postgres)
    started = time.monotonic()
    run(program, calm, *import_words(file))
    seconds = time.monotonic() - started
    expected = outcome(program, calm)
    calm.drop()
    kills = rounds = 0
    while kills < options.kills:
        register = Register(folder, f"killed_{os.getpid()}_{rounds}", postgres)
        kills += import_killed(program, register, file, rng, min(KILLS_PER_ROUND, options.kills - kills), seconds)
        rounds += 1
        found = outcome(program, register)
        if found != expected:
            sys.exit(f"{engine}, round {rounds}, seed {options.seed}: undisturbed {expected}, killed {found}"
                     f" ({register.url} is kept)")
        register.drop()
    print(f"{engine}: {kills} kills in {rounds} imports of {options.rows} rows, every one as if undisturbed")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kartotek")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rows", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    people = pathlib.Path(__file__).with_name("people.py")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="kartotek_kill."))
    file = folder / "people.csv"
    with file.open("wb") as out:
        subprocess.run([sys.executable, people, str(options.rows), str(options.seed)], stdout=out, check=True)
    check_engine(options, folder, file, None)
    server = os.environ.get("KARTOTEK_TEST_POSTGRES")
    if server:
        check_engine(options, folder, file, server)
    else:
        print("postgres: skipped, no server")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


if __name__ == "__main__":
    main()
