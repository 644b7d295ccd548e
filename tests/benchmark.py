"""How long a build takes beside a plain genanki script that writes the same notes.

    python tests/benchmark.py [--cards 2000 --cards 20000]

Both write the same number of notes with the same fields; deckgen also reads, parses, extracts,
classifies, identifies and renders them. Each runs in a process of its own; what is printed are
ratios of time and of peak memory, which say more than seconds of one machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def run_deckgen(folder: Path, cards: int) -> int:
    from deckgen.pipeline import build, compile_

    sys.setrecursionlimit(20_000)
    (folder / "things.md").write_text(notes(cards), encoding="utf-8")
    compiled = compile_([folder])
    written, problems = build(compiled, ("l6", "l7"), folder / "out", 0, cumulative=False)
    assert not problems
    return sum(package.notes for package in written)


def run_genanki(folder: Path, cards: int) -> int:
    import genanki

    model = genanki.Model(
        1607392319,
        "plain",
        fields=[{"name": name} for name in ("Question", "Answer", "Context", "Source")],
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{Answer}}"}],
    )
    deck = genanki.Deck(2059400110, "plain")
    for n in range(cards):
        text = SECTION.format(n=n).replace("<", "&lt;")
        fields = [f"Thing {n}: what is it?", text, "Things", "Things"]
        deck.add_note(genanki.Note(model=model, fields=fields, tags=["level::l6", "kind::qa"]))
    genanki.Package(deck).write_to_file(folder / "plain.apkg")
    return cards


RUNNERS = {"deckgen": run_deckgen, "genanki": run_genanki}


def measure(runner: str, cards: int) -> dict[str, float]:
    """Run one of the two in a process of its own: seconds, peak memory in MB, notes."""
    command = [sys.executable, __file__, "--measure", runner, "--cards", str(cards)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result: dict[str, float] = json.loads(output.splitlines()[-1])
    return result


def measured(runner: str, cards: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        written = RUNNERS[runner](Path(folder), cards)
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "notes": written}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, action="append")
    parser.add_argument("--measure", choices=RUNNERS)
    arguments = parser.parse_args()
    if arguments.measure:
        measured(arguments.measure, arguments.cards[0])
        return
    print(f"{'notes':>8} {'deckgen':>17} {'genanki':>17} {'time':>8} {'memory':>8}")
    for cards in arguments.cards or [2000, 20000]:
        ours, plain = measure("deckgen", cards), measure("genanki", cards)
        print(
            f"{ours['notes']:8.0f} {ours['seconds']:8.2f} s {ours['peak']:5.0f} MB"
            f" {plain['seconds']:8.2f} s {plain['peak']:5.0f} MB"
            f" {ours['seconds'] / plain['seconds']:6.1f} x {ours['peak'] / plain['peak']:6.1f} x"
        )


if __name__ == "__main__":
    main()
