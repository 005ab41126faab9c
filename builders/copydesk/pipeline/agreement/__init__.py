"""How far two primary annotations agree: counts of each article, measures of many, and their intervals."""
