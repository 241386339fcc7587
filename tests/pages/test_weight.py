"""Pages travel compressed."""

import gzip

import pytest
from django.test import Client


@pytest.mark.django_db
def test_page_is_compressed_for_a_browser_that_can_read_it(client: Client):
    plain = client.get("/accessibility/")
    packed = client.get("/accessibility/", headers={"accept-encoding": "gzip, br"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
