"""What things are counted as: into a matter that some clause scores, and never round in a circle."""

from collections.abc import Iterator, Mapping, Sequence

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.meaning.parts import Head
from rubricdsl.rules.model import Rule


def conversion_findings(rules: Sequence[Rule], head: Head) -> Iterator[Diagnostic]:
    """A warning for what counts as a matter that no clause scores (RUB305), an error for each circle (RUB306)."""
    scored = {
        kind
        for rule in rules
        if rule.effect.kind != "convert"
        for kind in (*rule.select.kinds, *(rule.measure.of or ()))
    }
    scored |= {other for name, others in head.aliases if name in scored for other in others}
    turns = [rule for rule in rules if rule.effect.kind == "convert"]
    into = {kind: rule.effect.to or "" for rule in turns for kind in rule.select.kinds}
    for rule in turns:
        matter, place = rule.effect.to or "", rule.citation.place
        chain = _circle(matter, into)
        if chain is not None:
            yield Diagnostic("RUB306", {"chain": " → ".join((*chain, chain[0])), "words": rule.citation.text}, place)
        elif matter not in scored and matter not in into:
            yield Diagnostic("RUB305", {"words": rule.citation.text, "matter": matter}, place)


def _circle(matter: str, into: Mapping[str, str]) -> tuple[str, ...] | None:
    """The matters of a circle that one leads into and is part of."""
    seen = [matter]
    while (following := into.get(seen[-1])) is not None:
        if following == matter:
            return tuple(seen)
        if following in seen:
            return None
        seen.append(following)
    return None
