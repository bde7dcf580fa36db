"""A document that differs little from the one before: only what follows from the difference is made again.

Two excerpts, one of the old document and one of the new, hold what has changed and all that it leads to, and go
through the same stages as any document. If their plans differ in some files alone, and the old excerpt gives those
files as they are, then the new one gives what they become; every other file stays. In any doubt nothing is renewed,
and the whole document is generated.
"""
