"""Writes packages and projects: which files are ours, how they differ, and how they are replaced."""
