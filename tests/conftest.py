"""One profile for all property tests: time is measured by the benchmarks, never by a test."""

from hypothesis import settings

settings.register_profile("rubricdsl", deadline=None)
settings.load_profile("rubricdsl")
