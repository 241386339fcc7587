"""The embedded broker: a reader never meets half a message."""

from queue import Empty
from threading import Thread

from kombu import Connection

from cpcplan.broker import Channel
from cpcplan.celery import app
from cpcplan.environment import celery_transport

MESSAGES = 400


def opened(data):
    options = celery_transport("filesystem://", data)
    return Connection("filesystem://", transport_options=options)


def put(data):
    with opened(data) as connection:
        channel = connection.channel()
        for number in range(MESSAGES):
            channel._put("celery", {"number": number, "body": "x" * 500})


def test_the_application_uses_our_channel(tmp_path):
    assert app.main == "cpcplan"
    with opened(tmp_path) as connection:
        assert type(connection.channel()) is Channel


def test_what_is_being_written_is_not_read(tmp_path):
    with opened(tmp_path) as connection:
        channel, found = connection.channel(), []
        writer = Thread(target=put, args=[tmp_path])
        writer.start()
        while len(found) < MESSAGES:
            try:
                found.append(channel._get("celery")["number"])
            except Empty:
                assert writer.is_alive() or len(list((tmp_path / "broker/messages").iterdir()))
        writer.join()

    assert sorted(found) == list(range(MESSAGES))
