"""A plugin without `apply` is refused before it runs."""

import ast
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader


class CheckingLoader(SourceFileLoader):
    def get_code(self, name):
        source = self.get_data(self.path)
        tree = ast.parse(source, self.path)
        functions = [n.name for n in tree.body if isinstance(n, ast.FunctionDef)]
        if "apply" not in functions:
            raise ImportError(f"{name} has no function apply")
        return self.source_to_code(source, self.path)


def load(name):
    spec = spec_from_loader(name, CheckingLoader(name, f"plugins/{name}.py"))
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
        return sys.modules[name]
    except BaseException:
        sys.modules.pop(name, None)
        raise


for name in ["voucher", "greeting"]:
    try:
        print(name, "is loaded: 100 becomes", load(name).apply(100))
    except ImportError as error:
        print("refused:", error)

# book: portable
