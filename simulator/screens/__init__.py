"""Textual: what people see and press. A screen submits commands and reads projections, nothing else."""
