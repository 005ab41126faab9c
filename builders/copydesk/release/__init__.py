"""Editions that people can pin: written once, checked byte for byte, never changed.

``write`` stages a directory and publishes it; ``verify`` reads one and tells what is wrong with it.
"""
