"""Laws of page 3.5. Each is checked over code objects of the standard library; none asks for the version of Python."""

import ast
import dis
import inspect


def every_jump_lands_on_an_instruction(code):
    """Every jump leads to the beginning of an instruction of the same code object.

    Counts: jumps in the library
    Twin: Every jump leads forward.
    """
    starts = {instruction.start for instruction in code.instructions}
    for instruction in code.instructions:
        if instruction.target is not None:
            yield instruction.offset, instruction.target in starts, instruction.target > instruction.offset


def bytecode_is_two_byte_units(code):
    """The length of a code object's bytecode is a multiple of two bytes.

    Counts: code objects in the library
    Twin: The length of a code object's bytecode is a multiple of four bytes.
    """
    size = len(code.value.co_code)
    yield "", size > 0 and size % 2 == 0, size % 4 == 0


def parameters_are_the_first_local_variables(nodes, codes):
    """`co_varnames` begins with the parameters: the positional ones, the keyword-only ones, `*args`, then `**kwargs`.

    Counts: function definitions in the library
    Twin: `co_varnames` begins with the parameters in the order of the source.
    """
    functions = {}
    for code in codes:
        functions.setdefault((code.value.co_name, code.value.co_firstlineno), []).append(code.value)
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            a = node.args
            positional, keyword_only = [*a.posonlyargs, *a.args], a.kwonlyargs
            star, double = [a.vararg] if a.vararg else [], [a.kwarg] if a.kwarg else []
            stored = [argument.arg for argument in [*positional, *keyword_only, *star, *double]]
            written = [argument.arg for argument in [*positional, *star, *keyword_only, *double]]
            for code in functions.get((node.name, first), ())[:1]:
                names = list(code.co_varnames[: len(stored)])
                yield "line {}".format(node.lineno), names == _mangled(stored, code), names == _mangled(written, code)


def _mangled(names, code):
    """Return ``names`` as a class body spells them: the name of the class goes before two underscores."""
    kept = code.co_varnames[: len(names)]
    return [stored if name.startswith("__") and stored.endswith(name) else name for name, stored in zip(names, kept)]


def the_stack_size_is_never_exceeded(code):
    """No instruction makes the value stack higher than `co_stacksize`.

    Counts: instructions that can be reached without an exception, in the library
    Twin: No instruction makes the value stack as high as `co_stacksize`.
    """
    heights, most = _heights(code.instructions), code.value.co_stacksize
    for offset, height in heights.items():
        yield offset, height <= most, height < most


def _heights(instructions):
    """Return how high the stack is before each instruction that is reached from the first without an exception."""
    at = {instruction.start: index for index, instruction in enumerate(instructions)}
    heights, waiting = {}, [(0, 0)]
    # Up to 3.10 a generator function gets the value that is sent to it at the start on its stack.
    if instructions[0].name == "GEN_START":
        waiting = [(0, 1)]
    while waiting:
        index, height = waiting.pop()
        instruction = instructions[index]
        if instruction.start in heights:
            continue
        heights[instruction.start] = height
        number, takes_argument = dis.opmap[instruction.name], dis.opmap[instruction.name] >= dis.HAVE_ARGUMENT
        argument = instruction.argument if takes_argument or number in getattr(dis, "hasarg", ()) else None
        if instruction.target is not None and not instruction.name.startswith("SETUP_"):
            waiting.append((at[instruction.target], height + dis.stack_effect(number, argument, jump=True)))
        if instruction.name not in ENDS and index + 1 < len(instructions):
            waiting.append((index + 1, height + dis.stack_effect(number, argument, jump=False)))
    return heights


ENDS = {"RETURN_VALUE", "RETURN_CONST", "RERAISE", "RAISE_VARARGS", "INTERPRETER_EXIT"} | {
    name for name in dis.opmap if name.startswith("JUMP_") and "_IF_" not in name
}


def code_ends_with_a_return_a_raise_or_a_jump(code):
    """The last instruction of a code object returns, raises or jumps back.

    Counts: code objects in the library
    Twin: The last instruction of a code object is the only one that returns.
    """
    last = code.instructions[-1]
    returning = [each.start for each in code.instructions if each.name in ("RETURN_VALUE", "RETURN_CONST")]
    returns = last.start in returning
    raises = last.name in ("RERAISE", "RAISE_VARARGS")
    yield "", returns or raises or (last.target is not None and last.target <= last.offset), returning == [last.start]


def the_argument_of_load_const_is_a_place_in_co_consts(code):
    """The argument of `LOAD_CONST` is the number of a constant in `co_consts`, counted from 0.

    Counts: `LOAD_CONST` instructions in the library
    Twin: The argument of `LOAD_CONST` is the number of a constant in `co_consts`, counted from 1.
    """
    size = len(code.value.co_consts)
    for instruction in code.instructions:
        if instruction.name == "LOAD_CONST":
            yield instruction.offset, instruction.argument < size, 0 < instruction.argument <= size


def local_variables_are_numbered(code):
    """The argument of `STORE_FAST` is the number of a local variable in `co_varnames`.

    Counts: `STORE_FAST` instructions in the library
    Twin: The argument of `STORE_FAST` is the number of a parameter in `co_varnames`.
    """
    count, parameters = len(code.value.co_varnames), code.value.co_argcount + code.value.co_kwonlyargcount
    for instruction in code.instructions:
        if instruction.name == "STORE_FAST":
            yield instruction.offset, instruction.argument < count, instruction.argument < parameters


def co_nlocals_counts_co_varnames(code):
    """`co_nlocals` is the length of `co_varnames`.

    Counts: code objects in the library
    Twin: `co_nlocals` is the number of parameters.
    """
    value = code.value
    parameters = value.co_argcount + value.co_kwonlyargcount
    yield "", value.co_nlocals == len(value.co_varnames), value.co_nlocals == parameters


def a_module_has_no_parameters_and_no_free_variables(module_code):
    """The code object of a module has no parameters and no free variables, and is not marked as optimized.

    Counts: modules in the library
    Twin: The code object of a module has no parameters, and no constants but `None`.
    """
    code = module_code
    bare = code.co_argcount == code.co_kwonlyargcount == 0
    optimized = code.co_flags & inspect.CO_OPTIMIZED
    yield "", bare and not code.co_freevars and not optimized, bare and code.co_consts == (None,)


def attributes_of_code_objects_are_read_only(module_code):
    """No attribute of a code object that begins with `co_` can be assigned to.

    Counts: attributes of the code objects of modules in the library
    Twin: No attribute of a code object that begins with `co_` can be different in a copy that `replace()` makes.
    """
    for name in dir(module_code):
        if name.startswith("co_") and not callable(getattr(module_code, name)):
            try:
                setattr(module_code, name, getattr(module_code, name))
            except (AttributeError, TypeError):
                refused = True
            else:
                refused = False
            yield name, refused, module_code == _named_otherwise(module_code, name)


def _named_otherwise(code, attribute):
    return code.replace(**{attribute: "other"}) if attribute in ("co_name", "co_filename") else code


def free_variables_come_from_an_enclosing_code_object(code):
    """Each free variable of a code object is a cell variable or a free variable of the code object around it.

    Counts: free variables in the library
    Twin: Each free variable of a code object is a cell variable of the code object around it.
    """
    for name in code.value.co_freevars:
        around = code.parent.value
        yield name, name in around.co_cellvars or name in around.co_freevars, name in around.co_cellvars


def functions_have_no_instructions_for_module_names(code):
    """The code of a function, a lambda or a generator expression stores no variable with `STORE_NAME`.

    Counts: code objects of functions in the library
    Twin: The code of a function, a lambda or a generator expression stores no variable with `STORE_GLOBAL`.
    """
    if code.value.co_flags & inspect.CO_OPTIMIZED:
        names = {instruction.name for instruction in code.instructions}
        yield "", "STORE_NAME" not in names, "STORE_GLOBAL" not in names


def class_bodies_store_module_and_qualified_name_first(code):
    """The first two names that the code of a class body stores are `__module__` and `__qualname__`.

    Counts: class bodies in the library
    Twin: The first two names that the code of a class body stores are `__module__` and `__doc__`.
    """
    stored = [code.value.co_names[i.argument] for i in code.instructions if i.name == "STORE_NAME"]
    if code.parent is not None and "__qualname__" in stored:
        yield "", stored[:2] == ["__module__", "__qualname__"], stored[:3:2] == ["__module__", "__doc__"]


def generator_functions_have_a_flag(nodes, codes):
    """A `def` that contains a `yield` of its own has the flag of a generator or of an asynchronous generator.

    Counts: function definitions in the library
    Twin: A `def` that contains a `yield`, in itself or in a function inside it, has the flag of a generator.
    """
    flagged = {}
    for code in codes:
        key = code.value.co_name, code.value.co_firstlineno
        flagged[key] = code.value.co_flags & (inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR) != 0
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if (node.name, first) in flagged:
                anywhere = any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in ast.walk(node))
                flag = flagged[node.name, first]
                yield "line {}".format(node.lineno), flag == _yields(node), flag == anywhere


def _yields(function):
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        elif not isinstance(node, (ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))
    return False


def the_symbol_table_agrees_on_free_variables(tables, codes):
    """The names that the symbol table calls free in a function are the free variables of its code object.

    Counts: functions with one name and line in the library
    Twin: The names that the symbol table calls free in a function are the cell variables of its code object.
    """
    of_tables, of_codes = {}, {}
    for table in tables:
        if table.get_type() == "function":
            of_tables.setdefault((table.get_name(), table.get_lineno()), []).append(table)
    for code in codes:
        name = code.value.co_name.strip("<>")
        of_codes.setdefault((name, code.value.co_firstlineno), []).append(code.value)
    for place, group in of_tables.items():
        same = of_codes.get(place, ())
        if len(group) == len(same) == 1:
            frees = set(group[0].get_frees())
            yield "{} at line {}".format(*place), frees == set(same[0].co_freevars), frees == set(same[0].co_cellvars)


def lines_cover_the_bytecode(code):
    """Since 3.10 the ranges of `co_lines()` follow each other without a gap and cover the whole bytecode.

    Counts: code objects in the library
    Twin: The ranges of `co_lines()` follow each other without a gap, and their lines never decrease.
    Pythons: >=3.10
    """
    ranges = list(code.value.co_lines())
    gapless = ranges[0][0] == 0 and ranges[-1][1] == len(code.value.co_code)
    gapless = gapless and all(before[1] == after[0] for before, after in zip(ranges, ranges[1:]))
    lines = [line for _, _, line in ranges if line is not None]
    yield "", gapless, gapless and lines == sorted(lines)


def each_code_unit_has_a_position(code):
    """Since 3.11 `co_positions()` gives one position for each code unit; lines and columns in it may be `None`.

    Counts: code objects in the library
    Twin: `co_positions()` gives one position for each code unit, with a line and a column.
    Pythons: >=3.11
    """
    positions = list(code.value.co_positions())
    one_each = len(positions) == len(code.value.co_code) // 2
    yield "", one_each, one_each and all(None not in position for position in positions)


def handlers_begin_an_instruction(code):
    """Since 3.11 the handler in a row of the exception table is the beginning of an instruction.

    Counts: rows of exception tables in the library
    Twin: The handler in a row of the exception table is the instruction that follows the range of the row.
    Pythons: >=3.11
    """
    starts = {instruction.start for instruction in code.instructions}
    for start, length, handler, depth in _rows(code.value.co_exceptiontable):
        yield start, handler in starts, handler == start + length


def handlers_find_room_on_the_stack(code):
    """Since 3.11 a row of the exception table leaves less than `co_stacksize` on the value stack.

    Counts: rows of exception tables in the library
    Twin: A row of the exception table leaves nothing on the value stack.
    Pythons: >=3.11
    """
    for start, length, handler, depth in _rows(code.value.co_exceptiontable):
        yield start, depth // 2 < code.value.co_stacksize, depth // 2 == 0


def _rows(table):
    """Return the rows of an exception table; `depth` is twice the height, and 1 more if the last instruction is kept.

    Objects/exception_handling_notes.txt (3.11), InternalDocs/exception_handling.md (3.13 and later).
    """
    numbers, number = [], 0
    for byte in table:
        number = number << 6 | byte & 63
        if not byte & 64:
            numbers.append(number)
            number = 0
    rows = zip(numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4])
    return [(2 * start, 2 * length, 2 * handler, depth) for start, length, handler, depth in rows]


def jumps_back_have_a_name_of_their_own(code):
    """Since 3.11 a jump goes back exactly if the name of its instruction contains `BACKWARD`.

    Counts: jumps in the library
    Twin: A jump goes back exactly if the name of its instruction does not contain `FORWARD`.
    Pythons: >=3.11
    """
    for instruction in code.instructions:
        if instruction.target is not None:
            back = instruction.target <= instruction.offset
            name = instruction.name
            yield instruction.offset, back == ("BACKWARD" in name), back == ("FORWARD" not in name)
