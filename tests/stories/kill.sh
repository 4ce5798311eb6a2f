#!/bin/sh
# An import killed three times on each engine goes on and ends like one that nobody disturbed.
set -eu
python3 -B "$(dirname "$0")/../soak/kill.py" "$1" --kills 3 --rows 3000
