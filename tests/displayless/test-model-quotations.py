#!/usr/bin/env python3
"""What is printed as a quotation was written: every quotation and definition of the vocabularies,
and every sentence of the demonstration, stands to the letter in the document it names.

Case, spaces, the shape of apostrophes and Markdown marks aside. Skips when the documents
(MLG_SHARED/seeds) are absent.
"""

import json
import os
import re
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
SKIPPED = 77


def plain(text):
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub("[’‘ʼ`´]", "'", text)
    text = re.sub(r"[*_\\\s\u00a0\u202f\u2009]+", "", text)
    return re.sub("[“”«»]", '"', text)


def read_documents(folder):
    return {path.name[:3]: plain(path.read_text(encoding="utf-8")) for path in folder.glob("0*.txt")}


def quotations():
    for path in sorted((DATA / "vocabularies").glob("*.json")):
        vocabulary = json.loads(path.read_text(encoding="utf-8"))
        for term in vocabulary["terms"]:
            for name in ("quotation", "definition"):
                if term.get(name):
                    yield f"{vocabulary['id']}.{term['id']}", term["source"], term[name]
    demo = json.loads((DATA / "demo" / "demo.json").read_text(encoding="utf-8"))
    for link in demo["records"]["source_link"]:
        yield link["target"], link["document"], link["quote"]


def is_written(quotation, document):
    # « … » marks what was left out; a quotation of a quotation may carry its marks.
    pieces = re.split(r"\[…\]|\[\.\.\.\]", quotation.strip("« »…"))
    return all(plain(piece) in document for piece in pieces)


def main():
    folder = Path(os.environ.get("MLG_SHARED", DATA.parent.parent / "shared")) / "seeds"
    documents = read_documents(folder)
    if len(documents) != 5:
        print(f"SKIP: the five documents are not in {folder}")
        return SKIPPED

    problems = count = 0
    for where, document, quotation in quotations():
        count += 1
        if not is_written(quotation, documents[document]):
            print(f"{where}: not in document {document}: « {quotation} »")
            problems += 1
    print(f"{count} quotations checked")
    return 1 if problems or count < 500 else 0


if __name__ == "__main__":
    sys.exit(main())
