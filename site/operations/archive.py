"""A backup's file: a tar whose last line is the SHA-256 of everything before it, so that no byte can change unseen.

Any tar programme opens it. Inside: the database, the folders of files, and `manifest.json`, which comes last and names
each of the others with its own SHA-256.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.json"
SEAL = b"\nsha256 %s\n"
SEAL_LENGTH = len(SEAL % (b"0" * 64))
CHUNK = 1024 * 1024


class Damaged(Exception):
    """The file is not what was once written, or never was a backup."""


class Writer:
    """`with Writer(path) as archive: archive.add(name, file); archive.finish({…})`. Only a whole file gets its name."""

    def __init__(self, path: Path):
        self.path, self.half = path, path.with_name(f".half-{path.name}")
        self.files: dict[str, str] = {}

    def __enter__(self):
        raw = os.fdopen(os.open(self.half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        self._file = _Hashing(raw)
        self._tar = tarfile.open(fileobj=self._file, mode="w:", format=tarfile.PAX_FORMAT)
        return self

    def add(self, name: str, path: Path):
        with path.open("rb") as raw:
            content = _Hashing(raw)
            self._append(name, os.fstat(raw.fileno()).st_size, content)
        self.files[name] = content.digest.hexdigest()

    def finish(self, manifest: dict):
        words = json.dumps(manifest | {"files": self.files}, indent=1, sort_keys=True).encode()
        self._append(MANIFEST, len(words), io.BytesIO(words))
        self._tar.close()
        self._file.raw.write(SEAL % self._file.digest.hexdigest().encode())
        self._file.raw.flush()
        os.fsync(self._file.raw.fileno())
        self.half.rename(self.path)

    def __exit__(self, *exc_info):
        self.half.unlink(missing_ok=True)
        self._file.raw.close()

    def _append(self, name, size, content):
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, content)


def unpack(path: Path, into: Path) -> dict:
    """Check the seal, lay the contents out in the empty folder `into`, check each of them, and return the manifest."""
    check_seal(path)
    found = {}
    try:
        with tarfile.open(path, mode="r:") as tar:
            for member in tar:
                found[member.name] = _lay_out(tar, member, into)
        manifest = json.loads((into / MANIFEST).read_text())
    except (tarfile.TarError, OSError, ValueError) as error:
        raise Damaged(f"{path.name} cannot be read.") from error
    del found[MANIFEST]
    if manifest["files"] != found:
        raise Damaged(f"{path.name} does not hold the files that it lists.")
    return manifest


def check_seal(path: Path):
    """Read the whole file once. Raises `Damaged` unless every byte is as it was written."""
    digest, left = hashlib.sha256(), path.stat().st_size - SEAL_LENGTH
    with path.open("rb") as file:
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            digest.update(chunk)
            left -= len(chunk)
        if left != 0 or file.read() != SEAL % digest.hexdigest().encode():
            raise Damaged(f"{path.name} is damaged, was cut short, or is not one of our backups.")


def _lay_out(tar, member, into) -> str:
    name = PurePosixPath(member.name)
    if not member.isreg() or name.is_absolute() or ".." in name.parts:
        raise Damaged(f"{member.name} has no place in a backup.")
    target = into / name
    target.parent.mkdir(parents=True, exist_ok=True)
    content = _Hashing(tar.extractfile(member))
    with target.open("wb") as file:
        shutil.copyfileobj(content, file, CHUNK)
    return content.digest.hexdigest()


class _Hashing:
    """A file that takes the SHA-256 of what passes through it."""

    def __init__(self, raw):
        self.raw, self.digest = raw, hashlib.sha256()

    def read(self, size=-1):
        chunk = self.raw.read(size)
        self.digest.update(chunk)
        return chunk

    def tell(self):
        return self.raw.tell()

    def write(self, chunk):
        self.digest.update(chunk)
        return self.raw.write(chunk)
