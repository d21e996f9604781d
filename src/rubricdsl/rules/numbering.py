"""Labels → the codes of items, by the depth in which styles of labels stand."""

import re

from attrs import define, field

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.tree.model import Label

_HEADING = "HEADING"
_LIST = "LIST"
_REPEATED = re.compile(r"#[0-9]+")


@define
class Numbering:
    """Codes from labels: the depth of a style follows the order in which styles first appear on the way down."""

    stack: list[tuple[str, str]] = field(factory=list)
    seen: dict[str, int] = field(factory=dict)
    counted: dict[str | None, int] = field(factory=dict)  # by parent, the number of the last item in it
    outer: str = ""

    def code(self, label: Label) -> tuple[str, str | None]:
        """The code of an item with this label and the code of the item it belongs to."""
        styles = [style for style, _ in self.stack]
        if label.style in styles:
            del self.stack[styles.index(label.style) :]
        number = _number(label.text)
        if styles[:1] == [_HEADING] and number == self.following(None) and label.style == self.outer:
            self.stack.clear()  # 清花工⏎1、…⏎二、…: the numbered headings go on behind one without a label
        if not self.stack:
            self.outer = label.style if label.style != _HEADING else self.outer
        parent = self.stack[-1][1] if self.stack else None
        dotted = "." in number
        if dotted:
            parent = next(
                (code for _, code in reversed(self.stack) if number.startswith(unrepeated(code) + ".")), parent
            )
        self.counted[parent] = int(number) if number.isdecimal() else self.counted.get(parent, 0) + 1
        if parent is None:
            code = number
        elif dotted and number.startswith(unrepeated(parent) + "."):
            code = parent + number[len(unrepeated(parent)) :]
        else:
            code = f"{parent}.{number}"
        self.seen[code] = self.seen.get(code, 0) + 1
        if self.seen[code] > 1:
            code = f"{code}#{self.seen[code]}"
        self.stack.append((label.style, code))
        return code, parent

    def following(self, parent: str | None) -> str:
        """The number that an item without a label has behind those of one parent."""
        return str(self.counted.get(parent, 0) + 1)

    def list_head(self) -> tuple[str, str | None]:
        """The code of a line that opens another list behind one: it stands beside the items of the list before."""
        del self.stack[-1:]
        parent = self.stack[-1][1] if self.stack else None
        return self.code(Label(_LIST, self.following(parent)))

    def heading(self) -> tuple[str, str | None]:
        """The code of a heading without a label: the next number of the outermost items."""
        self.stack.clear()
        return self.code(Label(_HEADING, self.following(None)))

    def of_table(self, style: str, label: str) -> tuple[str, str | None]:
        """The code of a section or a row of a table: by its label, else by its running number where it stands."""
        styles = [known for known, _ in self.stack]
        if style in styles:
            del self.stack[styles.index(style) :]
        parent = self.stack[-1][1] if self.stack else None
        return self.code(Label(style, label or self.following(parent)))


def unrepeated(code: str) -> str:
    """A code as its labels say it: 1.2 of 1#2.2, the second item labelled 1."""
    return _REPEATED.sub("", code)


def _number(label: str) -> str:
    """A label in Arabic numerals: 十三、 is 13, (一) is 1, ① is 1, 3.12 stays."""
    inner = re.sub(r"\s+", "", label).strip("()、.:")
    inner = re.sub(r"(?i)^第|^(?:chapter|section|article|part)|(?:章|节|条|款|篇|部分)[、.:]?$", "", inner)
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", inner) or re.fullmatch(r"[A-Z][0-9]*", inner):
        return inner
    if len(inner) == 1 and inner in _CIRCLED:
        return str(_CIRCLED[inner])
    try:
        return str(int(read_number(inner).value))
    except NumberError:
        return inner


_CIRCLED = {
    chr(first + step): step + 1 for first, count in ((0x2460, 20), (0x2474, 20), (0x3220, 10)) for step in range(count)
}
