"""What the loader of a source file does, the first and the second time."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path


class Talkative(SourceFileLoader):
    def path_stats(self, path):
        print("    look at the size and time of", Path(path).name)
        return super().path_stats(path)

    def get_data(self, path):
        print("    read", Path(path).suffix)
        return super().get_data(path)

    def source_to_code(self, *args, **options):
        print("    compile")
        return super().source_to_code(*args, **options)

    def set_data(self, path, *args, **options):
        print("    write", Path(path).suffix)
        super().set_data(path, *args, **options)


for attempt in ["first", "second"]:  # book: part load
    print(attempt)
    spec = spec_from_loader("prices", Talkative("prices", "prices.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)  # book: end load
