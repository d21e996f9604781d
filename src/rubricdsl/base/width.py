"""How many columns text takes on a terminal: Chinese is two, a combining mark none."""

from unicodedata import category, east_asian_width

TAB = 4


def char_width(char: str) -> int:
    """Columns of one printable character; ambiguous ones (“ ” … ①) count one, as terminals do unless told otherwise."""
    if char.isascii():
        return 1
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Columns of a text without tabs and line ends."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Text filled with spaces to so many columns: behind it, or before it when it is to stand at the right."""
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill


def clip(text: str, columns: int) -> str:
    """Text cut to so many columns, with … for what was cut."""
    if width(text) <= columns:
        return text
    kept, used = "", 1
    for char in text:
        used += char_width(char)
        if used > columns:
            break
        kept += char
    return kept + "…"
