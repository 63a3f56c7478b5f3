"""The frame of a generator while it waits, and when it has finished."""


def deliver():  # book: part courier
    parcel = "books"
    yield
    parcel = "shoes"
    yield


courier = deliver()
for _ in courier:
    frame = courier.gi_frame
    print(frame.f_lineno, dict(frame.f_locals), frame.f_back)
print(courier.gi_frame)  # book: end courier

# book: positions first
# book: portable
