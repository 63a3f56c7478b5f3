"""Records the first call of a function instruction by instruction: line, instruction, value stack, locals.

:mod:`~bookcheck.tracing.trace_program` makes a program of an example that declares a trace, so that it is recorded,
checked and shown as examples are. The rest runs in the traced program's own process, on the Python concerned:

* :mod:`~bookcheck.tracing.frame_layouts` says where each Python keeps the operands of a running frame,
* :mod:`~bookcheck.tracing.instruction_events` stops before each instruction,
* :mod:`~bookcheck.tracing.instruction_flow` says which instruction may follow which, and how deep the stack then is,
* :mod:`~bookcheck.tracing.written_values` writes a value so that every run writes the same,
* :mod:`~bookcheck.tracing.call_recorder` puts together what was seen,
* :mod:`~bookcheck.tracing.step_checks` doubts it,
* :mod:`~bookcheck.tracing.recorded_trace` is the form that is recorded, written and read,
* :mod:`~bookcheck.tracing.traced_run` runs the program under all this.

It reads private memory of the interpreter and is for recording on known builds. Nothing of a reader's uses it.
"""
