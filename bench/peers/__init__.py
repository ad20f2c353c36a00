"""Systems that rank passages of a foreign corpus, each given the same passages and vectors."""
