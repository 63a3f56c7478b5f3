"""Let another process do some work."""

import multiprocessing

print("running as", __name__, flush=True)


def work():
    print("working in", __name__, flush=True)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    process = multiprocessing.Process(target=work)
    process.start()
    process.join()
