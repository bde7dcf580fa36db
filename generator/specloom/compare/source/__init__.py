"""The surface of a package that exists, read from its files. Nothing of it is ever imported or run."""
