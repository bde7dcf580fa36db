"""Checks of a document, one aspect per module. Each check yields findings; the policy table decides their severity."""
