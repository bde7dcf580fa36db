"""What changes for the users of a client, from one version to another."""
