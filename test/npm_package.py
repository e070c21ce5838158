"""Packages of npm, each pinned by its hash: what others publish to read our files with.

Archives are kept in the folder NOSTALL_DOWNLOADS. When npm cannot fetch one, whatever needs it is skipped.
"""

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path

HASHES = {
    "@action-validator/core@0.6.0": (
        "b4f825c02afc326f125b3c2755ec30166a91c7dd45d16bccb0cd01440a87e022"
        "da9721a7766e775efa7e51c512cecc29935c248c80d823b47212158c2f23e48a"
    ),
    "@microsoft/jest-sarif@1.0.0-beta.0": (
        "0357ce84f77a21ce620e4e05f583f0d6a341e1717eefe22f891ef197caf617a4"
        "33424c7972963d2ec1a4dab1318852047016e3a559d29b058606e9004a4890f4"
    ),
    "@umbrelladocs/rdformat-validator@1.0.1": (
        "c8e41bce4bd006c855d1f2df8f0e12d5012ff9db18b3a451a91fb85b69e3687c"
        "cf721c968ffad8bcae68809f09a3e191b57d6128fc72445b48375f0617055054"
    ),
    "gitlab-ci-local@4.75.1": (
        "02b9865f9efab8aa9382ce0f3021f714d3c40fe261c432dbd8e71bf3ddfe698f"
        "3c440dacc7d80fe8bec6be9b87409905251bc0e4a4aaf5f0f4cb244b68b13277"
    ),
}


def archive(package):
    """The bytes of a package of HASHES."""
    downloads = Path(os.environ["NOSTALL_DOWNLOADS"])
    kept = downloads / (package.replace("/", "-") + ".tgz")
    content = kept.read_bytes() if kept.exists() else fetched(package)
    if hashlib.sha512(content).hexdigest() != HASHES[package]:
        sys.exit(f"{package} is not what it was")
    if not kept.exists():
        downloads.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=downloads, delete=False) as new:
            new.write(content)
        os.replace(new.name, kept)
    return content


def fetched(package):
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(
                ["npm", "pack", "--silent", package],
                cwd=folder, check=True, timeout=60, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise unittest.SkipTest(f"npm cannot fetch {package}: {error}") from error
        return next(Path(folder).glob("*.tgz")).read_bytes()


def opened(package):
    """The package as an open tar file; its members are below `package/`."""
    return tarfile.open(fileobj=io.BytesIO(archive(package)))


def unpacked(package, folder):
    """The folder of the package, unpacked below `folder` where node finds it by its name."""
    target = Path(folder) / "node_modules" / package.rpartition("@")[0]
    with opened(package) as content:
        for member in content.getmembers():
            path = target / member.name.partition("/")[2]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.extractfile(member).read())
    return target


def node(script, folder, arguments=(), **options):
    """Runs a module's text with node, packages taken from `folder`. Needs a node that has what the packages use."""
    try:
        version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    except OSError as error:
        raise unittest.SkipTest(f"no node: {error}") from error
    if int(version.lstrip("v").partition(".")[0]) < 20:
        raise unittest.SkipTest(f"node {version.strip()} is older than 20")
    module = Path(folder) / "run.mjs"
    module.write_text(script, encoding="utf-8")
    return subprocess.run(["node", str(module), *arguments], capture_output=True, text=True, **options)
