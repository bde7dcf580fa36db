"""Run by the fault tests: writes packages of a version each into one folder until it is killed or has done its rounds.

python writer.py FOLDER VERSIONS ROUNDS [two-moves]
"""

from __future__ import annotations

import sys
from pathlib import Path

from specloom.output import manifest, swap
from specloom.output.write import OutputTarget, replace_package

FILES = 40


def package(version: str) -> dict[str, str]:
    """Return a package all of whose files say the same version; each version has files of its own too."""
    files = {f"part{number % 4}/m{number}.py": f"VERSION = {version!r}\n" * (number + 1) for number in range(FILES)}
    files[f"only_{version}/m.py"] = f"VERSION = {version!r}\n"
    return {**files, manifest.NAME: manifest.Manifest(manifest.text_digests(files)).render()}


def main() -> None:
    """Write as the arguments say; a line on stdout tells that the first package stands."""
    directory, versions, rounds = Path(sys.argv[1]), sys.argv[2].split(","), int(sys.argv[3])
    if "two-moves" in sys.argv:
        swap.RENAME_EXCHANGE = 1 << 20  # not a flag of any system: refused, as on file systems without exchange
    for number in range(rounds):
        replace_package(OutputTarget(directory, "out"), package(versions[number % len(versions)]))
        if number == 0:
            print("ready", flush=True)


if __name__ == "__main__":
    main()
