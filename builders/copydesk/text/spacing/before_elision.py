"""An elided word run on to the word before it: *del'orateur*, *dansl'existence*, *cortedell'Aia*."""

from collections.abc import Iterator

from copydesk.text.spacing.run import Run, Seam

WEIGHT = 2.0
KNOWN_FROM = 3.0
VOWELS = frozenset("aeiouyhàâäæéèêëîïôöœùûüáíóúìò")


def before_elision(run: Run) -> Iterator[Seam]:
    """Find words before an apostrophe that end in an elided form of the language but are none themselves."""
    elisions, lexicon = run.cues.elisions, run.lexicon
    if lexicon is None or not elisions:
        return
    for word in run.words:
        part = word[-1]
        if not part.contraction or part.contraction[0].lower() not in VOWELS:
            continue
        text = part.text.lower()
        if text in elisions:
            continue
        for cut in range(max(1, len(text) - 6), len(text)):
            if text[cut:] in elisions and lexicon.zipf.get(text[:cut], 0.0) >= KNOWN_FROM:
                yield Seam(
                    (part.start + cut,), WEIGHT, "before-elision", part.start, (part.text[:cut], part.text[cut:])
                )
                break
