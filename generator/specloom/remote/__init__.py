"""Documents on the network: fetching, `specloom.lock` and updates."""
