"""The proof-reading page as one HTML file: no script, nothing loaded, every word of the author's escaped."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from rubricdsl.report.model import Page
from rubricdsl.report.spoken import Spoken


def as_html(page: Page) -> str:
    """The page as a whole file. Its style alone is allowed to apply, by the digest of its text."""
    style = files(__package__).joinpath("pages", "reading.css").read_text(encoding="utf-8")
    pages = Environment(
        loader=PackageLoader("rubricdsl.report", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    template = pages.get_template("reading.html.j2")
    return template.render(page=page, t=Spoken(page.lang), style=style, style_hash=f"sha256-{digest}").lstrip() + "\n"
