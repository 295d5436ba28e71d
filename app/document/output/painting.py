"""A page's picture in PDF: paper, ground and stencils, one over the other (ISO 32000-1, 8.9)."""

from __future__ import annotations

import pikepdf

from app.document.output.layers import Colour, Stencil
from app.document.output.profiles import Ground, Picture


def lay_picture(pdf: pikepdf.Pdf, target: pikepdf.Page, picture: Picture) -> None:
    """Paint ``picture`` on ``target``, behind what is there already."""
    left, bottom, right, top = (float(side) for side in target.mediabox)
    drawn = []
    if picture.paper is not None:
        drawn.append(f"{_rgb(picture.paper)} rg 0 0 1 1 re f")
    if picture.ground is not None:
        drawn.append(
            f"{target.add_resource(_ground(pdf, picture.ground), pikepdf.Name.XObject)} Do"
        )
    for stencil in picture.stencils:
        mask = _mask(pdf, stencil, picture)
        name = target.add_resource(mask, pikepdf.Name.XObject)
        drawn.append(f"{_rgb(stencil.colour)} rg {name} Do")
    page = f"{right - left:.4f} 0 0 {top - bottom:.4f} 0 0 cm"
    target.contents_add(f"q {page} {' '.join(drawn)} Q\n".encode("ascii"), prepend=True)
    # reportlab gives every page an empty slide-show transition, which PDF/A has no place for.
    del target.obj.Trans


def _ground(pdf: pikepdf.Pdf, ground: Ground) -> pikepdf.Stream:
    jpeg = pikepdf.Name.DCTDecode
    return pikepdf.Stream(
        pdf,
        ground.data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=ground.width,
        Height=ground.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Array([pikepdf.Name.FlateDecode, jpeg]) if ground.filtered else jpeg,
    )


def _mask(pdf: pikepdf.Pdf, stencil: Stencil, picture: Picture) -> pikepdf.Stream:
    return pikepdf.Stream(
        pdf,
        stencil.group4,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ImageMask=True,
        BitsPerComponent=1,
        Filter=pikepdf.Name.CCITTFaxDecode,
        # A black run decodes to 0, and 0 is what an image mask paints.
        DecodeParms=pikepdf.Dictionary(
            K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=False
        ),
    )


def _rgb(colour: Colour) -> str:
    return " ".join(f"{level / 255:.3f}" for level in colour)
