"""`rub score`: scorecards as a table, JSON or CSV."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

import click

import rubricdsl
from rubricdsl.base.messages import Lang
from rubricdsl.base.quantity import decimal_text
from rubricdsl.base.width import width
from rubricdsl.cards.model import ItemResult
from rubricdsl.cli.cards import Job, scored
from rubricdsl.cli.guard import command
from rubricdsl.cli.language import language
from rubricdsl.cli.options import FILE, log_options, raw_option
from rubricdsl.cli.output import table, wrapped, write_csv, write_json
from rubricdsl.explanation.words import words_of

_COLUMNS: Final = 80
_FIELDS = ("period", "subject", "base", "total", "low", "high", "grade", "money")


@command()
@click.argument("rubric", type=FILE)
@click.argument("logs", type=FILE, nargs=-1, required=True, metavar="EVENTS...")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@raw_option
@log_options
@click.pass_context
def score(ctx: click.Context, /, form: str, raw: bool, **arguments: Any) -> None:
    """Score logs of events (.csv, .jsonl, .xlsx, - for stdin) with a rubric: one card per subject and period."""
    cards, code = scored(Job(**arguments), traced=form == "json")
    match form:
        case "json":
            write_json([card.to_json() for card in cards])
        case "csv":
            write_csv(_FIELDS, map(_row, cards), raw=raw)
        case _:
            click.echo("\n".join(_tables(cards, language())))
    ctx.exit(code)


def _row(card: rubricdsl.Scorecard) -> list[str | None]:
    shape = card.to_json()
    return [shape["period"]["label"], *(shape[name] for name in _FIELDS[1:])]


def _tables(cards: Sequence[rubricdsl.Scorecard], lang: Lang) -> Iterable[str]:
    """A table for each period, in the order of the calendar."""
    if not cards:
        yield _NOBODY[lang]
    ordered = sorted(cards, key=lambda card: (card.period.label, card.subject))
    for number, (period, group) in enumerate(groupby(ordered, key=lambda card: card.period.label)):
        if number:
            yield ""
        yield period
        yield from _table(list(group), lang)
    yield from _duties(cards, lang)


def _duties(cards: Sequence[rubricdsl.Scorecard], lang: Lang) -> Iterable[str]:
    """What no clause measures is the same on every card: it is listed once, below them."""
    named = [f"{item.code} {item.name}" for card in cards[:1] for item in card.items if item.code in card.duties]
    if named:
        yield ""
        yield _DUTIES[lang]
        yield from (f"  {line}" for line in wrapped(named, _COLUMNS - 2))


def _table(cards: Sequence[rubricdsl.Scorecard], lang: Lang) -> Iterable[str]:
    """One row a card; what moved stands in the middle and goes on below where it does not fit."""
    titles = _TITLES[lang]
    money = any(card.money for card in cards)
    left = [[card.subject, _points(card.base)] for card in cards]
    right = [_result(card, money) for card in cards]
    right_titles = titles[3:] if money else titles[3:5]
    taken = sum(max(map(width, column)) + 2 for column in zip(titles[:2], *left, strict=True))
    taken += sum(max(map(width, column)) + 2 for column in zip(right_titles, *right, strict=True))
    rows: list[list[str]] = []
    for card, before, after in zip(cards, left, right, strict=True):
        first, *others = wrapped(_moved(card, lang), max(_COLUMNS - taken, width(titles[2])))
        rows.append([*before, first, *after])
        rows.extend([["", "", line, *[""] * len(after)] for line in others])
    return table([*titles[:3], *right_titles], rows, frozenset({1, 3, 5}))


def _result(card: rubricdsl.Scorecard, money: bool) -> list[str]:
    total = f"{_points(card.low)}~{_points(card.high)}" if card.total is None else _points(card.total)
    return [total, card.grade or "-", *([decimal_text(card.money)] if money else [])]


def _moved(card: rubricdsl.Scorecard, lang: Lang) -> list[str]:
    """Each item and stage that moved the total, with its points; then the items whose requirements are not met."""
    moved = [(_name(item), item.points) for item in card.items if item.points]
    itemised = {item.code for item in card.items}
    for entry in card.entries:
        if entry.item not in itemised and entry.points:
            moved.append((_STAGES[lang].get(entry.stage, entry.stage), entry.points))
    said = [f"{name} {'+' if points > 0 else ''}{decimal_text(points)}" for name, points in moved]
    return [*said, *_failed(card, lang)] or ["-"]


def _failed(card: rubricdsl.Scorecard, lang: Lang) -> Iterable[str]:
    failed = {each.rule.rpartition("-")[0] for each in card.requirements if each.status == "not met"}
    return (f"{_name(item)} {words_of(lang).statuses['not met']}" for item in card.items if item.code in failed)


def _name(item: ItemResult) -> str:
    """An item under its chapters: 出勤/到岗."""
    return "/".join([*(chapter.title for chapter in item.chapters), item.name])


def _points(value: Any) -> str:
    return "" if value is None else decimal_text(value)


_TITLES = {
    "zh": ("人员", "基础分", "变动", "总分", "等级", "金额"),
    "en": ("subject", "base", "moved by", "total", "grade", "money"),
}
_NOBODY = {
    "zh": "没有可评的人员;没有事项时,用 --subjects 和 --period 指明人员和周期",
    "en": "nobody to score; where there are no events, name people with --subjects and periods with --period",
}
_DUTIES = {"zh": "没有条款的职责(不计分):", "en": "duties without a clause (not scored):"}
_STAGES = {
    "zh": {
        "limit": "总分限制", "not-applicable": "不适用", "additions": "加分上限", "range": "得分范围",
        "round": "舍入", "veto": "一票否决",
    },
    "en": {
        "limit": "limit", "not-applicable": "not applicable", "additions": "cap on additions", "range": "range",
        "round": "rounding", "veto": "veto",
    },
}  # fmt: skip
