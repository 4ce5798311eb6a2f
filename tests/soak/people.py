#!/usr/bin/env python3
"""Invented people, several rows of some of them, as messy as sources are.

  people.py ROWS [SEED] > people.csv

The same numbers give the same bytes. entity_id says who is who. A few rows repeat a key of an
earlier row, some share a switchboard or a common name, so that blocks grow long.
"""
import csv
import random
import sys

GIVEN = """Anna Lars Karin Erik Maria Johan Eva Per Ingrid Nils Sofia Mikael Emma Anders Birgitta
Hans Lena Olof Sara Karl Elin Magnus Astrid Gustav Linnea Oskar Kerstin Fredrik Ulla Henrik Marta
Piotr Agnieszka Jan Zofia Pierre Camille Luc Amelie Hans-Peter Greta Wolfgang Ursula""".split()
FAMILY = """Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Berg Lind
Lindqvist Holm Lund Ek Dahl Nyberg Sjöberg Åkesson Öberg Müller Schmidt Kowalski Nowak Dubois Martin
Bernard Petit Hansen Sørensen Virtanen Korhonen Garcia Rossi O'Brien Murphy""".split()
STREETS = "Storgatan Kungsgatan Skolvägen Kyrkogatan Parkvägen Ringvägen Björkvägen Ängsvägen".split()
CITIES = [("111 22", "Stockholm"), ("411 05", "Göteborg"), ("211 34", "Malmö"), ("753 20", "Uppsala"),
          ("903 26", "Umeå"), ("582 22", "Linköping")]
COMPANIES = ["Nordlys AB", "Bergs Bygg AB", "Svea Data AB", "Ekens Redovisning", "Havet Fisk AB", "Malm & Co"]
FIELDS = "id entity_id first_name last_name birth_date email phone company street postcode city country".split()


def person(rng, entity):
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    postcode, city = rng.choice(CITIES)
    mail = f"{given}.{family}{entity % 977}@example{entity % 13}.se".lower()
    for letter, plain in (("å", "a"), ("ä", "a"), ("ö", "o"), ("ø", "o"), ("ü", "u"), ("'", "")):
        mail = mail.replace(letter, plain)
    birth = f"{rng.randint(1935, 2004)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    phone = f"+4670{rng.randint(1000000, 9999999)}" if rng.random() < 0.9 else "+46850010000"
    return {"entity_id": entity, "first_name": given, "last_name": family, "birth_date": birth,
            "email": mail if rng.random() < 0.9 else "info@example.se", "phone": phone,
            "company": rng.choice(COMPANIES) if rng.random() < 0.3 else "",
            "street": f"{rng.choice(STREETS)} {rng.randint(1, 120)}", "postcode": postcode, "city": city,
            "country": "SE"}


def typo(rng, text):
    if len(text) < 3:
        return text
    at = rng.randrange(len(text) - 1)
    return rng.choice([text[:at] + text[at + 1:], text[:at] + text[at + 1] + text[at] + text[at + 2:],
                       text[:at] + text[at] + text[at:]])


def again(rng, row):
    other = dict(row)
    for field in ("email", "phone", "birth_date", "street", "postcode", "company"):
        if rng.random() < 0.25:
            other[field] = ""
    for field in ("first_name", "last_name", "email", "street"):
        if rng.random() < 0.15:
            other[field] = typo(rng, other[field])
    if rng.random() < 0.1:
        other["last_name"] = rng.choice(FAMILY)
    return other


def main():
    rows, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rng = random.Random(seed)
    out = csv.DictWriter(sys.stdout, FIELDS)
    out.writeheader()
    recent = []
    for number in range(1, rows + 1):
        repeated = recent and rng.random() < 0.25
        row = again(rng, rng.choice(recent)) if repeated else person(rng, number)
        row["id"] = number - rng.randint(1, 40) if number > 50 and rng.random() < 0.002 else number
        out.writerow(row)
        if not repeated:
            recent.append(row)
            if len(recent) > 2000:
                recent.pop(rng.randrange(2000))


if __name__ == "__main__":
    main()
