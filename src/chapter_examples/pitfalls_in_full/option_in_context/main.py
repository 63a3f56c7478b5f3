"""Two visitors at the same time, each with a currency."""

import asyncio

import money


async def visit(name, currency):
    with money.using(currency):
        await asyncio.sleep(0)
        print(name, "pays", money.label(3))


async def both():
    await asyncio.gather(visit("Ada", "USD"), visit("Grace", "GBP"))


asyncio.run(both())
print("later:", money.label(3))

# book: portable
