"""The Latin folding of src/value/fold.c, for tables that are made at build time."""
import unicodedata

LETTERS = {"æ": "ae", "ø": "o", "ð": "d", "đ": "d", "þ": "th", "ß": "ss", "ł": "l", "ı": "i",
           "œ": "oe", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ſ": "s", "ĳ": "ij"}


def fold(text):
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).lower())
    return "".join(LETTERS.get(c, c) for c in plain if unicodedata.category(c) != "Mn")


def rows(path):
    """The cells of each line that is neither empty nor a comment."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")
