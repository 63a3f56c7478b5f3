"""What can this Python do: compile to machine code, run threads at the same time?"""

import sys
import sysconfig

# Both questions begin with an underscore: they are made for looking, not for programs.
jit = getattr(sys, "_jit", None)
gil_enabled = getattr(sys, "_is_gil_enabled", None)

if jit is None:
    print("JIT: it cannot be asked")
else:
    print("JIT: available", jit.is_available(), "- enabled", jit.is_enabled())
print("free-threaded build:", sysconfig.get_config_var("Py_GIL_DISABLED") == 1)
print("GIL:", "enabled" if gil_enabled is None or gil_enabled() else "disabled")

# book: changed 3.13t: This build is made for running without the GIL, and leaves it out from the start.
# book: changed 3.14: CPython has `sys._jit` to ask, and this build has the JIT, switched off.
# book: changed 3.14+jit: `PYTHON_JIT=1` switches on the JIT that this build has.
# book: changed 3.15+jit: `PYTHON_JIT=1` switches on the JIT that this build has.
