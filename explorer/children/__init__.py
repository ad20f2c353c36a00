"""Scripts that run PyAV, each in a process of its own; nothing of ours imports them.

PyAV's wheel carries codecs under the GPL, and decoders meet files that nobody vouches for: so it
is never loaded into the service. See docs/adr/0015-films-in-a-process-of-their-own.md.
"""
