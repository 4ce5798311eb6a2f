# Sourced by stories: runs the function `story` on an empty register of each engine there is.
# $kartotek is the program, $dir a directory that is gone afterwards.
set -eu
kartotek=$1
dir=$(mktemp -d /tmp/kartotek_story.XXXXXX)
database=
cleanup() {
    rm -rf "$dir"
    [ -z "$database" ] || psql -q "$KARTOTEK_TEST_POSTGRES&dbname=postgres" \
        -c "DROP DATABASE IF EXISTS $database WITH (FORCE)"
}
trap cleanup EXIT

# Fails the story unless the text of standard input holds the words.
says() {
    text=$(cat)
    case $text in
    *"$1"*) ;;
    *)
        printf 'expected "%s" in:\n%s\n' "$1" "$text" >&2
        exit 1
        ;;
    esac
}

# Fails the story unless the command fails with this exit status; prints what it said.
fails() {
    status=$1
    shift
    got=0
    "$@" 2>&1 || got=$?
    [ "$got" = "$status" ] || { echo "expected exit status $status, not $got: $*" >&2 && exit 1; }
}

# A member of the first contact that find prints.
first() {
    "$kartotek" find "$1" --json | sed 's/.*\[{"id":"\([a-z0-9]*\)".*/\1/'
}

both_engines() {
    export KARTOTEK_DATABASE="$dir/sub/register.db"
    story
    [ -n "${KARTOTEK_TEST_POSTGRES:-}" ] || { echo "skipped: no PostgreSQL"; return 0; }
    database=story_$$
    psql -q "$KARTOTEK_TEST_POSTGRES&dbname=postgres" -c "CREATE DATABASE $database"
    export KARTOTEK_DATABASE="$KARTOTEK_TEST_POSTGRES&dbname=$database"
    story
}
