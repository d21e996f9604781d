"""A count of the events read, on a terminal only and only when reading takes a while."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.status import Status

_STEP = 1 << 16  # events between two looks: short logs never show anything

T = TypeVar("T")


def counted(events: Iterable[T]) -> Iterator[T]:
    """The events themselves; once there are many, stderr shows how many have been read."""
    if not sys.stderr.isatty():
        yield from events
        return
    status: Status | None = None
    try:
        for number, event in enumerate(events, start=1):
            yield event
            if number % _STEP == 0:
                if status is None:
                    status = Console(stderr=True).status("")
                    status.start()
                status.update(f"{number:,}")
    finally:
        if status is not None:
            status.stop()
