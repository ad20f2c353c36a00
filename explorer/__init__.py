"""How people see the graph in a browser: today one page that asks and shows the evidence."""

from explorer.pages import mount

__all__ = ["mount"]
