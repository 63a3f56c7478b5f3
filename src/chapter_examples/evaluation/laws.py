"""Laws of page 3.6. Each is checked over code objects of the standard library, or over generated expressions."""

import ast
import dis


def every_instruction_has_a_stack_effect(code):
    """`dis.stack_effect` knows the effect of each instruction and its argument.

    Counts: different instructions and arguments in a code object, in the library
    Twin: `dis.stack_effect` says of each instruction and its argument that it pushes or pops one value.
    """
    for name, argument in sorted({(each.name, each.argument) for each in code.instructions}):
        number = dis.opmap[name]
        takes_argument = number >= dis.HAVE_ARGUMENT or number in getattr(dis, "hasarg", ())
        effect = dis.stack_effect(number, argument if takes_argument else None)
        yield name, isinstance(effect, int), effect in (1, -1)


def a_number_of_an_instruction_fits_into_a_byte(opcode):
    """The number of an instruction in a code object is at most 255, and `dis.opname` has the name at that number.

    Counts: instructions
    Twin: The number of an instruction is at least `dis.HAVE_ARGUMENT`, and `dis.opname` has the name at that number.
    """
    named = dis.opname[opcode.number] == opcode.name
    yield "", 0 <= opcode.number <= 255 and named, opcode.number >= dis.HAVE_ARGUMENT and named


def operands_are_evaluated_from_left_to_right(expression):
    """The names in an expression of operations, comparisons, calls and subscripts are looked up from left to right.

    Counts: generated expressions
    Twin: The operations, comparisons, calls and subscripts of an expression are done from left to right.
    """
    read, done = [], []
    names = {name: _Operand(name, done) for name in "abcdefgh"}
    eval(expression, {"__builtins__": {}}, _Namespace(names, read))
    written = [letter for letter in expression if letter in names]
    yield "", read == written, done == written[: len(done)]


class _Namespace(dict):
    """A namespace that notes each name that is looked up."""

    def __init__(self, names, read):
        super().__init__(names)
        self.read = read

    def __getitem__(self, name):
        self.read.append(name)
        return super().__getitem__(name)


class _Operand:
    """An operand with every operator, which notes the name of its first operand."""

    def __init__(self, name, done):
        self.name, self.done = name, done

    def __call__(self, *others):
        self.done.append(self.name)
        return _Operand(self.name, self.done)

    __add__ = __sub__ = __mul__ = __matmul__ = __truediv__ = __floordiv__ = __mod__ = __pow__ = __call__
    __lshift__ = __rshift__ = __and__ = __or__ = __xor__ = __getitem__ = __call__
    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = __call__
    __hash__ = None


def a_loop_leaves_through_for_iter(code):
    """`FOR_ITER` only jumps forward.

    Counts: `FOR_ITER` instructions in the library
    Twin: `FOR_ITER` only jumps to the next instruction.
    """
    for instruction in code.instructions:
        if instruction.name == "FOR_ITER":
            beyond = instruction.target > instruction.offset
            yield instruction.offset, beyond, instruction.target == instruction.after


def parentheses_do_not_reorder_the_look_ups(expression):
    """Parentheses around a whole expression change no instruction of its code.

    Counts: generated expressions
    Twin: Parentheses change no instruction of an expression.
    """
    plain = compile(expression, "<law>", "eval").co_code
    bare = expression.replace("(", " ").replace(")", " ").strip()
    try:
        without = compile(bare, "<law>", "eval").co_code
    except SyntaxError:
        without = None
    yield "", compile("(" + expression + ")", "<law>", "eval").co_code == plain, without == plain


def only_the_instructions_of_a_loop_jump_back(nodes, codes):
    """Code without a loop, a comprehension, a generator, `await`, `with` or `try` does not jump back.

    Counts: code objects of files without any of these, in the library
    Twin: Code without a loop, a comprehension, a generator, `await`, `with` or `try` does not jump.
    """
    if any(isinstance(node, LOOPS) for node in nodes):
        return
    for code in codes:
        targets = [instruction for instruction in code.instructions if instruction.target is not None]
        yield code.name, all(each.target > each.offset for each in targets), not targets


LOOPS = (ast.For, ast.While, ast.AsyncFor, ast.comprehension, ast.Yield, ast.YieldFrom, ast.Await, ast.With)
LOOPS += (ast.AsyncWith, ast.Try, *(getattr(ast, name) for name in ("TryStar",) if hasattr(ast, name)))
