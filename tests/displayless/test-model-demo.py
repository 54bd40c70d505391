#!/usr/bin/env python3
"""Nothing of the five documents is dropped: every string of the shared demonstration data is
found in data/demo/demo.json or in the vocabularies, and the counts are those of docs/domain.md §4.

Skips when the shared folder (MLG_SHARED) is absent.
"""

import json
import os
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
SKIPPED = 77

# Words of the source that became terms of our lists, by the id under which we keep them.
TRANSLATED = {
    "pays (repère)": "country", "région (repère)": "region", "département (repère)": "department",
    "bourg-centre": "town_centre", "adresse": "address", "fait": "fact", "proposition": "project",
    "publié": "published", "obtenu": "obtained", "à mobiliser": "to_mobilise", "brouillon": "draft",
    "appel à projet": "call", "financement": "funding", "expérimentation": "experiment",
    "schéma": "masterplan", "programme": "programme", "plan": "plan", "portail": "portal",
    "projet": "project", "acteur": "actor", "reseau": "network", "fiche résumé": "summary_sheet",
    "compte rendu": "report",
}
# About the data file itself.
NOT_DATA = {"maillage-demo"}

COUNTS = {
    "territory": 28, "actor": 71, "person": 22, "network": 11, "membership": 11, "initiative": 20,
    "need": 11, "resource": 32, "partnership": 52, "partnership_axis": 56, "verbatim": 9,
    "scheme": 10, "funding": 5, "diagnosis": 3, "finding": 7, "data_item": 24, "event": 15,
    "charter": 1, "visit": 1, "proposal": 9, "workshop": 2, "attendance": 9, "sticky": 18,
    "watch_item": 4, "glossary_term": 26, "monograph": 3, "monograph_section": 37,
    "workshop_question": 7, "grid": 3, "criterion": 28, "recommendation": 5, "crems_entry": 5,
    "coa_delegation": 3, "assessment": 2, "score": 12, "territorial_plan": 1, "document": 5,
    "research_project": 1, "research_territory": 5, "axis_entry": 6, "term": 1, "file_info": 1,
}


def strings(value, path=""):
    """Every text, number and key-like leaf of the source, with where it stands."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from strings(child, f"{path}/{name}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from strings(child, f"{path}/{index}")
    elif isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, str(value)


def leaves(value):
    if isinstance(value, dict):
        for child in value.values():
            yield from leaves(child)
    elif isinstance(value, list):
        for child in value:
            yield from leaves(child)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def pieces(text):
    """A moment is a date and a time with us."""
    date, t, time = text.partition("T")
    if t and len(date) == 10 and date[4] == "-" and ":" in time:
        return [date, time]
    return [text]


def is_kept(text, exact, everything):
    # Short codes must be a whole value: "a" is in everything.
    return text in exact or TRANSLATED.get(text) in exact or (len(text) > 12 and text in everything) or any(
        f" {text} " in f" {value} " for value in exact if " : " in value)


def check_strings(source, ours):
    exact = set(leaves(ours["records"])) | set(leaves(ours["title"]))
    exact |= {value.partition(":")[2] for value in exact if ":" in value}
    exact |= {key.rpartition("/")[2] for key in exact if "/" in key}
    exact.add(ours["language"])
    everything = "\n".join(exact)

    for name, vocabulary in source.pop("vocabulaires").items():
        shipped = json.loads((DATA / "vocabularies" / f"{name}.json").read_text(encoding="utf-8"))
        kept = set(leaves(shipped))
        kept.add("nôtre" if any(term.get("ours") for term in shipped["terms"]) else "seed")
        for path, text in strings(vocabulary):
            if not (path.endswith("/origine") or text in kept):
                yield f"vocabulary {name}{path}: « {text} »"
        if [term["id"] for term in shipped["terms"]] != [term["id"] for term in vocabulary["termes"]]:
            yield f"vocabulary {name}: not the same terms in the same order"
        for term, original in zip(shipped["terms"], vocabulary["termes"]):
            if term["label"] != original["libelle"] or term["ui"] != original["libelle_ui"]:
                yield f"vocabulary {name}/{term['id']}: not the same words"

    for path, text in strings(source):
        for piece in pieces(text):
            if piece not in NOT_DATA and not is_kept(piece, exact, everything):
                # The version of the format and the levels of a grid are positions with us.
                if path in ("/version",) or path.endswith("/niveau"):
                    continue
                yield f"{path}: « {piece} »"


def by_root(ours):
    """Records by the key of the record of the source they come from: "i-rrl/need-1" → "i-rrl"."""
    roots = {}
    for records in ours["records"].values():
        for record in records:
            roots.setdefault(record["key"].partition("/")[0], []).append(record)
    return roots


def check_records(source, ours):
    """Each value of each record of the source is on ours, or on one inside it."""
    roots = by_root(ours)
    for name, records in source.items():
        if not isinstance(records, list) or not records or not isinstance(records[0], dict):
            continue
        for record in records:
            if "id" not in record:
                continue
            exact = set(leaves(roots.get(record["id"], [])))
            exact |= {value.partition(":")[2] for value in exact if ":" in value}
            exact |= {key.rpartition("/")[2] for key in exact if "/" in key}
            everything = "\n".join(exact)
            for path, text in strings(record):
                for piece in pieces(text):
                    # Ours says it the other way round: the charter names its network, the overlap its parent.
                    if path.endswith("/niveau") or path in ("/charte", "/parent"):
                        continue
                    if not is_kept(piece, exact, everything):
                        yield f"{name} {record['id']}{path}: « {piece} »"


def check_sources(source, ours):
    """Each quotation of the source is on a record of ours, with its document."""
    kept = {(link["document"], link["quote"]) for link in ours["records"]["source_link"]}

    def visit(value, path):
        if isinstance(value, dict):
            if set(value) == {"seed", "citation"} and (value["seed"], value["citation"]) not in kept:
                yield f"quotation dropped at {path}: « {value['citation']} »"
            for name, child in value.items():
                yield from visit(child, f"{path}/{name}")
        elif isinstance(value, list):
            for index, child in enumerate(value):
                yield from visit(child, f"{path}/{index}")

    yield from visit(source, "")


def check_counts(ours):
    for entity, expected in COUNTS.items():
        count = len(ours["records"].get(entity, []))
        if count != expected:
            yield f"{entity}: {count} records instead of {expected}"
    parents = sum(1 for link in ours["records"]["territory_overlap"] if link["kind"] == "contains")
    if parents != 27:
        yield f"territory_overlap: {parents} instead of 27"


def main():
    shared = Path(os.environ.get("MLG_SHARED", DATA.parent.parent / "shared")) / "demo" / "demo.json"
    if not shared.is_file():
        print(f"SKIP: {shared} is absent")
        return SKIPPED

    source = json.loads(shared.read_text(encoding="utf-8"))
    ours = json.loads((DATA / "demo" / "demo.json").read_text(encoding="utf-8"))
    problems = list(check_sources(source, ours)) + list(check_counts(ours))
    if len(source["vocabulaires"]) != 82:
        problems.append("82 vocabularies were expected")
    if sum(len(v["termes"]) for v in source["vocabulaires"].values()) != 489:
        problems.append("489 terms were expected")
    problems += check_strings(source, ours)
    problems += check_records(source, ours)

    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
