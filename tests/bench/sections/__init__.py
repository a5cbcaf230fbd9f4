"""One section of the benchmark per module: `measure(bench)` yields its measures."""
