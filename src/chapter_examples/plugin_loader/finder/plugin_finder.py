"""Find the plugins of a folder as submodules of a package."""

from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path


class PluginLoader(SourceFileLoader):
    def get_code(self, name):
        return self.source_to_code(self.get_data(self.path), self.path)


class PluginFinder:
    def __init__(self, package, folder):
        self.package = package
        self.folder = Path(folder).resolve()

    def find_spec(self, name, path=None, target=None):
        if name == self.package:
            spec = ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations.append(str(self.folder))
            return spec
        parent, _, stem = name.rpartition(".")
        if parent == self.package:
            place = self.folder / stem
            for file in [place / "__init__.py", place.with_suffix(".py")]:
                if file.is_file():
                    loader = PluginLoader(name, str(file))
                    return spec_from_file_location(name, str(file), loader=loader)
        return None
