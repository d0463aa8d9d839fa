"""What is measured. Run one with ``python -m benchmarks.sitting``."""
