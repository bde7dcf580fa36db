"""Results of earlier runs, kept in the cache directory of the user."""
