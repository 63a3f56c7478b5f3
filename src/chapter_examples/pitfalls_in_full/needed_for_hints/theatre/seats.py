"""The seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from theatre.tickets import Ticket


class Seat:
    def __init__(self, name: str, ticket: Ticket | None = None):
        self.name = name
        self.ticket = ticket
