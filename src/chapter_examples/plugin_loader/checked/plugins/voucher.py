"""Ten off. A data class with annotations that are strings needs its module in `sys.modules`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Voucher:
    off: int = 10


def apply(price: int) -> int:
    return price - Voucher().off
