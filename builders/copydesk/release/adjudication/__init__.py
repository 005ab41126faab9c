"""How the gold of an edition was made: the primary annotations and the reasons, as files beside its tables."""
