"""The language server: the same findings as the command, while a form is being written.

``views`` looks at a text through the one door of the engine; each thing that an editor asks for
(diagnostics, hover, actions, completion, outline) is one module that takes a view; ``server``
puts them on the wire.
"""
