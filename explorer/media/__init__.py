"""Films from where they lie: playing, pictures of them, and copies that a browser can play."""

from explorer.media.films import Films
from explorer.media.roots import MediaRoots

__all__ = ["Films", "MediaRoots"]
