"""What two editions differ in, which version that makes due, and how the changelog of the data says it.

``compare`` reads two editions row by row, ``receipts`` compares digests where the old rows are not at hand; both give
a ``Difference``, from which ``versions``, ``changelog`` and ``reporters`` speak.
"""
