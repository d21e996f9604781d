"""The instant and the local day of an event, in the rubric's zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from attrs import field, frozen

from rubricdsl.events.model import Event


@frozen
class Clock:
    """Reads times by one zone; a date stands for its first moment there."""

    zone: ZoneInfo = field(converter=ZoneInfo)

    def day(self, event: Event) -> str:
        """The local date, YYYY-MM-DD."""
        return event.day or self._moment(event).astimezone(self.zone).date().isoformat()

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
