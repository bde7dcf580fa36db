"""How this package works inside. Nothing here is public."""
