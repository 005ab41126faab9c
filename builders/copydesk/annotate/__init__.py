"""Who is named and who said what: entities, quotes, speakers, as spans into the clean text."""
