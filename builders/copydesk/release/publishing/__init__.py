"""Publish an edition to the Hugging Face Hub: exactly its checksummed files, one commit, one tag.

The tag is what makes a version visible. It is set last, after what the Hub holds was downloaded and verified; a run
that ends before is finished by the next one.
"""
