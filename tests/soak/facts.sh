#!/bin/sh
# Random sequences of facts against the reference, in two processes with seeds of their own.
#
#     facts.sh TEST_PROGRAM [SEQUENCES]
set -eu
program=$1 half=$((${2:-10000} / 2))
started=$(date +%s)
KARTOTEK_SEQUENCES=$half KARTOTEK_SEED=1000000 "$program" &
first=$!
KARTOTEK_SEQUENCES=$half KARTOTEK_SEED=2000000 "$program"
wait $first
echo "facts: $((2 * half)) sequences on each engine in $(($(date +%s) - started)) s"
