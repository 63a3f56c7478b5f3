"""Programs for the stack machine of page 3.6: functions in its subset, each with the arguments of several calls."""

from typing import Any, Callable, Dict, List, Tuple

CALLS: Dict[str, List[Tuple[Callable[..., Any], Tuple[Any, ...]]]] = {}
RATE = 3


def called_with(*calls: Tuple[Any, ...]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter the decorated function as a program that is run once with each tuple of arguments."""

    def enter(function: Any) -> Any:
        CALLS[function.__name__] = [(function, arguments) for arguments in calls]
        return function

    return enter


# mypy: disable-error-code="no-untyped-def, no-untyped-call, name-defined, call-arg, var-annotated, assignment"
# fmt: off
@called_with(())
def nothing(): pass
@called_with((), (5,))
def a_default(number=7): return number
@called_with((), (1, 2, 3))
def any_number(*numbers): return numbers
@called_with((1,))
def a_constant(number): return "text"
@called_with((1,))
def a_docstring(number):
    """Say nothing."""
@called_with((3, 4), (2.5, 4), ("a", "b"), ([1], [2]), ("a", 1))
def a_sum(left, right): return left + right
@called_with((3, 4), (4, 3.5), ("a", 1))
def a_difference(left, right): return left - right
@called_with((3, 4), ("ab", 3), ([0], 2), ("a", "b"))
def a_product(left, right): return left * right
@called_with((3, 4), (3, 0), (1.0, 8))
def a_quotient(left, right): return left / right
@called_with((17, 5), (-17, 5), (1, 0))
def whole_quotient(left, right): return left // right
@called_with((17, 5), (-17, 5), ("%d apples", 3), (1, 0))
def a_remainder(left, right): return left % right
@called_with((2, 10), (2, -1), (0, -1), (2, 1000))
def a_power(left, right): return left ** right
@called_with((2, 3, 4))
def precedence(a, b, c): return a + b * c - (a - b) * -c
@called_with((5,), (2.5,), ("a",))
def a_negation(number): return -number
@called_with((0,), ([],), ("a",))
def a_denial(value): return not value
@called_with((3, 4), ("a", "b"), (1, "a"))
def less(left, right): return left < right
@called_with((3, 4), (4, 4))
def at_most(left, right): return left <= right
@called_with((3, 4), (4, 4.0), ("a", 1))
def equal(left, right): return left == right
@called_with((3, 4), (4, 4))
def unequal(left, right): return left != right
@called_with((3, 4), (None, 1))
def greater(left, right): return left > right
@called_with((3, 4), (4, 4))
def at_least(left, right): return left >= right
@called_with((1,), ([1],), ("a",))
def six_changes_in_place(value):
    value *= 6
    return value
@called_with((7,), (0,), ("a",))
def all_changes_in_place(number):
    number += 9
    number -= 2
    number *= 5
    number //= 3
    number **= 2
    number %= 1000
    number /= 8
    return number
@called_with(([1],))
def a_list_grows_for_all_who_hold_it(items):
    same = items
    same += [2]
    return items
@called_with((3,), (-3,), (0,))
def sign(number):
    if number > 0:
        return 1
    if number < 0:
        return -1
    return 0
@called_with((3,), (0,), ("",))
def if_true(value):
    if value:
        return "yes"
    return "no"
@called_with((3,), (0,))
def if_not(value):
    result = "no"
    if not value:
        result = "yes"
    return result
@called_with((3,), (-3,))
def a_choice(number): return number if number > 0 else -number
@called_with((1, 2), (0, 2), (1, 0), (0, []))
def both(left, right): return left and right
@called_with((1, 2), (0, 2), (0, []))
def either(left, right): return left or right
@called_with((1, 2, 3), (0, 2, 3), (1, 0, 0), (0, 2, 0))
def a_mixture(a, b, c): return (a and b) or (c and not a)
@called_with((1, 2, 3), (1, 1, 0), (5, 1, 7))
def conditions(a, b, c):
    if (a < b and b < c) or not c:
        return "in order"
    return "not"
@called_with((2000,), (2100,), (2024,), (2023,))
def is_leap(year): return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
@called_with((10,), (0,))
def a_countdown(number):
    result = []
    while number > 0:
        result += [number]
        number -= 1
    return result
@called_with((27,), (1,))
def collatz(number):
    steps = 0
    while number != 1:
        if number % 2:
            number = 3 * number + 1
        else:
            number //= 2
        steps += 1
    return steps
@called_with((48, 36), (7, 0))
def common_divisor(a, b):
    while b:
        rest = a % b
        a = b
        b = rest
    return a
@called_with((50,), (2,))
def square_root(number):
    guess = number
    while guess * guess - number > 1e-9 or number - guess * guess > 1e-9:
        guess = (guess + number / guess) / 2
    return guess
@called_with((100,))
def without_end(limit):
    number = 0
    while True:
        number += 7
        if number > limit:
            break
    return number
@called_with((10,))
def skipping(limit):
    total = 0
    number = 0
    while number < limit:
        number += 1
        if number % 3 == 0:
            continue
        total += number
    return total
@called_with((5,))
def while_else(limit):
    while limit:
        limit -= 1
    else:
        limit = "done"
    return limit
@called_with(([1, 2, 3],), ([],), ((4.5, 1),), ({7, 8},), (5,), ([1, "a"],))
def total(numbers):
    result = 0
    for number in numbers:
        result += number
    return result
@called_with(([3, 9, 2],), ([],))
def largest(numbers):
    best = None
    for number in numbers:
        if best == None or number > best:  # noqa: E711
            best = number
    return best
@called_with(([1, 3, 4, 5],), ([1, 3],))
def first_even(numbers):
    for number in numbers:
        if number % 2 == 0:
            return number
    return None
@called_with(([1, 3, 4, 5],), ([1, 3],))
def for_else(numbers):
    for number in numbers:
        if number % 2 == 0:
            break
    else:
        number = "none"
    return number
@called_with((4,), (0,))
def a_table(size):
    table = []
    for row in range(size):
        line = ()
        for column in range(size):
            if column > row:
                break
            line += (row * column,)
        table += [line]
    return table
@called_with(("a-b",))
def over_text(text):
    result = ""
    for letter in text:
        result = letter + result
    return result
@called_with((10,))
def two_at_once(count):
    before = 0
    now = 1
    for _ in range(count):
        before, now = now, before + now
    return before
@called_with(([5, 0, 7],))
def inner_return(numbers):
    for number in numbers:
        for divisor in range(9):
            if divisor == 4:
                return number, 100 // divisor
    return numbers
@called_with(([1, 0],))
def fails_in_a_loop(numbers):
    result = 0
    for number in numbers:
        result += 10 // number
    return result
@called_with((30,))
def primes(limit):
    found = []
    for number in range(2, limit):
        prime = True
        for divisor in found:
            if number % divisor == 0:
                prime = False
                break
        if prime:
            found += [number]
    return found
@called_with((1, 2))
def a_pair(left, right): return left, right
@called_with((1, 2))
def a_nest(left, right): return [left, (right, []), [()]]
@called_with((3,))
def of_constants(number): return (1, 2, 3), number
@called_with(([3, 1, 2],), ("cab",), (5,))
def built_ins(items): return sorted(items), len(items), max(items), str(items)
@called_with((5,))
def calls_in_calls(number): return abs(min(-number, max(number, 0))) + int(str(number) + "0")
@called_with((6,))
def calls_a_parameter(number): return apply_twice(square, number)
def apply_twice(function, value): return function(function(value))
def square(number): return number * number
@called_with((1,), (10,))
def factorial(number): return 1 if number < 2 else number * factorial(number - 1)
@called_with((12,))
def fibonacci(number):
    if number < 2:
        return number
    return fibonacci(number - 1) + fibonacci(number - 2)
@called_with((10,), (7,))
def is_even(number): return True if number == 0 else is_odd(number - 1)
def is_odd(number): return False if number == 0 else is_even(number - 1)
@called_with((2, 3, 2), (2, 2, 1))
def ackermann(m, n, _):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1, 0)
    return ackermann(m - 1, ackermann(m, n - 1, 0), 0)
@called_with((3, "ACB"))
def hanoi(discs, pegs): return move(discs, "A", "C", "B")
def move(discs, start, goal, other):
    if discs == 0:
        return []
    return move(discs - 1, start, other, goal) + [(start, goal)] + move(discs - 1, other, goal, start)
@called_with((4,))
def a_global(number): return number * RATE
@called_with(())
def a_class(): return complex(1, 2), frozenset(), bool("x")
@called_with((1,), (0,))
def perhaps_unbound(value):
    if value:
        result = 1
    return result
@called_with((1,))
def unknown_name(value): return value + no_such_name  # noqa: F821
@called_with(())
def unknown_function(): return no_such_name()  # noqa: F821
@called_with((1, 2), ())
def one_parameter(value): return value
@called_with((5,))
def calls_a_number(number): return number(1)
@called_with((5,))
def wrong_arguments(number): return square(number, number)
@called_with(("x",), ("12",))
def built_in_that_fails(text): return int(text)
@called_with((3,))
def fails_in_the_third_call(depth): return 1 // depth + fails_in_the_third_call(depth - 1)
@called_with((500,))
def many_instructions(number):
    a = number + 1; b = a + 2; c = b + 3; d = c + 4; e = d + 5; f = e + 6; g = f + 7; h = g + 8  # noqa: E702
    for i in range(2):
        a += b * c - d; b += c * d - e; c += d * e - f; d += e * f - g; e += f * g - h  # noqa: E702
        a += b * c - d; b += c * d - e; c += d * e - f; d += e * f - g; e += f * g - h  # noqa: E702
        a += b * c - d; b += c * d - e; c += d * e - f; d += e * f - g; e += f * g - h  # noqa: E702
        a += b * c - d; b += c * d - e; c += d * e - f; d += e * f - g; e += f * g - i  # noqa: E702
    return a, b, c, d, e, f, g, h
# fmt: on
