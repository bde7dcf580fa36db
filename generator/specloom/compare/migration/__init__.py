"""What it takes to generate an existing SDK anew: differences, the config lines that close them, hand-written code."""
