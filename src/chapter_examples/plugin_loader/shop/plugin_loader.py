"""Load plugins: files or packages that lie anywhere."""

import importlib
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path


class PluginError(ImportError):
    """A plugin cannot be loaded; what stopped it is the __cause__."""


class PluginLoader(SourceFileLoader):
    """Compiles the file whenever it is loaded, and keeps no copy."""

    def get_code(self, name):
        return self.source_to_code(self.get_data(self.path), self.path)


def spec_of(path, name):
    """Return the spec of the file or package at path, as module name."""
    file = Path(path).resolve()
    if file.is_dir():
        file = file / "__init__.py"
    if file.suffix != ".py" or not file.is_file():
        raise PluginError(f"{name}: no plugin at {path}", name=name, path=str(path))
    loader = PluginLoader(name, str(file))
    return spec_from_file_location(name, str(file), loader=loader)


def load(path, name):
    """Load the plugin at path as module name, and return it."""
    if name in sys.modules:
        raise PluginError(f"{name}: the name is taken", name=name, path=str(path))
    importlib.invalidate_caches()
    spec = spec_of(path, name)
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
        return sys.modules[name]
    except BaseException as error:
        remove(name)
        if not isinstance(error, Exception):
            raise
        reason = f"{name}: {type(error).__name__}: {error}"
        raise PluginError(reason, name=name, path=str(path)) from error


def remove(name):
    """Take a plugin and its submodules out of sys.modules, and return them."""
    keys = list(sys.modules)
    family = [key for key in keys if (key + ".").startswith(name + ".")]
    return {key: sys.modules.pop(key) for key in family}


def reload(module):
    """Load the plugin again, as a new module; if that fails, keep the old one."""
    name, path = module.__name__, module.__file__
    old = remove(name)
    try:
        return load(path, name)
    except BaseException:
        sys.modules.update(old)
        raise


def load_directory(directory, prefix):
    """Load every plugin in a directory; return modules and errors, both by name."""
    plugins, errors = {}, {}
    for path in sorted(Path(directory).iterdir()):
        name = path.stem if path.suffix == ".py" else path.name
        is_plugin = path.suffix == ".py" or (path / "__init__.py").is_file()
        if is_plugin and name.isidentifier() and not name.startswith("_"):
            try:
                plugins[name] = load(path, prefix + name)
            except PluginError as error:
                errors[name] = error
    return plugins, errors
