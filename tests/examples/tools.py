"""How a test uses a tool of Appendix D: its functions in this process, or the whole program in a folder."""

import ast
import subprocess
import sys
import types
from pathlib import Path
from types import ModuleType
from typing import Any, Dict, List

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "chapter_examples"


def definitions(path: Path) -> Any:
    """Return the names that a file defines; those of a `main.py`, without what it does after its last function."""
    tree = ast.parse(path.read_bytes())
    if path.name == "main.py":
        last = max(i for i, node in enumerate(tree.body) if isinstance(node, ast.FunctionDef))
        del tree.body[last + 1 :]
    sys.path.insert(0, str(path.parent))
    names: Dict[str, Any] = {"__name__": "the_" + path.stem, "__file__": str(path)}
    exec(compile(tree, str(path), "exec"), names)
    return types.SimpleNamespace(**names)


def run(program: Path, *arguments: str, cwd: Path) -> List[str]:
    """Return the lines that a tool prints about the folder `cwd`, and fail if it ends with an error."""
    result = subprocess.run([sys.executable, "-B", str(program), *arguments], cwd=str(cwd), capture_output=True)
    assert (result.returncode, result.stderr.decode(errors="replace")) == (0, "")
    return result.stdout.decode().splitlines()


def write(folder: Path, files: Dict[str, Any]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def module_of(name: str, text: str) -> Any:
    module = ModuleType(name)
    exec(text, vars(module))
    sys.modules[name] = module
    return module
