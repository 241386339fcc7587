"""The logo at the head of an area's papers: what is taken for one, how it is kept, who sets it."""

import zlib
from base64 import b64decode
from io import BytesIO
from struct import pack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin

from accounts.roles import Role
from audit.models import Event
from committees.models import Logo
from committees.queries.logos import image_of
from committees.querysets import logo_fields
from committees.rules import logos
from committees.rules.logos import logo_in
from committees.services import set_logo, take_logo_away
from committees.services.logos import GONE
from guard.outside.files import read_outside
from guard.refusals import Refusal
from tests import factories as make

SECRET = b"taken at 55.86 N"


def saved(image, kind="PNG", **more):
    target = BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def plain(mode="RGB", colour="navy", size=(240, 96)):
    return Image.new(mode, size, colour)


def kept(data):
    """The picture that is kept of what was sent."""
    taken = logo_in("logo.png", data)
    image = Image.open(BytesIO(b64decode(taken["image"])))
    assert image.size == (taken["width"], taken["height"])
    return image


def moving():
    frames = [plain(), plain(colour="teal")]
    return saved(frames[0], save_all=True, append_images=frames[1:])


def claiming(width, height):
    """A PNG of a few bytes that says that it is so large."""
    head = pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"These are our minutes.", logos.NO_PICTURE),
        (b"", logos.NO_PICTURE),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', logos.NO_PICTURE),
        (saved(plain(), "GIF"), logos.NO_PICTURE),
        (make.drawn_logo()[:80], logos.DAMAGED),
        (saved(plain("RGB"), "JPEG")[:300], logos.DAMAGED),
        (claiming(20_000, 20_000), logos.TOO_LARGE),  # refused before it is unpacked
        (claiming(12_000, 9_000), logos.TOO_LARGE),
        (claiming(4_001, 200), logos.TOO_LARGE),
        (claiming(2_000, 2_000), logos.DAMAGED),
        (make.drawn_logo(size=(119, 60)), logos.TOO_SMALL),
        (make.drawn_logo(size=(900, 100)), logos.TOO_NARROW),
        (moving(), logos.MOVES),
        (make.drawn_logo("white"), logos.NOT_SEEN),
        (saved(plain("RGBA", (255, 255, 255, 255))), logos.NOT_SEEN),
        (saved(plain("RGBA", (0, 0, 0, 0))), logos.NOT_SEEN),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_what_is_no_logo_is_refused_in_words(data, said):
    """In a process of its own, as it is read: WeasyPrint, which is in this one, has Pillow take
    pictures that end too early."""
    with pytest.raises(Refusal) as refusal:
        read_outside(logo_in, "logo.png", data)
    assert str(refusal.value) == said


def test_nothing_of_the_file_is_kept_but_its_points():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    sent = saved(plain(), pnginfo=notes, exif=exif, icc_profile=b"\0" * 200) + SECRET

    taken = b64decode(logo_in("logo.png", sent)["image"])

    assert (SECRET in sent, SECRET in taken) == (True, False)
    chunks = {taken[at + 4 : at + 8] for at in _chunks(taken)}
    assert chunks == {b"IHDR", b"IDAT", b"IEND"}
    photograph = saved(plain(), "JPEG", exif=exif, comment=SECRET) + SECRET
    assert SECRET not in b64decode(logo_in("logo.jpg", photograph)["image"])


def _chunks(png):
    at = 8
    while at < len(png):
        yield at
        at += 12 + int.from_bytes(png[at : at + 4], "big")


@pytest.mark.parametrize(
    ("image", "kind", "shown"),
    [
        (plain("CMYK", (255, 0, 255, 0)), "JPEG", (0, 255, 0)),
        (plain("L", 40), "PNG", (40, 40, 40)),
        (plain("1", 0), "PNG", (0, 0, 0)),
        (plain("P", 0), "PNG", (0, 0, 0)),
        (plain("I;16", 40 * 256), "PNG", (40, 40, 40)),
        (plain("LA", (40, 255)), "PNG", (40, 40, 40)),
        # what is half there is drawn on white, as paper is
        (plain("RGBA", (0, 0, 0, 128)), "PNG", (127, 127, 127)),
    ],
)
def test_pictures_of_every_make_become_colours_of_a_screen(image, kind, shown):
    made = kept(saved(image, kind))
    assert (made.mode, made.format) == ("RGB", kind)
    assert all(abs(a - b) < 4 for a, b in zip(made.getpixel((9, 9)), shown, strict=True))


def test_a_photograph_stands_upright_and_a_large_picture_is_made_smaller():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    sides = Image.new("RGB", (400, 200), "white")
    sides.paste("navy", (0, 0, 200, 200))
    upright = kept(saved(sides, "JPEG", exif=exif))

    assert (upright.size, upright.getpixel((20, 20))[2] > 100) == ((144, 288), True)
    assert upright.getpixel((20, 270)) == (255, 255, 255)
    assert kept(make.drawn_logo(size=(3000, 1000))).size == (720, 240)


# -- Setting it, and taking it away ---------------------------------------------------------------

pytestmark = pytest.mark.django_db


def sent(data=None, name="logo.png", **more):
    data = make.drawn_logo() if data is None else data
    return {"file": SimpleUploadedFile(name, data), "alt": "Our logo", **more}


@pytest.fixture
def area():
    return make.BodyFactory(name="Glenfarrow Child Protection Committee").area


@pytest.fixture
def address(area, client):
    client.force_login(make.person_with(Role.ADMINISTRATOR, area))
    return reverse("area_logo", args=[area.slug])


def test_a_logo_is_put_there_seen_replaced_and_taken_away(area, address, client):
    page = client.get(address)
    assert page.context["form"]["alt"].value() == "Logo of Glenfarrow Child Protection Committee"
    assert client.post(address, sent()).status_code == 302

    [first] = Logo.objects.all()
    assert (first.area, first.alt, first.set_by.pk) == (area, "Our logo", _event().actor_id)
    assert (_event().verb, _event().changes) == (
        "set logo",
        {"sha256": first.sha256, "alt": "Our logo"},
    )
    page = client.get(address)
    picture = client.get(reverse("logo_image", args=[area.slug, first.sha256]))
    assert f'src="{picture.request["PATH_INFO"]}"' in page.text
    assert (picture["Content-Type"], picture.content) == ("image/png", bytes(first.image))

    client.post(address, sent(make.drawn_logo("teal"), expected=first.pk))
    second = area.logos.first()
    client.post(reverse("logo_remove", args=[second.pk]))

    assert [row.alt for row in area.logos.all()] == ["", "Our logo", "Our logo"]
    assert (logo_fields(Logo.objects.told(area.pk).first()), _event().verb) == (
        {},
        "took logo away",
    )
    assert "There is no logo" in client.get(address).text
    # what a report was frozen with is there for ever
    assert image_of({"logo": {"sha256": first.sha256}}, area.pk) == bytes(first.image)


def _event():
    return Event.objects.filter(target_type="committees.logo").latest("pk")


def test_the_words_alone_are_changed_without_the_picture(area, address, client):
    row = make.LogoFactory(area=area)
    client.post(address, {"alt": "A sun over a glen", "expected": row.pk})
    newest = area.logos.first()
    assert (newest.alt, newest.sha256, bytes(newest.image)) == (
        "A sun over a glen",
        row.sha256,
        row.image,
    )


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (sent(b"Minutes"), {"file": [logos.NO_PICTURE]}),
        (sent(b""), {"file": ["The file is empty. Choose the picture of the logo."]}),
        (
            sent(b"\x89PNG" + b"\0" * logos.MOST_BYTES),
            {"file": ["The file is larger than 4 MB. Save a smaller copy."]},
        ),
        ({"alt": "Our logo"}, {"file": ["Choose the picture of the logo."]}),
        (
            sent(alt=""),
            {
                "alt": ["Say in words what the logo is."],
                "file": ["Choose the picture once more: a browser does not keep it."],
            },
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    area, address, client, typed, errors
):
    page = client.post(address, typed)
    assert (page.status_code, page.context["form"].errors) == (200, errors)
    assert (page.context["form"]["alt"].value(), Logo.objects.count()) == (typed["alt"], 0)


def test_who_comes_second_is_told_and_writes_nothing_over(area, address, client):
    theirs = make.LogoFactory(area=area)
    page = client.post(address, sent(make.drawn_logo("teal"), expected=0))

    form = page.context["form"]
    assert (form.conflict, "file" in form.errors, area.logos.count()) == (theirs, True, 1)
    hidden = form["expected"].value()
    client.post(address, sent(make.drawn_logo("teal"), expected=hidden))
    assert area.logos.count() == 2


def test_the_same_press_twice_is_one_logo_and_taking_away_twice_is_said(area):
    image = logo_in("", make.drawn_logo())
    for _ in range(2):
        row = set_logo(by=None, area=area, expected=0, alt="Our logo", image=image)
    take_logo_away(by=None, area=area, logo=row)
    with pytest.raises(Exception, match=GONE):
        take_logo_away(by=None, area=area, logo=row)
    newer = set_logo(by=None, area=area, expected=area.logos.first().pk, alt="X", image=image)
    with pytest.raises(Exception, match="Somebody put another logo here meanwhile"):
        take_logo_away(by=None, area=area, logo=row)
    assert (area.logos.count(), area.logos.first()) == (3, newer)


def test_no_picture_of_another_area_is_shown(area, address, client):
    elsewhere = make.LogoFactory()
    for slug, mark in ((area.slug, elsewhere.sha256), (elsewhere.area.slug, elsewhere.sha256)):
        assert client.get(reverse("logo_image", args=[slug, mark])).status_code == 404
