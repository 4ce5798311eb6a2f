"""Registers of the soak scripts, on either engine, and the program that works on them."""
import json
import pathlib
import subprocess
import sys


class Register:
    """A new register under a name of its own."""

    def __init__(self, folder, name, postgres):
        self.server, self.name, self.path = postgres, name, folder / f"{name}.db"
        self.url = f"{postgres}&dbname={name}" if postgres else str(self.path)
        if postgres:
            self.psql(f"CREATE DATABASE {name}")

    def psql(self, text):
        subprocess.run(["psql", "-q", f"{self.server}&dbname=postgres", "-c", text], check=True)

    def drop(self):
        if self.server:
            self.psql(f"DROP DATABASE {self.name} WITH (FORCE)")
        for ending in ("", "-wal", "-shm", ".lock"):
            pathlib.Path(f"{self.path}{ending}").unlink(missing_ok=True)


def run(program, register, *words):
    command = [program, "-d", register.url, "--json", *words]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]
