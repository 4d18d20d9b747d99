"""Writes gazetteer.bin: cities of GeoNames with their country, point and names, as the program carries them.

It does not know what the names are compared with. The same package gives the same bytes. See README.md.
"""

import json
import sys
import unicodedata
import zlib
from pathlib import Path

STEPS = 100  # to the degree: about 1.1 km, finer than any question about a point of a city

# Maximum number of other names in each script. Those of the largest cities are all kept: they are written most often.
MOST = {"LATIN": 3, "CYRILLIC": 1, "ARABIC": 2, "HEBREW": 1}
LARGE = 700_000


def script(name):
    """The only script of a name, or none."""
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in name if sign.isalpha()}
    return scripts.pop() if len(scripts) == 1 else None


def folded(name):
    """A name without capitals, accents and hyphens: the program compares names so, and needs only one of them."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in plain if sign.isalnum()).lower()


def distance(one, other):
    """How many letters must be changed to make one name of the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row, before = [i], row
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
    return row[-1]


def is_name(name, kind):
    """Whether it is a name that people write, and not a code or a transcript of sounds."""
    if len(name) < 3 or any(sign in name for sign in "|\t\n,;/("):
        return False
    return kind in ("ARABIC", "HEBREW") or (name[0].isupper() and not name.isupper())


def others(city):
    """The other names of a city, folded, in each script the most different first: near spellings are noticed anyway."""
    by_script = {kind: {} for kind in MOST}
    for name in city["alternatenames"]:
        name = name.strip()
        kind = script(name)
        if kind in by_script and is_name(name, kind) and folded(name) != folded(city["name"]):
            by_script[kind].setdefault(folded(name), name)
    picked = []
    for kind, names in by_script.items():
        most = None if city["population"] >= LARGE else MOST[kind]
        taken = [folded(city["name"])]
        while names and (most is None or len(taken) <= most):
            best = max(sorted(names), key=lambda it: min(distance(it, other) for other in taken))
            taken.append(best)
            picked.append(best)
            del names[best]
    return picked


def line(city):
    lat, lon = (round(city[key] * STEPS) for key in ("latitude", "longitude"))
    size = city["population"].bit_length()  # which of two is larger, and no more: less to carry
    names = "|".join([folded(city["name"]), *others(city)])
    return f"{city['countrycode']}\t{lat}\t{lon}\t{size}\t|{names}|\n"


def main():
    cities = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")).values()
    cities = sorted(cities, key=lambda it: (it["countrycode"], it["name"], it["geonameid"]))
    text = "".join(map(line, cities))
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packed.compress(text.encode()) + packed.flush()
    Path(__file__).with_name("gazetteer.bin").write_bytes(packed)
    print(f"{len(cities)} cities, {len(text.encode())} bytes, {len(packed)} packed")


main()
