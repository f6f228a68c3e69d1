"""Pages of documents, by what they show."""
