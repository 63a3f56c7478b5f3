"""Load plugins: files or packages from any folder."""

import importlib
import os.path
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any, NamedTuple


class PluginError(ImportError):
    """A plugin cannot be loaded; its __cause__ is what the plugin raised."""


class Plugin(NamedTuple):
    name: str
    path: str
    module: Any  # what the plugin left in sys.modules


class PluginLoader(SourceFileLoader):
    """Compile the file each time it is loaded, and write no .pyc file."""

    def get_code(self, name):
        return self.source_to_code(self.get_data(self.path), self.path)


def spec_of(path, name):
    """Return the spec of the file or package at path, as module name."""
    file = os.path.abspath(path)
    if os.path.isdir(file):
        file = os.path.join(file, "__init__.py")
    if not file.endswith(".py") or not os.path.isfile(file):
        raise PluginError(f"{name}: no plugin at {path}", name=name, path=str(path))
    return spec_from_file_location(name, file, loader=PluginLoader(name, file))


def load(path, name):
    """Load the plugin at path as module name."""
    spec = spec_of(path, name)
    module = module_from_spec(spec)
    if sys.modules.setdefault(name, module) is not module:
        raise PluginError(f"{name}: the name is taken", name=name, path=str(path))
    try:
        importlib.invalidate_caches()
        spec.loader.exec_module(module)
        return Plugin(name, spec.origin, sys.modules[name])
    except BaseException as error:
        remove(name)
        if not isinstance(error, Exception):
            raise
        reason = f"{name}: {description(error)}"
        raise PluginError(reason, name=name, path=str(path)) from error


def description(error):
    """Return the type and the message of an exception."""
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:
        return f"{type(error).__name__}, whose message cannot be printed"


def remove(name):
    """Remove a plugin and its submodules from sys.modules, and return them."""
    keys = list(sys.modules)
    family = [key for key in keys if (key + ".").startswith(name + ".")]
    return {key: sys.modules.pop(key) for key in family}


def reload(plugin):
    """Load the plugin again, as a new module; if that fails, keep the old one."""
    old = remove(plugin.name)
    try:
        return load(plugin.path, plugin.name)
    except BaseException:
        sys.modules.update(old)
        raise


def load_directory(directory, prefix):
    """Load all plugins in a directory; return plugins and errors, both by name."""
    plugins, errors = {}, {}
    try:
        for entry in sorted(os.listdir(directory)):
            path = os.path.join(directory, entry)
            name, ending = os.path.splitext(entry)
            is_package = os.path.isfile(os.path.join(path, "__init__.py"))
            is_plugin = ending == ".py" or is_package and not ending
            if is_plugin and name.isidentifier() and not name.startswith("_"):
                try:
                    plugins[name] = load(path, prefix + name)
                except PluginError as error:
                    errors[name] = error
    except BaseException:
        for plugin in plugins.values():
            remove(plugin.name)
        raise
    return plugins, errors
