"""Both ways of writing a page: what a court looks for in the file, and what the eye sees."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageDraw

from app.clock import SystemClock
from app.document.clean import clean
from app.document.digitize import Digitized, PageInput, digitize
from app.document.door.pictures import pdf_page_png
from app.document.finished import finished, sizes_of
from app.document.frame import Frame
from app.document.output.group4 import group4
from app.document.output.layers import PageLayers, layers_of
from app.document.output.pdf import PicturedPage, text_pages, write_pdf
from app.document.output.profiles import painted, steps
from app.document.text.recognize import Recognizer
from app.model.output import OutputProfile
from tests.document.damage import pixels_of, scanned
from tests.document.measures import blue_share, red_share, word_recall
from tests.document.papers import LAND, Paper, Picture, font, mm, paper, stamp
from tests.verapdf import verapdf

BOTH = list(OutputProfile)


@pytest.fixture(scope="module")
def every(birth_scan: bytes, recognizer: Recognizer) -> dict[OutputProfile, Digitized]:
    """A sealed and signed scan, read and written both ways."""
    pages = [PageInput(birth_scan, "1.jpg")]
    return {
        profile: digitize(pages, title="Tờ khai", recognizer=recognizer, profile=profile)
        for profile in BOTH
    }


@pytest.fixture(scope="module", params=BOTH)
def profile(request: pytest.FixtureRequest) -> OutputProfile:
    return OutputProfile(request.param)


@pytest.fixture(scope="module")
def made(every: dict[OutputProfile, Digitized], profile: OutputProfile) -> Digitized:
    return every[profile]


@pytest.fixture(scope="module")
def sheet() -> Paper:
    """All that is hard to write on one page, see the tests below."""
    page = stamp(paper(LAND), [(105, 110)])
    pen = ImageDraw.Draw(page.picture)
    pen.rectangle((mm(20), mm(165), mm(130), mm(177)), fill=(35, 35, 40))
    pen.text((mm(25), mm(174)), "STT  HỌ VÀ TÊN", fill="white", font=font(13, "Bold"), anchor="ls")
    pen.rectangle((mm(20), mm(177), mm(130), mm(189)), fill=(205, 205, 205))
    pen.text((mm(25), mm(186)), "Tổng cộng 1.250,5", fill=(20, 20, 20), font=font(13), anchor="ls")
    pen.line((mm(30), mm(200), mm(110), mm(206)), fill=(140, 140, 145), width=3)
    pen.text((mm(30), mm(212)), "Mã tra cứu LC-147", fill=(165, 165, 165), font=font(16))
    page.picture.paste(portrait(), (mm(25), mm(235)))
    return page


@pytest.fixture(scope="module")
def layers(sheet: Paper) -> PageLayers:
    return layers_of(clean(Frame(pixels_of(scanned(sheet, noise=2)), 200), "scan").pixels)


@pytest.fixture(scope="module")
def page(layers: PageLayers, profile: OutputProfile) -> Picture:
    """The sheet as it is seen in the PDF."""
    return drawn(pdf_of(layers, profile))


def test_a_dotted_line_to_write_on_stays_whole(profile: OutputProfile) -> None:
    form = paper(LAND)
    pen = ImageDraw.Draw(form.picture)
    dots = [(mm(30 + 2 * step), mm(230)) for step in range(55)]
    for x, y in dots:
        pen.rectangle((x, y, x + 1, y + 1), fill=(150, 150, 150))
    clean_page = clean(Frame(pixels_of(form.picture), 200), "scan").pixels
    seen = drawn(pdf_of(layers_of(clean_page), profile)).min(axis=2)
    kept = [seen[y - 4 : y + 6, x - 4 : x + 6].min() < 170 for x, y in dots]
    assert np.mean(kept) > 0.9


def pdf_of(layers: PageLayers, profile: OutputProfile) -> bytes:
    text = text_pages([PicturedPage(layers, ())], "Giấy tờ")
    pdf, flavour = write_pdf(text, [painted(layers, steps(profile)[0])], SystemClock().now())
    assert flavour == "2u"
    return pdf


def drawn(pdf: bytes) -> Picture:
    return pixels_of(Image.open(io.BytesIO(pdf_page_png(pdf, 0, 200))).convert("RGB"))


def filters(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
        return [str(each.Filter) for each in streams if each.get("/Subtype") == "/Image"]


def test_both_are_pdfa_2u(made: Digitized, tmp_path: Path) -> None:
    file = tmp_path / "tệp.pdf"
    file.write_bytes(made.pdf)
    assert made.pdfa == "2u"
    (result,) = verapdf([file], "2u")
    assert result.broken == ()
    assert result.compliant


def test_a_page_of_print_seal_and_pen_is_small(made: Digitized, profile: OutputProfile) -> None:
    assert made.profile is profile
    assert len(made.pdf) <= {OutputProfile.ARCHIVE: 60_000, OutputProfile.SEND: 50_000}[profile]


def test_what_is_seen_is_what_was_scanned(made: Digitized, birth: Paper) -> None:
    page = drawn(made.pdf)
    assert page.shape == birth.pixels.shape
    assert red_share(page) == pytest.approx(red_share(birth.pixels), rel=0.15)
    assert blue_share(page) == pytest.approx(blue_share(birth.pixels), rel=0.25)
    dark = (page.max(axis=2) < 110).mean()
    assert dark == pytest.approx((birth.pixels.max(axis=2) < 190).mean(), rel=0.2)
    assert (page.min(axis=2) > 245).mean() > 0.9


def test_the_written_picture_can_be_read_again(
    made: Digitized, birth: Paper, recognizer: Recognizer
) -> None:
    grey = np.asarray(cv2.cvtColor(drawn(made.pdf), cv2.COLOR_BGR2GRAY), np.uint8)
    words = [word.text for word in recognizer.read(grey, 200)]
    assert word_recall(birth.words, words) >= 0.97


def test_the_seal_is_whole_and_print_under_it_black(sheet: Paper, page: Picture) -> None:
    place = np.s_[mm(92) : mm(128), mm(87) : mm(123)]
    red = sheet.pixels[place].astype(int)
    red_ink = (red[:, :, 2] > 180) & (red[:, :, 1] < 60)
    shown = page[place].astype(int)
    assert ((shown.min(axis=2) > 200) & red_ink).sum() < 0.01 * red_ink.sum()
    assert ((shown[:, :, 2] - shown[:, :, 1] > 80) & red_ink).sum() > 0.85 * red_ink.sum()
    print_ = sheet.pixels[place].max(axis=2) < 60
    found = shown.max(axis=2) < 120
    assert (found & print_).sum() / print_.sum() > 0.75


def test_solid_cells_stay_solid_and_shades_are_kept(page: Picture) -> None:
    solid = page[mm(167) : mm(175), mm(80) : mm(125)]
    assert np.percentile(solid, 99) < 110
    assert (page[mm(167) : mm(175), mm(25) : mm(60)] > 200).mean() > 0.1
    assert 190 < np.median(page[mm(179) : mm(187), mm(80) : mm(125)]) < 235
    assert (page[mm(179) : mm(187), mm(25) : mm(60)] < 90).mean() > 0.04


def test_pencil_and_pale_print_do_not_vanish(page: Picture) -> None:
    grey = page.min(axis=2)
    stroke = [
        grey[mm(198 + 6 * at / 80) : mm(203 + 6 * at / 80), mm(30 + at)].min()
        for at in range(2, 78)
    ]
    assert np.mean(np.array(stroke) < 215) > 0.95
    assert (grey[mm(211) : mm(220), mm(30) : mm(85)] < 215).mean() > 0.04


def test_a_photograph_on_a_page_stays_a_photograph(page: Picture) -> None:
    face = pixels_of(portrait())
    shown = page[mm(235) : mm(235) + face.shape[0], mm(25) : mm(25) + face.shape[1]]
    for channel in range(3):
        soft = [cv2.blur(each[:, :, channel], (9, 9)).ravel() for each in (face, shown)]
        assert np.corrcoef(*np.array(soft, np.float64))[0, 1] > 0.97


def test_a_page_that_is_a_photograph_is_a_plain_jpeg(profile: OutputProfile) -> None:
    whole = portrait().resize((1654, 2339), Image.Resampling.BICUBIC)
    (only,) = filters(pdf_of(layers_of(pixels_of(whole)), profile))
    assert "DCTDecode" in only


def test_paper_of_its_own_colour_keeps_it(profile: OutputProfile) -> None:
    tinted = paper(LAND, sealed=True).pixels * (np.array([215, 205, 250]) / 255)
    page = drawn(pdf_of(layers_of(np.rint(tinted).astype(np.uint8)), profile))
    assert np.median(page.reshape(-1, 3), axis=0) == pytest.approx([215, 205, 250], abs=4)


def test_masks_are_painted_where_the_ink_is() -> None:
    mask = np.zeros((64, 100), np.uint8)
    mask[10:20, 5:60] = 255
    packed = group4(mask)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 64))
        stencil = pikepdf.Stream(pdf, packed)
        stencil.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=100,
                Height=64,
                ImageMask=True,
                BitsPerComponent=1,
                Filter=pikepdf.Name.CCITTFaxDecode,
                DecodeParms=pikepdf.Dictionary(K=-1, Columns=100, Rows=64),
            )
        )
        name = page.add_resource(stencil, pikepdf.Name.XObject)
        page.contents_add(f"q 1 0 0 rg 100 0 0 64 0 0 cm {name} Do Q".encode())
        out = io.BytesIO()
        pdf.save(out)
    shown = pixels_of(Image.open(io.BytesIO(pdf_page_png(out.getvalue(), 0, 72))).convert("RGB"))
    assert ((shown == (0, 0, 255)).all(axis=2) == (mask > 0)).all()
    assert ((shown == 255).all(axis=2) == (mask == 0)).all()


def test_the_officer_sees_the_page_and_its_weight_beforehand(
    birth_scan: bytes, every: dict[OutputProfile, Digitized]
) -> None:
    page = PageInput(birth_scan, "1.jpg")
    shown, sizes = finished(page, 60), sizes_of(page)
    for profile in BOTH:
        picture = Image.open(io.BytesIO(shown[profile].png))
        assert picture.size == pytest.approx((496, 702), abs=2)
        assert shown[profile].size == sizes[profile]
        assert 15_000 < len(every[profile].pdf) - sizes[profile] < 30_000, "font, profile, frame"
    assert sizes[OutputProfile.SEND] < sizes[OutputProfile.ARCHIVE]


def portrait() -> Image.Image:
    """A made-up face before the blue of identity photographs, 30 × 40 mm."""
    face = Image.new("RGB", (mm(30), mm(40)), (90, 140, 220))
    pen = ImageDraw.Draw(face)
    pen.ellipse((mm(8), mm(6), mm(22), mm(25)), fill=(222, 178, 150))
    pen.ellipse((mm(7), mm(3), mm(23), mm(12)), fill=(30, 25, 22))
    pen.ellipse((mm(2), mm(27), mm(28), mm(52)), fill=(235, 235, 240))
    shade = np.linspace(0.75, 1.1, face.width, dtype=np.float32)[None, :, None]
    soft = cv2.GaussianBlur(np.asarray(face), (0, 0), 2.5) * shade
    return Image.fromarray(np.clip(soft, 0, 255).astype(np.uint8))
