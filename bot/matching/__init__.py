"""Question -> reading -> candidates -> decision."""
