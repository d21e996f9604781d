"""The entry point: it must be importable, and say what to do, without the libraries of the extra `cli`."""

import io
import sys


def main() -> None:
    """Run `rub` on the arguments of the process and exit with its code (contracts, "Command line")."""
    try:
        from rubricdsl.cli.app import rub
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        if library not in ("click", "rich"):
            raise
        print(f"rub needs {library}: pip install 'rubricdsl[cli]'", file=sys.stderr)
        sys.exit(2)
    if isinstance(sys.stdout, io.TextIOWrapper):
        if isinstance(sys.stdout.buffer, io.RawIOBase):  # unbuffered: what a full disk takes in part would be lost
            sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.detach()), sys.stdout.encoding)
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Chinese shows codes, not a traceback
    rub(prog_name="rub")
