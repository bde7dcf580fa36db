"""Keeps results of earlier runs in the user's cache directory."""
