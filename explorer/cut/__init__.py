"""Moments of films found by what is said, seen or not said in them, and put into an order."""

from explorer.cut.moment import Found, Moment

__all__ = ["Found", "Moment"]
