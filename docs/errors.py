"""Write one page per code into docs/errors/, from the messages the library words.

`python docs/errors.py` brings the pages up to date; what stands below "## Example" is written by hand and kept.
"""

from pathlib import Path

from rubricdsl.base.messages import MESSAGES, Message

FOLDER = Path(__file__).with_name("errors")
EXAMPLE = "## Example\n"
SEVERITY = {"error": "error 错误", "warning": "warning 警告", "info": "info 提示"}
INTRODUCTION = """# Codes

`rub explain-code CODE` prints the page of a code. Codes are stable; words in braces stand for those of your file.
"""
RANGES = {
    "0": "The file as text",
    "1": "Document and head",
    "2": "Clauses and numbers",
    "3": "Names and references",
    "4": "Events and rosters",
    "5": "Scoring",
    "6": "Static checks",
    "7": "Plug-ins",
}


class _Unfilled(dict[str, str]):
    """Leaves the placeholders of a message as they are."""

    def __missing__(self, word: str) -> str:
        return f"{{{word}}}"


def shown(template: str) -> str:
    """A message as the pages show it: its placeholders unfilled, safe inside a Markdown table."""
    return template.format_map(_Unfilled()).replace("|", r"\|")


def page(code: str, message: Message) -> str:
    """The generated part of a code's page."""
    return (
        f"# {code}\n\n{SEVERITY[message.severity]} · [all codes](README.md)\n\n"
        f"{shown(message.en)}\n\n{shown(message.zh)}\n\n"
        f"## Remedy\n\n{shown(message.help_en)}\n\n{shown(message.help_zh)}\n"
    )


def index() -> str:
    """The table of all codes, a section per range."""
    parts = [INTRODUCTION]
    for digit, title in RANGES.items():
        rows = [
            f"| [{code}]({code}.md) | {message.severity} | {shown(message.en)} | {shown(message.zh)} |\n"
            for code, message in sorted(MESSAGES.items())
            if code[3] == digit
        ]
        if rows:
            parts.append(
                f"\n## {title}\n\n| code | severity | message | 说明 |\n| --- | --- | --- | --- |\n{''.join(rows)}"
            )
    return "".join(parts)


def pages(folder: Path = FOLDER) -> dict[str, str]:
    """Every page as it should stand in `folder`, by file name, the examples already there kept."""
    texts = {f"{code}.md": page(code, message) for code, message in MESSAGES.items()}
    kept = {name: text + _example(folder / name) for name, text in texts.items()}
    return {"README.md": index(), **kept}


def _example(path: Path) -> str:
    if not path.exists():
        return ""
    _, mark, example = path.read_text(encoding="utf-8").partition(EXAMPLE)
    return f"\n{mark}{example}" if mark else ""


def main() -> None:
    wanted = pages()
    for stale in {path.name for path in FOLDER.glob("*.md")} - wanted.keys():
        (FOLDER / stale).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
