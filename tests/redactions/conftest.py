import pytest


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Files of this test alone: the whole folder is looked through."""
    settings.DATA = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA / "media"
    settings.EMAIL_FILE_PATH = settings.DATA / "email"
    settings.DATA.mkdir()
