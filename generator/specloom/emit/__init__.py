"""From a plan to Python source: literals, annotations, models, resources, rendering and formatting."""
