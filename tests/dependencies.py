"""Known faults in what the product depends on: `python -m tests.dependencies requirements.txt`.

pip-audit says "No known vulnerabilities found" also of packages that it could not look up. Here a
package counts as looked at only when one of its two sources answered for it. Ends with 0 when all
were looked at and none has a known fault, 1 when one has, 2 when some were not looked at.
"""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SOURCES = ("pypi", "osv")
SECONDS = 120


@dataclass
class Looked:
    """What the sources said together."""

    clean: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def hear(self, report: dict[str, Any]) -> None:
        """One source's report. What any source looked at is looked at."""
        for row in report["dependencies"]:
            name = row["name"]
            if "skip_reason" in row:
                self.missed |= {name} - self.clean - self.faults.keys()
            elif row["vulns"]:
                fixed = [
                    f"{v['id']} (mended in {', '.join(v['fix_versions']) or '?'})"
                    for v in row["vulns"]
                ]
                self.faults[f"{name} {row['version']}"] = fixed
                self.missed.discard(name)
            else:
                self.clean.add(name)
                self.missed.discard(name)

    def nothing_heard(self, wanted: set[str]) -> None:
        """A source that gave no report at all."""
        self.missed |= wanted - self.clean - {name.split()[0] for name in self.faults}

    def verdict(self) -> tuple[int, list[str]]:
        lines = [f"{name}: {', '.join(ids)}" for name, ids in sorted(self.faults.items())]
        lines.append(f"{len(self.clean)} packages have no known fault.")
        if self.missed:
            lines.append(
                f"NOT LOOKED AT: {len(self.missed)} packages ({', '.join(sorted(self.missed)[:5])}"
                f"{', …' if len(self.missed) > 5 else ''}): the data about known faults could not "
                "be reached for them. Nothing is said about them."
            )
        return (1 if self.faults else 2 if self.missed else 0), lines


def names(requirements: Path) -> set[str]:
    """The packages that a lock names."""
    text = requirements.read_text(encoding="utf-8")
    return {line.split("==")[0].split("[")[0] for line in text.splitlines() if "==" in line[:60]}


def report(requirements: Path, source: str) -> dict[str, Any] | None:
    command = ["pip-audit", "--progress-spinner", "off", "--disable-pip", "--format", "json"]
    command += ["--vulnerability-service", source, "--requirement", str(requirements)]
    program = Path(sys.executable).with_name(command[0])
    try:
        ran = subprocess.run(
            [program, *command[1:]], capture_output=True, timeout=SECONDS, check=False, text=True
        )
        read: dict[str, Any] = json.loads(ran.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return read


def main(requirements: Path) -> int:
    looked = Looked()
    for source in SOURCES:
        if said := report(requirements, source):
            looked.hear(said)
        else:
            looked.nothing_heard(names(requirements))
        if not looked.missed:
            break
    code, lines = looked.verdict()
    sys.stdout.write("".join(f"  {line}\n" for line in lines))
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
