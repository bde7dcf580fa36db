"""Checks config values that must follow a syntax, such as URLs and versions, so that all are reported at once."""

from __future__ import annotations

import re
from typing import Annotated

from packaging.version import InvalidVersion, Version
from pydantic import AfterValidator

from specloom.base.names import PROJECT_NAME, VARIABLE
from specloom.base.webaddress import is_plain_url

_REPOSITORY = re.compile(r"\w[\w.-]*/\w[\w.-]*(?:#[\w./-]+)?", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_LONGEST = 200


def _variable(text: str) -> str:
    if not VARIABLE.fullmatch(text):
        raise ValueError(f"{text!r} is not an environment variable; use letters, digits and underscores only")
    return text


def _version(text: str) -> str:
    try:
        Version(text)
    except InvalidVersion:
        raise ValueError(f"{text!r} is not a version of a Python package; write it like 1.2.3 or 2.0.0rc1") from None
    if text != text.strip() or len(text) > _LONGEST:
        raise ValueError("the version has white space around it, or is too long")
    return text


def _project_name(text: str) -> str:
    if not PROJECT_NAME.fullmatch(text) or len(text) > _LONGEST:
        raise ValueError(f"{text[:_LONGEST]!r} is not a project name; use letters, digits, dots, dashes, underscores")
    return text


def _repository(text: str) -> str:
    if text and not _REPOSITORY.fullmatch(text) and not is_plain_url(text.partition("#")[0]):
        raise ValueError(f"{text!r} is not a repository; write `owner/name` or its https:// URL")
    return text


def _page(text: str) -> str:
    if text and not is_plain_url(text if _SCHEME.match(text) else f"https://{text}"):
        raise ValueError(f"{text!r} is not a URL; begin it with https:// and write special characters like %20")
    return text


EnvironmentName = Annotated[str, AfterValidator(_variable)]
PackageVersion = Annotated[str, AfterValidator(_version)]
ProjectName = Annotated[str, AfterValidator(_project_name)]
Repository = Annotated[str, AfterValidator(_repository)]
Page = Annotated[str, AfterValidator(_page)]
