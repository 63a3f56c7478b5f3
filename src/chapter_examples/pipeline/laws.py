"""Laws of page 3.1. Each is checked over the files of the standard library, or over generated source text."""

import ast


def each_function_in_the_tree_has_a_symbol_table(nodes, tables):
    """The compiler makes a symbol table for each module, each class body and each function of a file.

    Counts: files in the library
    Twin: The compiler makes a symbol table for each module and each class body of a file, and no others.
    """
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    scopes = [node.name for node in nodes if isinstance(node, kinds)]
    names = [table.get_name() for table in tables]
    classes = sum(isinstance(node, ast.ClassDef) for node in nodes)
    yield "", all(names.count(name) >= scopes.count(name) for name in set(scopes)), len(tables) == 1 + classes


def a_text_that_does_not_compile_runs_nothing(garbled):
    """A program that does not compile runs none of its lines.

    Counts: generated programs that do not compile
    Twin: A program that does not compile runs its lines up to the one that the error names.
    """
    run = []
    try:
        exec("note()\n" + garbled, {"note": lambda: run.append(1), "print": run.append, "__name__": "law"})
    except SyntaxError as error:
        if error.filename == "<string>":
            yield "", not run, len(run) == 1
    except Exception:  # it compiled, and failed at run time
        return


def a_tree_compiles_to_the_code_of_its_text(data, tree, module_code):
    """The tree that `ast.parse` makes of a file compiles to the code object that the file compiles to.

    Counts: files of at most 10,000 bytes in the library
    Twin: The tree that `ast.parse` makes of a file compiles to the same code object under another file name.
    """
    if len(data) <= 10000:
        same, other = (
            compile(tree, name, "exec", dont_inherit=True) for name in (module_code.co_filename, "other.py")
        )
        yield "", same == module_code, same.co_filename == other.co_filename
