"""Ground floor: plain helpers that know nothing of OpenAPI, of Python source or of the disk."""
