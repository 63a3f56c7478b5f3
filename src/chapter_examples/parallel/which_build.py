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
