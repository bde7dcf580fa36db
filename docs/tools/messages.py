"""The page of all diagnostic codes: what messages.yaml says of each, and what its example prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from docs.tools.examples import Example, printed_by

DATA = Path(__file__).with_name("messages.yaml")
GROUPS = TypeAdapter(dict[str, dict[str, Example]])
HEAD = """\
# Messages

Every finding has a code, which never changes its meaning. An `error` stops the run: nothing is written, and the exit
code is 2. A `warning` is a fault that the client survives; with `--strict` it is an error. An `info` is not a fault.

A finding names the file, the line and the column; the location in the document as a JSON pointer; and a remedy:

```text
openapi.yaml:12:24: warning[ref-dangling]: …
  at #/paths/~1trees/get/responses/200/content/application~1json/schema/$ref
  hint: did you mean `Tree`?
```

`specloom validate` prints all findings. Other commands print the first three of each code, and how many more there are.
"""


def entries() -> dict[str, dict[str, Example]]:
    """Return the entries of messages.yaml by title of their group."""
    return GROUPS.validate_python(yaml.safe_load(DATA.read_text()))


def messages_page() -> str:
    """Return the page."""
    parts = [HEAD]
    for title, group in entries().items():
        parts.append(f"## {title}\n")
        parts += ["\n".join(section(code, example)) for code, example in group.items()]
    return "\n".join(parts)


def section(code: str, example: Example) -> Iterator[str]:
    """Yield the lines about one code."""
    printed = example.prints or printed_by(example, code)
    severity = printed.partition(f"[{code}]")[0].rpartition(" ")[2]
    yield f"### {code}\n"
    yield f"*{severity.capitalize()}.* {example.about}\n"
    yield f"**Remedy:** {example.remedy}\n"
    for name, text in example.shown:
        if text.strip():
            language = Path(name.partition(",")[0]).suffix.lstrip(".").replace("yml", "yaml").replace("lock", "text")
            yield f"```{language or 'text'}\n# {name}\n{text.rstrip()}\n```\n"
    if part_of(example):
        printed = re.sub(r"^(\S+?):\d+:\d+: ", r"\1: ", printed)
    commands = [f"$ {command}" for command in example.commands if command.startswith("specloom")]
    shown = [printed] if example.prints is not None else [*commands, printed]
    yield "\n".join(["```text", *shown, "```", ""])


def part_of(example: Example) -> bool:
    """Tell whether the page shows only a part of the document, so that lines say nothing to the reader."""
    return any(part is not None for part in (example.paths, example.parameters, example.schema))
