"""The disk: which files are ours, how they differ, and how they are replaced. Knows nothing of what files mean."""
