import random
import threading
import time


def start_worker(orders, done):
    """A worker that takes a while, as a busy machine makes it."""

    def work():
        for order in orders:
            time.sleep(random.uniform(0.02, 0.08))
            done.append(order)

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_order_has_a_number():
    assert int("42") == 42


def test_worker_finishes():
    done = []
    thread = start_worker([1], done)
    thread.join(timeout=5)
    assert done == [1]


def test_unknown_order_is_refused():
    assert {}.get(7) is None
