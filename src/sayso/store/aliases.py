"""Lists of names that the user gives: what is one source, and which outlets have one owner or agency."""

import tomllib
from pathlib import Path

from sayso.store.faults import CaseError

Groups = tuple[tuple[str, ...], ...]


def read_aliases(path: Path) -> Groups:
    """Groups of names that are one source, from a file: TOML if its name ends so, else plain text.

    Plain text holds one group a line, names separated by `=`, `#` starts a comment line::

        Orsa Telegraph = OT = orsa-telegraph.example

    TOML holds one group a key, the key being the first name: `"Orsa Telegraph" = ["OT", "orsa-telegraph.example"]`.

    Raises:
        CaseError: the file is missing, not UTF-8, or a line is no group; says which.
    """
    return _read_groups(path, "--aliases")


def read_owners(path: Path) -> Groups:
    """Groups of outlets that do not count as independent eyes, in the same form: an owner or agency, then outlets.

    ::

        Orsa Media Group = Orsa Telegraph = Radio Orsa
        Harbour News Agency = Orsa Telegraph = The Quay

    Raises:
        CaseError: as for `read_aliases`.
    """
    return _read_groups(path, "--owners")


def _read_groups(path: Path, option: str) -> Groups:
    try:
        text = path.read_text("utf-8-sig")
        groups = _from_toml(text) if path.suffix == ".toml" else _from_lines(text)
    except OSError as fault:
        raise CaseError(f"{path}: {fault.strerror}; {option} takes a text or TOML file") from fault
    except (ValueError, UnicodeDecodeError) as fault:  # TOMLDecodeError is one
        raise CaseError(f"{path}: {fault}") from fault
    return tuple(groups)


def _from_lines(text: str) -> list[tuple[str, ...]]:
    groups = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        names = tuple(dict.fromkeys(name.strip() for name in line.split("=") if name.strip()))
        if len(names) < 2:
            raise ValueError(f"line {number}: a group needs two names or more, separated by `=`")
        groups.append(names)
    return groups


def _from_toml(text: str) -> list[tuple[str, ...]]:
    groups = []
    for name, others in tomllib.loads(text).items():
        if isinstance(others, str):
            others = [others]
        if not isinstance(others, list) or not others or not all(isinstance(other, str) for other in others):
            raise ValueError(f"key {name!r}: the value must be a list of names")
        groups.append(tuple(dict.fromkeys((name, *others))))
    return groups
