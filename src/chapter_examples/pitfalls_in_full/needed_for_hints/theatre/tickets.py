"""The tickets."""

from __future__ import annotations

from theatre.seats import Seat


class Ticket:
    def __init__(self, seat: Seat):
        self.seat = seat
        seat.ticket = self

    def text(self) -> str:
        return f"seat {self.seat.name}"
