"""Reads the surface of an existing package from its files, without importing or running them."""
