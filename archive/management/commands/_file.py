"""How a command is told the file of an area, and its key: never among its arguments, which others
on the machine can see."""

from getpass import getpass
from pathlib import Path

from django.core.management.base import CommandError, CommandParser


def add_key(parser: CommandParser) -> None:
    parser.add_argument(
        "--key-file",
        metavar="FILE",
        help="a file that holds the key; without it the key is asked for, or read from the input",
    )


def key_from(path: str | None) -> str:
    if path is None:
        return getpass("The key (AGE-SECRET-KEY-1…): ").strip()
    try:
        lines = Path(path).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError as error:
        raise CommandError(f"The key's file cannot be read: {error}") from error
    return next((line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")), "")


def add_file(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the file that archive_area made")
    add_key(parser)


def file_from(path: Path) -> Path:
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    return path
