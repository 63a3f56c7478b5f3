"""Does this Python have a JIT, and can its threads run at the same time?"""

import sys
import sysconfig

# Both names begin with an underscore: they are for inspection, not for programs.
jit = getattr(sys, "_jit", None)
gil_enabled = getattr(sys, "_is_gil_enabled", None)

if jit is None:
    print("JIT: it cannot be asked")
else:
    print("JIT: available", jit.is_available(), "- enabled", jit.is_enabled())
print("free-threaded build:", sysconfig.get_config_var("Py_GIL_DISABLED") == 1)
print("GIL:", "enabled" if gil_enabled is None or gil_enabled() else "disabled")

# book: changed 3.13t: This is the free-threaded build, in which the GIL is off by default.
# book: changed 3.14: `sys._jit` exists, and this build has a JIT that is off by default.
# book: changed 3.14+jit: `PYTHON_JIT=1` switches on the JIT of this build.
# book: changed 3.15+jit: `PYTHON_JIT=1` switches on the JIT of this build.
