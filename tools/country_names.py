#!/usr/bin/env python3
"""Lists names and codes of countries for tools/country_table.c: one "RANK<tab>CODE<tab>NAME" a line.

Usage: country_names.py ISO_3166-1.json LOCALE_DIR COUNTRIES.tsv ISO_3166-2.json
Rank 0: our own table, 1: codes and English names of ISO 3166-1, 2: translations by iso-codes,
4: parts of countries (ISO 3166-2). Rank 5 gives two names: a short and an official one.
A code with "?" before it is only ever suggested. "-" says that a name is nobody's.
"""
import gettext
import glob
import json
import os
import re
import sys


# Names of parts that are hardly more than a direction, in the languages of ISO 3166-2.
GENERIC = set("""north northern south southern east eastern west western central centre center capital
nord sud est ouest norte sur sul este oeste centro coast highland highlands islands metropolitan
littoral plateau plateaux maritime savanes lacs upper lower midlands""".split())


def own_names(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                code, names = line.rstrip("\n").split("\t")
                for name in names.split("|"):
                    yield 0, code, name.strip()


def iso_names(countries):
    for country in countries:
        for field in ("alpha_2", "alpha_3", "numeric", "name", "official_name", "common_name"):
            if field in country:
                yield 1, country["alpha_2"], country[field]


def translations(countries, locale_dir):
    for path in sorted(glob.glob(os.path.join(locale_dir, "*", "LC_MESSAGES", "iso_3166-1.mo"))):
        with open(path, "rb") as file:
            catalogue = gettext.GNUTranslations(file)
        for country in countries:
            for field in ("name", "official_name", "common_name"):
                text = country.get(field)
                if text and catalogue.gettext(text) != text:
                    yield 2, country["alpha_2"], catalogue.gettext(text)


def parts(path):
    with open(path, encoding="utf-8") as file:
        for part in json.load(file)["3166-2"]:
            for name in re.split(r"[\[\];/]|\(.*\)", part["name"]):
                if len(name.strip()) > 3 and name.strip().lower() not in GENERIC:
                    yield 4, part["code"][:2], name


def official_names(countries, locale_dir):
    catalogues = [gettext.NullTranslations()]
    for path in sorted(glob.glob(os.path.join(locale_dir, "*", "LC_MESSAGES", "iso_3166-1.mo"))):
        with open(path, "rb") as file:
            catalogues.append(gettext.GNUTranslations(file))
    for catalogue in catalogues:
        for country in countries:
            if "official_name" in country:
                name = catalogue.gettext(country.get("common_name", country["name"]))
                official = catalogue.gettext(country["official_name"])
                yield 5, country["alpha_2"], name + " : " + official


def main():
    iso_path, locale_dir, own_path, parts_path = sys.argv[1:]
    with open(iso_path, encoding="utf-8") as file:
        countries = json.load(file)["3166-1"]
    sys.stdout.reconfigure(encoding="utf-8")
    for source in (own_names(own_path), iso_names(countries), translations(countries, locale_dir),
                   parts(parts_path), official_names(countries, locale_dir)):
        for rank, code, name in source:
            print(rank, code, " ".join(name.split()), sep="\t")


if __name__ == "__main__":
    main()
