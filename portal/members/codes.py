"""Codes that people read out, write down and type: letters and numbers that cannot be mistaken for one another."""

import secrets

LETTERS = "ABCDEFGHJKMNPQRTUVWXY346789"


def new_code(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _n in range(length))


def spaced(code: str) -> str:
    """In two halves, as it is printed: K7QMP-4RTXW."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def as_made(typed: str) -> str:
    """A code however it was typed: small letters, spaces and dashes do not matter."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)
