"""Benchmarks, one command each: `python -m bench.NAME`. None of them is a test."""
