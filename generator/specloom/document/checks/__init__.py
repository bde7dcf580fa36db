"""What may be wrong with a description, one aspect a module. Each check yields findings; none decides what is fatal."""
