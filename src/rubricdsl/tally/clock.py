"""The instant and the local day of an event, in the rubric's zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from attrs import field, frozen

from rubricdsl.events.model import Event

_REMEMBERED = 100_000
_WHOLE_MINUTES = "1973"  # the last offset with seconds ended in 1972


@frozen
class Clock:
    """Reads times by one zone; a date stands for its first moment there."""

    zone: ZoneInfo = field(converter=ZoneInfo)
    _days: dict[tuple[str, str], str] = field(init=False, factory=dict, eq=False, repr=False)

    def day(self, event: Event) -> str:
        """The local date, YYYY-MM-DD."""
        return event.day or self._day_of(event)

    def _day_of(self, event: Event) -> str:
        """The date of a time with offset; remembered by the minute, of which no zone divides one any more."""
        minute = event.time[:16], event.time[-6:].lstrip("0123456789.:")
        day = self._days.get(minute)
        if day is None:
            day = self._moment(event).astimezone(self.zone).date().isoformat()
            if len(self._days) < _REMEMBERED and minute[0] > _WHOLE_MINUTES:
                self._days[minute] = day
        return day

    def instant(self, event: Event) -> str:
        """The moment in UTC to the microsecond, in a form that sorts as text."""
        moment = self._moment(event).astimezone(UTC).replace(tzinfo=None)
        return moment.isoformat(timespec="microseconds") + "Z"

    def said(self, event: Event) -> str:
        """The local date, with the time where it is not the day's first moment; the same for every spelling."""
        moment = self._moment(event).astimezone(self.zone).replace(tzinfo=None)
        return moment.isoformat(sep=" ").removesuffix(" 00:00:00")

    def _moment(self, event: Event) -> datetime:
        moment = datetime.fromisoformat(event.time)
        return moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
