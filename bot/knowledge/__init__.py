"""YAML files that staff edit -> a typed, frozen model."""
