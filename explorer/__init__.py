"""How people see the graph in a browser: the web app and the few endpoints that feed it."""

from explorer.pages import mount
from explorer.sources import Sources
from explorer.tables import Tables, TablesFolder

__all__ = ["Sources", "Tables", "TablesFolder", "mount"]
