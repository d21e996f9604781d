"""得10分,否则不得分: a score for the contrary of the case before it."""

from attrs import evolve

from rubricdsl.rules import amounts
from rubricdsl.rules.condition import occurring
from rubricdsl.rules.draft import Draft, Names
from rubricdsl.rules.parts import MEASUREMENTS
from rubricdsl.rules.report import Report


def otherwise(draft: Draft, before: Draft, report: Report) -> Draft:
    """Of a measurement the contrary condition, where points are taken; else what is named as not having come about.

    Where nothing is given without an event, 不得分 takes nothing more; it goes by its own name all the same.
    """
    measured = before.measure.kind in MEASUREMENTS
    if draft.effect.kind == "forfeit" or not (before.curve.when or before.when):
        return evolve(draft, names=contrary(before.names, measured))
    if len(before.curve.when) != 1 or before.when or before.curve.role is not None:
        report.add("RUB201", draft.phrase, form="低于90%的,扣2分")  # the contrary of a range is two
        return draft
    case = evolve(draft.curve, when=(amounts.contrary(before.curve.when[0]),))
    return evolve(draft, names=before.names, measure=before.measure, curve=case)


def contrary(names: Names, measured: bool) -> Names:
    """无投诉 → 投诉, 按时完成 → 未按时完成, 完成率 → 完成率未达到."""
    plain = occurring(names)
    if plain != names:
        return plain

    def denied(name: str) -> str:
        return f"{name}未达到" if measured else f"未{name}"

    quoted, short = (tuple(map(denied, each)) for each in (names.quoted, names.short))
    return Names(quoted, short, denied(names.words) if names.words else "")
