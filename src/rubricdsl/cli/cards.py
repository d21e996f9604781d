"""From the arguments of `score` and `explain` to scorecards, refused events told and kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import click
from attrs import frozen

import rubricdsl
from rubricdsl.base.diagnostic import Diagnostic, errors, sort_key
from rubricdsl.cli.guard import Exit
from rubricdsl.cli.inputs import Inputs, once
from rubricdsl.cli.language import chosen
from rubricdsl.cli.messages import report, tell
from rubricdsl.cli.rejects import write_rejects
from rubricdsl.cli.target import checked_target


@frozen
class Job:
    """The arguments that `score` and `explain` share."""

    rubric: str
    logs: tuple[str, ...]
    roster: str | None
    sheet: str | None
    subjects_sheet: str | None
    periods: tuple[str, ...]
    as_of: str | None
    keep_going: bool
    rejects: str | None
    input_format: Literal["jsonl", "csv", "xlsx"] | None
    encoding: str | None
    plugins: tuple[str, ...]


def scored(job: Job, *, traced: bool) -> tuple[list[rubricdsl.Scorecard], Exit]:
    """The cards, with their events where `traced`, and the exit code they end with.

    Problems are told on stderr. Where events are refused and the job is not to keep going, this ends the command.
    """
    once(job.rubric, *job.logs, job.roster or "")
    inputs = Inputs(job.encoding, job.input_format, job.sheet, job.plugins)
    rubric = inputs.rubric(job.rubric)
    if job.rejects is not None:
        checked_target(job.rejects, [*job.logs, job.roster or "-", *_files(rubric)], "--rejects")
    roster = inputs.roster(job.roster, job.subjects_sheet)
    dated = any(each.start or each.end for each in roster or ())  # who starts within a period asks for the events
    tally = rubricdsl.Tally(rubric, trace=traced or dated)
    tally.update(inputs.events(job.logs))
    cards = tally.scorecards(roster, job.periods or None, _day(job.as_of), strict=False)
    found = sorted([*inputs.rejected, *cards.diagnostics], key=sort_key)
    report(found)
    refused = errors(found)
    if job.rejects is not None:
        write_rejects(job.rejects, refused, inputs, job.logs)
    if refused:
        _tell_refused(refused, job.keep_going)
        if not job.keep_going:
            click.get_current_context().exit(Exit.FINDINGS)
    return list(cards), Exit.FINDINGS if refused else Exit.FINE


def _files(rubric: rubricdsl.Rubric) -> Iterator[str]:
    """The files a rubric was read from: its own, and those of its references."""
    if rubric.source is not None:
        yield rubric.source.name
        yield from (str(Path(rubric.source.name).parent / path) for _, path in rubric.head.references)
    for _, other in rubric.references:
        yield from _files(other)


def _tell_refused(refused: Sequence[Diagnostic], kept_going: bool) -> None:
    problems = f"{len(refused)} problem{'' if len(refused) == 1 else 's'} with events"
    if kept_going:
        tell(f"{len(refused)} 处事件有误,已略过", f"{problems}; the events were left out")
    else:
        tell(
            f"{len(refused)} 处事件有误,没有评分;加 --keep-going 可先评其余的",
            f"{problems}, nothing is scored; --keep-going scores the rest",
        )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        form = chosen("写成 2024-03-31 这样的日期", "write it as 2024-03-31")
        raise click.BadParameter(form, param_hint="--as-of") from None
