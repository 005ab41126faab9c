"""An edition without its text: offsets, hashes and labels, from which those who hold the raw articles rebuild it."""
