"""How long a build takes beside a plain genanki script that writes the same notes.

    python tests/benchmark.py [--cards 2000 --cards 20000]

deckgen reads, parses, extracts, classifies, identifies and renders before it writes. Its notes
are saved first, by a process of its own; the genanki script writes exactly these: their fields,
tags, guids and decks. Each runs in a process of its own; what is printed are ratios of processor time
and of peak memory, which say more than seconds of one machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deckgen.pipeline import Compiled

SAVED = "notes.json"
SECTION = """## Thing {n}: what is it?

Thing {n} keeps *messages* until `consumer_{n}` deletes them.

- **Limit**: {n} KB a message
- **Price**: {n} cents a million

```python
# Send to thing {n}
thing_{n}.send("hello", delay={n})
```

"""


def notes(cards: int) -> str:
    return "# Things\n\n" + "".join(SECTION.format(n=n) for n in range(cards))


def compiled(folder: Path, cards: int) -> Compiled:
    from deckgen.pipeline import compile_

    sys.setrecursionlimit(20_000)
    (folder / "things.md").write_text(notes(cards), encoding="utf-8")
    return compile_([folder])


def save(folder: Path, cards: int) -> None:
    """Save what deckgen would write, for the genanki script."""
    result = compiled(folder, cards)
    saved = {
        "type": asdict(result.note_types["deckgen"]),
        "notes": [
            (card.item.deck, card.fields, card.item.tags, card.item.guid) for card in result.cards
        ],
    }
    (folder / SAVED).write_text(json.dumps(saved), encoding="utf-8")


def run_deckgen(folder: Path, cards: int) -> int:
    from deckgen.pipeline import build

    result = compiled(folder, cards)
    written, problems = build(result, ("l6", "l7"), folder / "out", 0, cumulative=False)
    assert not problems
    return sum(package.notes for package in written)


def run_genanki(folder: Path, _cards: int) -> int:
    import genanki

    saved = json.loads((folder / SAVED).read_text(encoding="utf-8"))
    model = genanki.Model(
        1607392319,
        "plain",
        fields=[{"name": name} for _, name in saved["type"]["fields"]],
        templates=[
            {"name": card["name"], "qfmt": card["front"], "afmt": card["back"]}
            for card in saved["type"]["templates"]
        ],
        css=saved["type"]["style"],
    )
    decks: dict[str, genanki.Deck] = {}
    for name, fields, tags, guid in saved["notes"]:
        deck = decks.setdefault(name, genanki.Deck(2059400110 + len(decks), name))
        deck.add_note(genanki.Note(model=model, fields=fields, tags=tags, guid=guid))
    genanki.Package(list(decks.values())).write_to_file(folder / "plain.apkg")
    return len(saved["notes"])


RUNNERS = {"deckgen": run_deckgen, "genanki": run_genanki}


def measure(runner: str, folder: Path, cards: int) -> dict[str, float]:
    """Run one of the two in a process of its own: seconds, peak memory in MB, notes."""
    output = run_apart(runner, folder, cards)
    result: dict[str, float] = json.loads(output.splitlines()[-1])
    return result


def run_apart(job: str, folder: Path, cards: int) -> str:
    command = [
        sys.executable,
        __file__,
        "--job",
        job,
        "--folder",
        str(folder),
        "--cards",
        str(cards),
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def measured(runner: str, folder: Path, cards: int) -> None:
    start = time.process_time()
    written = RUNNERS[runner](folder, cards)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "notes": written}))


def compare(cards: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run_apart("save", folder, cards)
        ours, plain = measure("deckgen", folder, cards), measure("genanki", folder, cards)
    assert ours["notes"] == plain["notes"]
    print(
        f"{ours['notes']:8.0f} {ours['seconds']:8.2f} s {ours['peak']:5.0f} MB"
        f" {plain['seconds']:8.2f} s {plain['peak']:5.0f} MB"
        f" {ours['seconds'] / plain['seconds']:6.1f} x {ours['peak'] / plain['peak']:6.1f} x",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, action="append")
    parser.add_argument("--job", choices=("save", *RUNNERS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.job == "save":
        save(arguments.folder, arguments.cards[0])
    elif arguments.job:
        measured(arguments.job, arguments.folder, arguments.cards[0])
    else:
        print(f"{'notes':>8} {'deckgen':>19} {'genanki':>19} {'time':>8} {'memory':>8}", flush=True)
        for cards in arguments.cards or [2000, 20000]:
            compare(cards)


if __name__ == "__main__":
    main()
