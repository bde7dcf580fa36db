"""Sites that the tests read, each made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.options import Options, SiteOptions
from specloom.pipeline.run import Run
from specloom.pipeline.site import generate_site

collect_ignore = ["browser"]
ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec/cloudflare-workflows"
HERE = Path(__file__).parent


def site_of(
    spec: Path, config: Path | None = None, *, base_url: str = "", markdown_only: bool = False
) -> dict[str, str]:
    """Return the files of the site of a document."""
    options = Options(
        spec=str(spec), config=config, cache=False, site=SiteOptions(Path("site"), base_url, markdown_only)
    )
    return dict(generate_site(options, Run(Diagnostics())).files)


@pytest.fixture(scope="session")
def workflows() -> dict[str, str]:
    """The site of the Workflows API."""
    return site_of(SPEC / "openapi.yaml", SPEC / "stainless.yml", base_url="https://docs.example.com/api/")


@pytest.fixture(scope="session")
def kinds() -> dict[str, str]:
    """The site of a document with every kind of method and type."""
    return site_of(HERE / "kinds.yaml")


@pytest.fixture(scope="session")
def hostile() -> dict[str, str]:
    """The site of a document whose every text tries to get out."""
    return site_of(HERE / "hostile.yaml")


@pytest.fixture(scope="session", params=["workflows", "kinds", "hostile"])
def site(request: pytest.FixtureRequest) -> dict[str, str]:
    """Each of the sites."""
    files: dict[str, str] = request.getfixturevalue(request.param)
    return files


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Make the site of the text of a document."""

    def make(text: str) -> dict[str, str]:
        spec = tmp_path / "openapi.yaml"
        spec.write_text(text)
        return site_of(spec)

    return make
