"""Money coming in: the files that banks export as lines, each known again however often it comes."""
