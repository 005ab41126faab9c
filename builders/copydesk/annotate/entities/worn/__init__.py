"""Names in worn print: old pages that were read by machine, whose line ends were lost.

Annotators err there on every other name, and rules that hold for clean text hold less. A small learned model weighs
what all of them propose; see ``MODEL_CARD.md``. Clean text never comes here.
"""
