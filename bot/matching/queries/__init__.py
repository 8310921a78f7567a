"""One module for each family of questions: a query looks at a view and yields findings."""
