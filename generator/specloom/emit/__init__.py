"""Prints a plan as Python source: literals, annotations, models, resources, rendering and formatting."""
