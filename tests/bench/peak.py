"""Peak memory of a piece of work in a process that does nothing else: `python -m tests.bench.peak WORK FOLDER`."""

import resource
import sys
from pathlib import Path


def main(work: str, folder: str, quick: str) -> None:
    import django

    django.setup()
    from tests.bench.figures import files
    from tests.bench.sections.importing import import_all
    from tests.bench.sections.recomputing import recompute_all

    if work == "import":
        import_all(files(Path(folder), quick=quick == "quick"))
    else:
        recompute_all()
    sys.stdout.write(f"{peak_megabytes():.0f}\n")


def peak_megabytes() -> float:
    """Return the most memory that this process ever held. Linux counts from its own start, after exec."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
