"""Reads the resources and endpoints of SDKs of other generators, and of those written by hand.

Only `build` is used from outside: without this directory, such SDKs are refused with a warning.
"""
