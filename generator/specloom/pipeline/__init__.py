"""The stages from a document to the text of a package, in order."""
