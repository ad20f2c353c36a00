"""The front door: command line, settings and the assembling of the parts."""

__version__ = "0.1.0"
__all__ = ["__version__"]
