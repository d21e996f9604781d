"""The profiles of all property tests: time is measured by the benchmarks, never by a test.

The same examples each time, so that a commit is judged by what it changed; others are drawn by
`pytest --hypothesis-profile=hunt`.
"""

from hypothesis import settings

settings.register_profile("rubricdsl", deadline=None, derandomize=True)
settings.register_profile("hunt", deadline=None, derandomize=False)
settings.load_profile("rubricdsl")
