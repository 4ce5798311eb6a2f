#!/bin/sh
# Undo, redo and a move between engines leave the register what it was.
exec "$(dirname "$0")/../soak/round_trip.sh" "$1" 300
