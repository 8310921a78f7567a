"""A bot that answers questions about the trainings of WeGO from curated YAML."""

__version__ = "0.2.0"
