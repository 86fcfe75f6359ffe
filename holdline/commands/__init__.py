"""What a person types: one module a command, found by being here.

Each module has `HELP` (a sentence), `arguments(parser)` and `run(options) -> int`.
"""
