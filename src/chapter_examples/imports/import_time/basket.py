"""A basket."""

import prices
