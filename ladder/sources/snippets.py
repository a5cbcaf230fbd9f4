"""What a file said, made fit to repeat in a message."""


def snippet(text: object, length: int = 60) -> str:
    """Return a short, printable, one-line form of what a file said.

    Characters that do not print (also those that PostgreSQL refuses) become `�`, and `;` becomes `,` because
    a semicolon separates the parts of a message.
    """
    words = " ".join(str(text)[: 4 * length].split()).replace(";", ",")
    shown = "".join(letter if letter.isprintable() else "�" for letter in words)
    return shown if len(shown) <= length else shown[: length - 1] + "…"


def shortened(names: list[str], most: int = 12) -> str:
    """Return names as a list, the rest as a number: `VR01, VR02, … (25)`."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])}, … ({len(names)})"
