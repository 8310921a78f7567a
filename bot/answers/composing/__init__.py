"""A finding -> the blocks of its answer, one module for each family of questions."""
