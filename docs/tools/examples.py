"""Runs the example of a diagnostic code, and says what it prints."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict

from specloom.__main__ import main

OPERATIONS = """\
/trees:
  get:
    operationId: listTrees
    parameters:
      - {name: cursor, in: query, schema: {type: string}}
    responses:
      '200':
        description: Trees.
        content:
          application/json:
            schema:
              type: object
              properties:
                data: {type: array, items: {$ref: '#/components/schemas/Tree'}}
                next: {type: string}
/trees/{tree_id}:
  get:
    operationId: getTree
    parameters:
      - {name: tree_id, in: path, required: true, schema: {type: string}}
    responses:
      '200':
        description: A tree.
        content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}
"""
ONE_OPERATION = """\
/trees:
  get:
    parameters:
PARAMETERS
    responses: {'204': {description: None.}}
"""
SCHEMA = """\
type: object
properties: {id: {type: string}}
"""
VALIDATE = "specloom validate openapi.yaml"
FINDING = re.compile(r"^(?:\S.*?: )?(?:error|warning|info)\[([a-z-]+)\]: .*(?:\n  .*)*$", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An entry of messages.yaml, which says what the fields mean."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    about: str
    remedy: str
    document: str | None = None
    openapi: str = "3.1.0"
    paths: str | None = None
    parameters: str | None = None
    schema: str | None = None
    components: str = ""
    config: str | None = None
    overlay: str | None = None
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    steps: tuple[str, ...] = ()
    run: str = ""
    prints: str | None = None

    @property
    def commands(self) -> tuple[str, ...]:
        """What is run, in order."""
        overlaid = f"{VALIDATE} --overlay fix.yaml" if self.overlay is not None else VALIDATE
        return tuple(self.steps) or (self.run or overlaid,)

    @property
    def shown(self) -> Iterator[tuple[str, str]]:
        """The name and the text of each block that the page shows."""
        if self.document:
            yield "openapi.yaml", self.document
        for name, part in (("paths", self.paths), ("parameters", self.parameters), ("schema", self.schema)):
            if part is not None:
                yield f"openapi.yaml, {name}", part
        if self.components:
            yield "openapi.yaml, components", self.components
        if self.config is not None:
            yield "stainless.yml", self.config
        if self.overlay is not None:
            yield "fix.yaml", self.overlay
        yield from self.files.items()

    def written(self) -> Iterator[tuple[str, str]]:
        """The name and the text of each file that is written."""
        if not self.steps or self.document is not None:
            yield "openapi.yaml", self.document or self.whole()
        if self.config is not None:
            yield "stainless.yml", self.config
        if self.overlay is not None:
            yield "fix.yaml", self.overlay
        yield from self.files.items()

    def whole(self) -> str:
        """Return the document around the part that is shown."""
        paths = self.paths or OPERATIONS
        if self.parameters is not None:
            paths = ONE_OPERATION.replace("PARAMETERS\n", textwrap.indent(self.parameters, " " * 6))
        schema = textwrap.indent(self.schema or SCHEMA, " " * 6)
        parts = (
            f"openapi: {self.openapi}\ninfo: {{title: Orchard, version: '1'}}\n",
            "servers: [{url: https://orchard.example}]\n",
            f"paths:\n{textwrap.indent(paths, '  ')}",
            f"components:\n  schemas:\n    Tree:\n{schema}{textwrap.indent(self.components, '  ')}",
        )
        return "".join(parts)


def printed_by(example: Example, code: str) -> str:
    """Run an example and return the finding of `code`; raises `LookupError` where there is none."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        for path, text in example.written():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text)
        text = "".join(map(run, example.commands))
    found = next((item[0] for item in FINDING.finditer(text) if item[1] == code), None)
    if found is None:
        raise LookupError(f"the example of {code} prints no such message:\n{text}")
    return found


def run(command: str) -> str:
    """Run one step of an example and return what it prints."""
    verb, *words = command.split()
    if verb == "mkdir":
        Path(words[0]).mkdir()
    elif verb == "write":
        Path(words[0]).write_text(f"{Path(words[0]).read_text()}mine = 1\n")
    else:
        return specloom(words)
    return ""


def specloom(words: list[str]) -> str:
    """Run specloom in this process and return what it prints on stderr."""
    printed = io.StringIO()
    before, sys.argv = sys.argv, ["specloom", *words]
    os.environ["CI"] = "1"
    try:
        with contextlib.redirect_stderr(printed), contextlib.redirect_stdout(io.StringIO()):
            main()
    except SystemExit as ended:
        if ended.code not in (0, 1, 2, None):
            raise LookupError(f"{words}: exit code {ended.code}\n{printed.getvalue()}") from None
    finally:
        sys.argv = before
    return printed.getvalue()
