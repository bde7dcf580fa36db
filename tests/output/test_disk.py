"""A disk that is really full, or really read-only: a file system of some kilobytes, made for the test alone.

`SPECLOOM_DISKS=12` (`make test-faults`) tries so many sizes; that needs Linux and the right to make a name space.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.output.scenes import STATES
from tests.output.test_kills import content
from tests.support.cli import environment

DISKS = int(os.environ.get("SPECLOOM_DISKS", "1"))
STEP_KILOBYTES = 60
RUN = """
mount -t tmpfs -o size={size}k none disk && cp -r old/. disk && mount -o remount,{mode} disk || exit 99
"{python}" -m specloom generate new.yaml -q -o disk {flags}
code=$?
rm -rf seen && cp -r disk seen || exit 99
exit $code
"""


def specloom(directory: Path, spec: str, out: str, *flags: str) -> None:
    command = [sys.executable, "-m", "specloom", "generate", spec, "-q", "-o", out, *flags]
    subprocess.run(command, cwd=directory, env=cached(directory), check=True)


def cached(directory: Path) -> dict[str, str]:
    return environment(SPECLOOM_CACHE_DIR=str(directory / "cache"))


def on_a_disk(directory: Path, size: int, mode: str, *flags: str) -> tuple[int, str]:
    """Generate on a disk of so many kilobytes that holds the old output; it is copied to `seen` then."""
    script = RUN.format(size=size, mode=mode, python=sys.executable, flags=" ".join(flags))
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    done = subprocess.run(command, cwd=directory, env=cached(directory), capture_output=True, text=True, check=False)
    assert done.returncode != 99, done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("flags", [(), ("--with-project",)], ids=["package", "project"])
def test_a_disk_of_any_size_holds_the_old_output_or_the_new_one(tmp_path: Path, flags: tuple[str, ...]) -> None:
    for state, text in STATES.items():
        (tmp_path / f"{state}.yaml").write_text(text)
        specloom(tmp_path, f"{state}.yaml", state, *flags)
    (tmp_path / "disk").mkdir()
    old, new = content(tmp_path / "old"), content(tmp_path / "new")
    least = sum(-(-len(data) // 4096) * 4 for data in old.values()) + 4 * len({Path(name).parent for name in old})
    codes: list[int] = []
    for number in range(DISKS):
        code, errors = on_a_disk(tmp_path, least + STEP_KILOBYTES * number, "rw", *flags)
        codes.append(code)
        assert "Traceback" not in errors
        assert ("output-unwritable" in errors) == (code == 2)
        assert content(tmp_path / "seen") == (new if code == 0 else old)
    assert set(codes) == {0, 2}
    code, errors = on_a_disk(tmp_path, 4096, "ro", *flags)
    assert (code, "Read-only file system" in errors) == (2, True)
    assert content(tmp_path / "seen") == old
