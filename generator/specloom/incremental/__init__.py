"""Incremental runs: if a document has changed little since the previous run, only what depends on the change is
generated again.

Two excerpts, one of the old document and one of the new, contain the changed objects and everything that they reach.
Both go through the same stages as any document. If their plans differ in some files only, and the old excerpt
reproduces those files byte for byte, then the new excerpt gives their new content, and every other file stays as it is.
In any doubt the whole document is generated.
"""
