"""The annotation sheet: gold as a text that people and models write, in words and line numbers instead of offsets.

CONTRIBUTING.md describes it, with an example.
"""
