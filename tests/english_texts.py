"""Strategies for English rubric texts: every form the English grammar reads, with arbitrary names and numbers."""

from hypothesis import strategies as st

from rubricdsl.rules.english import words

_NAME_SIGNS = "abcdeklnorst ABC2%;,()'-迟到扣分"
_HEAD = (
    "title: Sample", "id: s1", "version: 1", "period: monthly", "Period: quarterly", "base: 100 points",
    "range: 0-120 points", "highest: 110 points", "additions limit: 10 points", "rounding: 1 decimal, half up",
    "zone: UTC", "roles: steward, front desk", "not applicable: full marks",
    "effective: from 2024-01-01 to 2024-12-31", "alias: “late” = “tardy”, “came late”",
)  # fmt: skip
_UNITS = sorted(set(words.SAID) - {"分", "%", "元", "半年"})
names = st.text(_NAME_SIGNS, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
quoted = st.builds("{0}{2}{1}".format, st.just("“"), st.just("”"), names) | names.map('"{}"'.format)
several = st.builds(str.join, st.sampled_from([" or ", ", "]), st.lists(quoted, min_size=1, max_size=3))
phrases = st.sampled_from(["late arrival", "Being rude", "If a guest complains,", "smoking or drinking"])
numbers = st.one_of(st.integers(1, 999).map(str), st.sampled_from(["two", "0.5", "1,000", "2.25", "ten"]))
points = numbers.map("{} points".format)
money = numbers.map("{} yuan".format)
verbs = st.sampled_from(["deduct", "Deduct", "add", "minus", "award", "fine", "reward"])


@st.composite
def scored(draw: st.DrawFn) -> str:
    verb = draw(verbs)
    if verb in ("fine", "reward"):
        return f"{verb} {draw(money)}"
    return f"{verb} {draw(points | st.just('1-3 points') | st.just('2 to 5 points'))}"


@st.composite
def multiplied(draw: st.DrawFn) -> str:
    unit = draw(st.sampled_from(_UNITS))
    every = draw(st.integers(2, 60))
    one = words.SAID[unit]
    many = one if one in words.UNCHANGED else words.PLURALS.get(one, one + "s")
    return draw(
        st.sampled_from(
            ["", " each time", f" per {one}", f" for each {one}", " per person per day", f" per {every} minutes",
             f" for every {every} {many}", " per 10 minutes or part thereof", " each"]
        )
    )  # fmt: skip


behind = st.one_of(
    st.just(""),
    st.sampled_from([
        ", up to 1500 points in total", ", at most 1500", " (up to 1500 points in total)", ", until nothing is left",
        ", at least 3 points in total",
    ]),
    quoted.map(", except {}".format),
    quoted.map(" (except {})".format),
)  # fmt: skip


@st.composite
def counted(draw: st.DrawFn) -> str:
    verb = draw(st.sampled_from(["deduct", "add"]))
    return f"{draw(several | phrases)}: {verb} {draw(points)}{draw(multiplied())}{draw(behind)}"


@st.composite
def graver(draw: st.DrawFn) -> str:
    case = draw(quoted | st.sampled_from(["severe", "a guest complains", "repeated"]))
    how = draw(st.sampled_from(["deduct 5 points instead", "deduct 5 points", "deduct another 5 points", "double",
                                "deduct 5 points on top", "also fine 50 yuan", "deduct twice the points instead",
                                "deduct 5 points instead, and fine 50 yuan", "fine 50 yuan as well"]))  # fmt: skip
    joined = draw(st.sampled_from(["; ", " per occurrence; ", ", ", " per occurrence, and "]))
    return f"{draw(quoted)}: deduct {draw(points)}{joined}if {case}, {how}"


@st.composite
def conditional(draw: st.DrawFn) -> str:
    number = draw(st.integers(2, 90))
    compares = ["more than {}", "at least {}", "{} or more", "less than {}", "{} or fewer", "over {}", "exactly {}"]
    compared = draw(st.sampled_from([*compares, "1 to {}"]))
    scopes = ["times", "times in total", "minutes", "minutes in total", "yuan at a time", "hours each time", "days"]
    each = draw(st.sampled_from(["", " each"]))
    first = draw(st.sampled_from(["{} {}", "if {} {}"]))
    return (
        first.format(draw(several) + each, f"{compared.format(number)} {draw(st.sampled_from(scopes))}")
        + f": {draw(scored())}"
    )


@st.composite
def measured(draw: st.DrawFn) -> str:
    target, step = draw(st.integers(50, 99)), draw(st.integers(1, 9))
    name = draw(quoted | st.sampled_from(["completion rate of", "average of “satisfaction”", "Collection rate"]))
    below = f"deduct {draw(points)} for every {step} percentage points below"
    return draw(
        st.sampled_from(
            [f"{name} at least {target}%: {below}", f"{name} at least {target}%; {below}",
             f"{name} below {target}%: {below} {target}%", f"{name} below {target}%: deduct 5 points",
             f"{name} {target}% or more: add 5 points", f"{name}: {below} {target}%",
             f"{name}: add 1 point per percentage point above {target}%", f"{name} at least {target}%: required",
             f"{name}, only if at least {target - 9}%: {below} {target}%"]
        )
    )  # fmt: skip


@st.composite
def duties(draw: st.DrawFn) -> str:
    name = draw(quoted | st.sampled_from(["Hold a team meeting", "Submit the monthly report"]))
    owed = draw(
        st.sampled_from(
            ["at least once a week", "at least 3 times each month", "twice a quarter", "by the 25th of each month",
             "by day 31 of each month", "by the end of each quarter", "by Friday of each week", "at least once a day",
             "by the end of November each year", "by 5 March of each year", "by the last day of each half-year"]
        )
    )  # fmt: skip
    dated = owed.startswith("by")
    late = ["deduct 1 point per day late", "if late, deduct 2 points", "late by 3 days or more: deduct 5 points",
            "deduct 1 point per day late; if not done, deduct 5 points", "otherwise deduct 5 points"]  # fmt: skip
    missed = ["deduct 1 point for each time missed", "otherwise deduct 5 points", "if not held, deduct 5 points",
              "deduct 2 points per 2 times short", "short by 2 times or more: deduct 5 points"]  # fmt: skip
    failing = draw(st.sampled_from(late if dated else missed))
    return draw(st.sampled_from([f"{name} {owed}, {failing}", f"{name} {owed}; {failing}", f"{name} {owed}"]))


acts = st.builds(
    "{}{}".format,
    quoted,
    st.sampled_from([
        ": no points", ": veto", ": veto “dismissal”", ": handled under “Staff rules”", ": fine 10%",
        ": deduct 1-3 points at discretion", " the second time: deduct 5 points", ": award full marks",
        " from the 3rd occurrence: deduct 5 points", ": fine at least 500 yuan", ": deduct points at discretion",
        " the 1st time and later: fine 5 yuan", ": deduct 5 points in proportion",
    ]),
)  # fmt: skip
absences = st.builds(
    "no {} {}, deduct {}".format,
    quoted,
    st.sampled_from(["for six consecutive months", "for half a year in a row", "for 1 consecutive quarter"]),
    points,
)
totals = st.just("Total score below 60 points: veto “poor”") | st.just("total score over 90 points: reward 500 yuan")
clauses = st.one_of(counted(), graver(), conditional(), measured(), duties(), acts, absences, totals)


@st.composite
def banded(draw: st.DrawFn) -> list[str]:
    """The bands of an item, a line each or all on one."""
    many = draw(st.lists(quoted, min_size=1, max_size=2).map(" and ".join))
    asked = st.sampled_from([f"no {many}", f"{many} 3 times or more", f"{many} at most 2 days", f"{many} 1-2 times",
                             "kind and quick", f"{many} exactly 1 hour", "at least 3 days of leave"])  # fmt: skip
    between = draw(st.sampled_from([", ", "; or ", " or "]))
    texts = [between.join(draw(st.lists(asked, min_size=1, max_size=2))) for _ in range(2)]
    lines = [f"Very good 6-10 points: {texts[0]}", f"Poor 0-5 points: {texts[1]}"]
    return draw(st.sampled_from([lines, [" / ".join(lines)]]))


_MANNERS = ("This item may fall below 0.", "In this item one fact counts once.", "In all items one fact counts once.",
            "This item: up to 1500 points.", "The total score: up to 900 points.")  # fmt: skip


def _key(line: str) -> str:
    return line.partition(":")[0].lower().replace("highest", "range")


@st.composite
def rubrics(draw: st.DrawFn) -> str:
    """A whole text: head, items with one style of label, sentences, grades."""
    head = draw(st.lists(st.sampled_from(_HEAD), unique_by=_key, max_size=6))
    label = draw(st.sampled_from(["{}.", "({})", "Section {}.", "{})"]))
    lines = ["language: en", *head]
    for number in range(1, draw(st.integers(1, 4)) + 1):
        title = draw(st.sampled_from(["Matter {}", "Matter {} (10 points)", "Matter, {}", ""])).format(number)
        lines += ["", f"{label.format(number)} {title}".rstrip()]
        if draw(st.integers(0, 3)) == 0:
            lines += draw(banded())
        lines += [f"{clause}." for clause in draw(st.lists(clauses, min_size=1, max_size=3))]
        lines += draw(st.lists(st.sampled_from(_MANNERS), max_size=1))
    if draw(st.booleans()):
        lines += ["", "Grades", "90 and above: Very good", "60-89: Good", "below 60: “Needs work, badly”"]
    return "\n".join(lines) + "\n"
