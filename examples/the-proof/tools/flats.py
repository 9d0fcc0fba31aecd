"""The pictures that lie flat: reliefs in raking light, sheets on tables and walls."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from darkroom import COPY, Array, Lens, blur, develop, noise, page, photo, relief, sans, serif, unit, vector, warp
from PIL import Image, ImageDraw

CREAM = vector(0.80, 0.765, 0.68)


def _grey(image: Image.Image) -> Array:
    return np.asarray(image, "float32") / 255


def _streaks(shape: tuple[int, int], seed: int, length: int = 61) -> Array:
    """Return wood grain: noise drawn out sideways."""
    fine = np.random.default_rng(seed).normal(0, 1, (shape[0], shape[1] // 12 + 2)).astype("float32")
    wide = np.asarray(Image.fromarray(fine).resize((shape[1] + 40, shape[0]), Image.BICUBIC))[:, : shape[1]]
    wide = wide + 0.6 * noise(shape, length, seed + 1)
    return wide / wide.std()


def _tilt(height: int, width: int, focus: float, power: float) -> Array:
    """Return a depth that grows towards the top of the picture, for `develop`'s blur."""
    y = np.linspace(0, 1, height, dtype="float32")[:, None]
    return np.repeat(1 + (focus - y) * power, width, 1)


# ------------------------------------------------------------------ wood type


def forme(path: Path, scale: float) -> None:
    """Wood type of three founders locked up in a forme, seen from above in raking light."""
    k = scale
    w, h = int(2200 * k), int(1500 * k)
    rows = [("R&KaRej§t", "serif", 430, 900, -110, 440), ("nHQfW8?abkSx", "sans", 320, 900, 330, 300),
            ("WoODeyRsq", "serif", 380, 820, 630, 380), ("amH4t&nS!Ke", "sans", 430, 900, 1010, 480)]
    letters, blocks = Image.new("L", (w, h), 0), Image.new("L", (w, h), 0)
    tone, cold = Image.new("L", (w, h), 0), Image.new("L", (w, h), 0)
    d, b, t, c = (ImageDraw.Draw(i) for i in (letters, blocks, tone, cold))
    for row, (text, family, size, weight, y, tall) in enumerate(rows):
        font = serif(int(size * k), weight, 60) if family == "serif" else sans(int(size * k), weight)
        x = -30 * k
        for i, letter in enumerate(text):
            wide = d.textlength(letter, font=font) + 30 * k
            area = (x + 3 * k, (y + 5) * k, x + wide - 3 * k, (y + tall - 5) * k)
            b.rectangle(area, fill=118 + ((i * 37 + row * 29) % 5) * 5)
            t.rectangle(area, fill=60 + (i * 83 + row * 47) % 150)
            c.rectangle(area, fill=(i * 61 + row * 101) % 255)
            left, top, right, low = font.getbbox(letter)
            d.text((x + wide / 2 - (left + right) / 2, (y + tall / 2) * k - (top + low) / 2), letter, font=font, fill=255)
            x += wide
    letters, blocks, tone, cold = (i.transpose(Image.FLIP_LEFT_RIGHT) for i in (letters, blocks, tone, cold))
    face = blur(_grey(letters), 1.6 * k)
    body = blur(_grey(blocks), 1.4 * k)
    age, used = _grey(tone), _grey(cold)
    grain = _streaks((h, w), 5, int(90 * k))
    dents = np.clip(noise((h, w), 9 * k, 9) - 2.3, 0, 1)
    raised = np.clip((face - 0.25) * 2, 0, 1)
    height = (body * 60 + raised * 26 + grain * 0.22 - dents * raised * 3) * k
    lit, hollow, _ = relief(height, vector(-0.64, -0.50, 0.50), 62, 5 * k)
    on = np.clip((face - 0.42) * 8, 0, 1)[..., None]
    ink = np.clip(0.955 + 0.012 * noise((h, w), 200 * k, 11, 2) + 0.022 * grain + 0.05 * (used - 0.5) - dents * 0.45, 0.1, 0.99)[..., None]
    maple = vector(0.55, 0.36, 0.19) * (0.72 + 0.5 * age + 0.07 * grain)[..., None]
    inked = np.where((used > 0.62)[..., None], vector(0.13, 0.022, 0.015), vector(0.011, 0.012, 0.014))
    inked = np.where((used < 0.16)[..., None], vector(0.010, 0.045, 0.06), inked)
    top = maple * 1.25 * (1 - ink) + inked * ink
    cut = maple * (0.50 - 0.16 * blur(face, 26 * k) + 0.05 * noise((h, w), 120 * k, 13, 3))[..., None]
    albedo = np.where((body < 0.2)[..., None], vector(0.05, 0.04, 0.035), cut * (1 - on) + top * on)
    gloss = (np.clip(lit, 0, 1) ** 6 * on[..., 0] * ink[..., 0] * 0.10)[..., None]
    colour = albedo * ((lit * 2.7)[..., None] * vector(1.0, 0.90, 0.74) + (hollow * 0.34)[..., None] * vector(0.8, 0.95, 1.15)) + gloss
    flat = warp(colour, [(-0.03 * w, -0.02 * h), (1.00 * w, 0.0), (1.10 * w, 1.06 * h), (-0.12 * w, 1.08 * h)], (w, h))
    develop(flat, Lens(focus=1.0, aperture=11, exposure=1.25, contrast=1.06, vignette=0.5), int(1760 * k), path, _tilt(h, w, 0.55, 0.9))


# ------------------------------------------------------------------ proofs of a letter


def proofs(path: Path, scale: float) -> None:
    """The nineteen drawings of one letter, each between its neighbours, pinned up for a vote."""
    k = scale
    w, h = int(2000 * k), int(1333 * k)
    rng = np.random.default_rng(14)
    wall = vector(0.43, 0.45, 0.42) * (1 + 0.025 * noise((h, w), 5 * k, 1) + 0.05 * noise((h, w), 300 * k, 2, 2))[..., None]
    slope = np.linspace(1.22, 0.62, w)[None, :, None] * np.linspace(1.12, 0.86, h)[:, None, None]
    out = wall * slope * vector(1.04, 1, 0.93)
    wide, tall, number = int(352 * k), int(258 * k), 0
    for row in range(4):
        for column in range(5):
            number += 1
            if number > 19:  # there were nineteen
                break
            x = int((58 + column * 404 - (row % 2) * 26) * k + rng.normal(0, 7 * k)) - int(30 * k)
            y = int((42 + row * 322) * k + rng.normal(0, 6 * k))
            _hang(out, _proof(number, wide, tall, rng, k), (x, y), rng.normal(0, 1.5), rng, k)
    flat = warp(out, [(-0.02 * w, -0.13 * h), (1.02 * w, -0.02 * h), (1.02 * w, 1.02 * h), (-0.02 * w, 1.13 * h)], (w, h))
    depth = np.repeat(np.linspace(1.25, 0.8, w, dtype="float32")[None], h, 0) * 1.0
    develop(flat, Lens(focus=1.04, aperture=13, exposure=0.66, contrast=1.05, saturation=0.85, vignette=0.3, grain=0.010), int(1700 * k), path, depth)


def _proof(number: int, wide: int, tall: int, rng: np.random.Generator, k: float) -> Image.Image:
    """Return one proof, RGBA and linear: A, a G that is different every time, R."""
    big = 3
    image = Image.new("RGBA", (wide * big, tall * big), (233, 226, 208, 255))
    d = ImageDraw.Draw(image)
    font = serif(int(150 * k * big), 900, 60)
    odd = serif(int((150 + rng.normal(0, 5)) * k * big), int(np.clip(rng.normal(880, 150), 520, 900)), int(rng.choice([8, 20, 40, 60])))
    good = number == 14
    odd = font if good else odd
    ink = (34, 31, 32, 255)
    cell = Image.new("L", image.size, 0)
    c = ImageDraw.Draw(cell)
    c.text((image.width * 0.20, image.height * 0.70), "A", font=font, fill=255, anchor="ms")
    c.text((image.width * 0.80, image.height * 0.70), "R", font=font, fill=255, anchor="ms")
    letter = Image.new("L", image.size, 0)
    ImageDraw.Draw(letter).text((image.width * 0.5, image.height * 0.70), "G", font=odd, fill=255, anchor="ms")
    stretch = 1.0 if good else float(np.clip(rng.normal(1.0, 0.10), 0.82, 1.2))
    lean = 0.0 if good else float(rng.normal(0, 0.02))
    mid = image.width / 2
    letter = letter.transform(image.size, Image.AFFINE, (1 / stretch, lean, mid - mid / stretch - lean * image.height * 0.6, 0, 1, 0), Image.BICUBIC)
    both = Image.fromarray(np.maximum(np.asarray(cell), np.asarray(letter)))
    salt = noise((image.height, image.width), 4 * k * big, number, 2)
    worn = np.clip(np.asarray(both, "float32") * (0.93 + 0.07 * np.clip(salt, -2, 1)) - 130 * (salt > 2.4), 0, 255).astype("uint8")
    image.paste(ink, mask=Image.fromarray(worn))
    d = ImageDraw.Draw(image)
    d.text((image.width * 0.055, image.height * 0.93), str(number), font=serif(int(26 * k * big), 400, 8), fill=(92, 90, 100, 255), anchor="ls")
    votes = 17 if good else int(abs(rng.normal(0, 2.2)))
    colours = [(196, 58, 40), (226, 168, 40), (44, 112, 140), (70, 130, 84)]
    for _ in range(votes):
        x, y = rng.uniform(0.16, 0.95) * image.width, rng.uniform(0.80, 0.94) * image.height
        r = 8.2 * k * big
        d.ellipse((x - r, y - r, x + r, y + r), fill=colours[int(rng.integers(0, 4))])
    return image.resize((wide, tall), Image.LANCZOS)


def _hang(wall: Array, sheet_: Image.Image, at: tuple[int, int], turn: float, rng: np.random.Generator, k: float) -> None:
    """Paste a sheet on the wall, with its curl, its shadow and its pins."""
    pad = int(46 * k)
    canvas = Image.new("RGBA", (sheet_.width + 2 * pad, sheet_.height + 2 * pad))
    canvas.paste(sheet_, (pad, pad))
    canvas = canvas.rotate(turn, Image.BICUBIC)
    rgba = np.asarray(canvas, "float32") / 255
    mask = rgba[..., 3]
    colour = rgba[..., :3] ** 2.2 * 0.98
    h, w = mask.shape
    y, x = np.mgrid[0:1:h * 1j, 0:1:w * 1j]
    bend = 1 + 0.10 * np.sin(x * 3.0 + rng.uniform(0, 3)) - 0.13 * np.clip(y - 0.55, 0, 1) + 0.03 * noise((h, w), 60 * k, int(rng.integers(99)))
    loose = rng.uniform(0.5, 1.3)
    shadow = np.roll(np.roll(blur(mask, 6 * k + 7 * k * loose), int(13 * k * loose), 0), int(15 * k * loose), 1) * np.clip(0.25 + y, 0, 1) * 0.62
    x0, y0 = at[0] - pad, at[1] - pad
    top, left = max(0, y0), max(0, x0)
    low, right = min(wall.shape[0], y0 + h), min(wall.shape[1], x0 + w)
    if low <= top or right <= left:
        return
    here = (slice(top - y0, low - y0), slice(left - x0, right - x0))
    area = wall[top:low, left:right]
    light = np.linspace(1.28, 0.66, wall.shape[1])[None, left:right, None] * 1.02
    lit = colour[here] * bend[here][..., None] * light * vector(1.04, 1, 0.93)
    area *= 1 - shadow[here][..., None]
    area[:] = area * (1 - mask[here][..., None]) + lit * mask[here][..., None]
    for fx in (0.5,):
        px, py = x0 + w * fx, y0 + pad + 12 * k
        _pin(wall, px, py, 8 * k)


def _pin(wall: Array, x: float, y: float, r: float) -> None:
    reach = int(r * 5)
    y0, x0 = max(0, int(y) - reach), max(0, int(x) - reach)
    area = wall[y0 : int(y) + reach, x0 : int(x) + reach]
    if not area.size:
        return
    yy, xx = np.mgrid[y0 : y0 + area.shape[0], x0 : x0 + area.shape[1]].astype("float32")
    shade = np.exp(-(((xx - x - r * 1.2) / (r * 1.1)) ** 2 + ((yy - y - r * 1.1) / (r * 1.1)) ** 2)) * 0.6
    area *= 1 - shade[..., None]
    rr = np.hypot(xx - x, yy - y)
    disc = np.clip(r - rr + 0.5, 0, 1)[..., None]
    ball = np.clip(1.05 - np.hypot(xx - x + r * 0.35, yy - y + r * 0.4) / (r * 1.5), 0.12, 1)[..., None]
    area[:] = area * (1 - disc) + disc * ball * vector(0.74, 0.68, 0.52)


# ------------------------------------------------------------------ slugs

SLUGS = ["Der Ofen brennt ab fünf Uhr früh", "Anzeigen bis Dienstag, Nachrichten", "bis der Kaffee kalt geworden ist.", "Gesucht wird ein Dach für acht Bienen",
         "Die Feuerwehr dankt allen Nachbarn", "Wer hat am Sonntag seinen Hut verloren", "Am Freitag erscheint wieder der Bote", "Die Brücke bleibt bis Ostern gesperrt", "Zwei Ziegen in gute Hände abzugeben"]


def slugs(path: Path, scale: float) -> None:
    """Lines cast in metal, standing in the stick, to be read from right to left."""
    k = scale
    w, h = int(2400 * k), int(1500 * k)
    pitch = 172
    letters, bars = Image.new("L", (w, h), 0), Image.new("L", (w, h), 0)
    d, b = ImageDraw.Draw(letters), ImageDraw.Draw(bars)
    font = serif(int(132 * k), 560, 14)
    for i, line in enumerate(SLUGS):
        y = (i * pitch - 20) * k
        b.rectangle((0, y + 5 * k, w, y + (pitch - 5) * k), fill=170 + (i * 53) % 22)
        d.text((60 * k - (i * 71 % 90) * k, y + (pitch * 0.73) * k), line, font=font, fill=255, anchor="ls")
    face = _grey(letters.transpose(Image.FLIP_LEFT_RIGHT))
    bar = blur(_grey(bars), 1.3 * k)
    soft = blur(face, 1.5 * k)
    bevel = np.clip(blur(face, 6 * k) * 1.6, 0, 1)
    scars = noise((h, w), 3 * k, 3) * 0.25 + noise((h, w), 40 * k, 4, 3) * 0.5
    lines = _streaks((h, w), 8, 40) * 0.22
    height = (bar * 90 + bevel * 13 + np.clip((soft - 0.35) * 3, 0, 1) * 13 + (scars + lines) * 0.9) * k
    lit, hollow, n = relief(height, vector(-0.55, -0.62, 0.56), 60, 6 * k)
    on = np.clip((soft - 0.5) * 6, 0, 1)
    bounce = unit(np.dstack([2 * n[..., 2] * n[..., 0], 2 * n[..., 2] * n[..., 1], 2 * n[..., 2] ** 2 - 1]))
    window = np.exp(-(((bounce[..., 0] + 0.35) / 0.35) ** 2)) * np.exp(-(((bounce[..., 1] + 0.4) / 0.45) ** 2))
    warm = np.exp(-(((bounce[..., 0] - 0.65) / 0.3) ** 2)) * 0.45
    tone = 0.15 + 0.32 * on
    metal = (tone * hollow * 0.42)[..., None] * vector(0.85, 0.95, 1.1) + (window * (0.20 + 0.5 * on) * (0.25 + 0.75 * np.clip(lit * 1.8, 0, 1)))[..., None] * vector(1.0, 0.98, 0.92)
    metal += (warm * hollow * 0.28)[..., None] * vector(1.0, 0.62, 0.33)
    metal += (lit * (0.09 + 0.55 * on))[..., None] * vector(1.0, 0.97, 0.9)
    metal *= np.where(bar < 0.35, 0.14, 1.0)[..., None]
    stain = np.clip(0.86 + 0.10 * noise((h, w), 150 * k, 6, 4), 0.5, 1.1)[..., None]
    flat = warp(metal * stain, [(0.10 * w, -0.03 * h), (0.93 * w, -0.06 * h), (1.14 * w, 1.13 * h), (-0.17 * w, 1.10 * h)], (w, h))
    cut = flat[int(0.02 * h) :, int(0.14 * w) : int(0.90 * w)]
    develop(cut, Lens(focus=1.0, aperture=17, exposure=1.3, contrast=1.1, vignette=0.5, saturation=0.9), int(1720 * k), path, _tilt(cut.shape[0], cut.shape[1], 0.58, 1.5))


# ------------------------------------------------------------------ watermark


def watermark(path: Path, scale: float) -> None:
    """A sheet of handmade paper held against a window: laid lines, chain lines, a mill wheel."""
    k = scale
    w, h = int(2000 * k), int(1380 * k)
    y, x = np.mgrid[0:h, 0:w].astype("float32")
    sky = np.exp(-(((x / w - 0.40) / 0.62) ** 2 + ((y / h - 0.34) / 0.68) ** 2))
    trees = blur((y / h > 0.80 + 0.05 * noise((1, w), 120 * k, 5, 3)).astype("float32"), 32 * k)
    window = (0.42 + 1.35 * sky)[..., None] * vector(0.92, 1.0, 1.06) * (1 - 0.62 * trees)[..., None]
    bars = np.ones((h, w), "float32")
    bars -= blur(((np.abs(x / w - 0.595) < 0.015)).astype("float32"), 9 * k) * 0.9
    bars -= blur(((np.abs(y / h - 0.735) < 0.018)).astype("float32"), 9 * k) * 0.9
    window = window * np.clip(bars, 0.16, 1)[..., None]
    # the sheet, in its own flat: how much light it lets through
    sw, sh = int(1720 * k), int(1200 * k)
    sy, sx = np.mgrid[0:sh, 0:sw].astype("float32")
    laid = 0.5 + 0.5 * np.sin(sy / (4.4 * k) * np.pi + 0.6 * noise((sh, sw), 90 * k, 21))
    chain = np.exp(-((((sx / (150 * k)) % 1) - 0.5) ** 2) / 0.00022)
    cloud = noise((sh, sw), 40 * k, 22, 3) * 0.012 + noise((sh, sw), 8 * k, 23, 2) * 0.010
    mark = blur(_wheel(sw, sh, k), 1.6 * k)
    through = 0.56 + cloud + 0.035 * (laid - 0.5) + 0.035 * chain + 0.36 * mark - 0.05 * blur(mark, 16 * k)
    edge = np.minimum.reduce([sx, sw - sx, sy, sh - sy]) + noise((sh, sw), 22 * k, 24, 3) * 2.6 * k - 12 * k
    solid = np.clip(edge / (3 * k), 0, 1)
    through = through + 0.10 * np.exp(-np.clip(edge, 0, None) / (7 * k)) - 0.05 * np.exp(-((edge - 24 * k) / (14 * k)) ** 2)
    corners = [(0.085 * w, 0.07 * h), (0.935 * w, 0.035 * h), (0.96 * w, 0.90 * h), (0.07 * w, 0.95 * h)]
    t = warp(through.astype("float32"), corners, (w, h))
    m = np.clip(warp(solid.astype("float32"), corners, (w, h)), 0, 1)[..., None]
    wave = 1 + 0.09 * np.sin(x / w * 7 + y / h * 2) + 0.05 * np.sin(y / h * 6 - x / w * 3)
    diffuse = blur(window, 24 * k)
    lamp = (0.05 * wave)[..., None] * vector(1.0, 0.86, 0.66)
    paper = diffuse * (t * t * 2.3 * wave)[..., None] * vector(1.16, 0.96, 0.66) + lamp
    colour = blur(window, 7 * k) * (1 - m) + paper * m
    # a thumb's worth of hand would be cheating: two pegs hold it
    for px, py in ((0.20, 0.055), (0.82, 0.035)):
        peg = np.clip(1 - np.maximum(np.abs(x / w - px) / 0.011, np.abs(y / h - py) / 0.085) ** 8, 0, 1)
        colour = colour * (1 - blur(peg, 1.5 * k)[..., None]) + blur(peg, 1.5 * k)[..., None] * vector(0.10, 0.066, 0.036) * (0.7 + 0.5 * (x / w - px + 0.012)[..., None] / 0.02)
    develop(colour, Lens(exposure=0.62, contrast=1.08, vignette=0.35, saturation=1.0, grain=0.010), int(1720 * k), path)


def _wheel(w: int, h: int, k: float) -> Array:
    """Return the wire of the mark: a mill wheel over water, the mill's name and a year."""
    big = Image.new("L", (w, h), 0)
    d = ImageDraw.Draw(big)
    cx, cy, r, pen = w * 0.36, h * 0.42, 205 * k, max(1, int(7 * k))
    for radius in (r, r * 0.80, r * 0.16):
        d.ellipse((cx - radius, cy - radius, cx + radius, cy + radius), outline=255, width=pen)
    for i in range(12):
        a = np.pi * i / 6 + 0.13
        d.line((cx + r * 0.16 * np.cos(a), cy + r * 0.16 * np.sin(a), cx + r * 0.8 * np.cos(a), cy + r * 0.8 * np.sin(a)), fill=255, width=pen)
        a += np.pi / 12
        d.line((cx + r * 0.8 * np.cos(a), cy + r * 0.8 * np.sin(a), cx + r * 1.13 * np.cos(a - 0.06), cy + r * 1.13 * np.sin(a - 0.06)), fill=255, width=pen)
    for row in range(3):
        xs = np.linspace(cx - r * 1.5, cx + r * 1.5, 120)
        ys = cy + r * 1.28 + row * 30 * k + 10 * k * np.sin(xs / (36 * k) + row * 2)
        d.line(list(zip(xs, ys, strict=True)), fill=255, width=pen)
    font = serif(int(86 * k), 300, 60)
    d.text((w * 0.80, h * 0.34), "V A U X", font=font, fill=255, anchor="mm")
    d.text((w * 0.80, h * 0.46), "1 7 8 8", font=font, fill=255, anchor="mm")
    return _grey(big)


# ------------------------------------------------------------------ a sheet imposed


def sheet(path: Path, scale: float) -> None:
    """One side of a sheet with four pages of eight, on the table, beside the same sheet folded."""
    k = scale
    w, h = int(2000 * k), int(1333 * k)
    table = vector(0.17, 0.095, 0.05) * (1 + 0.13 * _streaks((h, w), 31, int(240 * k)) + 0.06 * noise((h, w), 300 * k, 33, 2))[..., None]
    seam = (np.abs((np.mgrid[0:h, 0:w][0] / h * 3.2 + 0.12) % 1 - 0.5) > 0.494)[..., None]
    table = np.where(seam, table * 0.35, table)
    light = np.linspace(1.5, 0.55, w)[None, :, None] * np.linspace(0.75, 1.1, h)[:, None, None]
    out = table * light
    _lay(out, _imposed([(5, 180), (4, 180), (8, 0), (1, 0)], 1050, 1480, k), [(0.115, 0.065), (0.545, 0.03), (0.605, 0.945), (0.055, 0.985)], light, k)
    _lay(out, _imposed([(1, 0)], 560, 792, k, folded=True), [(0.672, 0.285), (0.888, 0.27), (0.945, 0.765), (0.695, 0.79)], light, k, thick=9)
    _pencil(out, (0.995 * w, 0.875 * h), (0.70 * w, 0.925 * h), 17 * k)
    develop(out, Lens(focus=1.0, aperture=13, exposure=0.66, contrast=1.06, vignette=0.42, saturation=0.85), int(1720 * k), path, _tilt(h, w, 0.55, 0.45))


def _imposed(pages: list[tuple[int, int]], wide: int, tall: int, k: float, *, folded: bool = False) -> Array:
    """Return a sheet in linear colour: its pages, some standing on their heads, and its folds."""
    wide, tall = int(wide * k), int(tall * k)
    ink = np.zeros((tall, wide), "float32")
    across = 1 if folded else 2
    pw, ph = wide // across, tall // (1 if folded else 2)
    for i, (number, turn) in enumerate(pages):
        one = _inside(number, k)
        one = np.rot90(one, turn // 90)
        size = (int(pw * 0.88), int(ph * 0.88))
        small = np.asarray(Image.fromarray(np.ascontiguousarray(one)).resize(size, Image.LANCZOS))
        x0, y0 = (i % across) * pw + (pw - size[0]) // 2, (i // across) * ph + (ph - size[1]) // 2
        ink[y0 : y0 + size[1], x0 : x0 + size[0]] = small
    y, x = np.mgrid[0:tall, 0:wide].astype("float32")
    shade = 1 + 0.02 * noise((tall, wide), 200 * k, 41, 2)
    if not folded:
        shade += 0.10 * np.sign(x - wide / 2) * np.exp(-np.abs(x - wide / 2) / (60 * k)) * -1
        shade += 0.12 * np.sign(y - tall / 2) * np.exp(-np.abs(y - tall / 2) / (70 * k)) * -1
        shade -= 0.22 * (np.exp(-(((x - wide / 2) / (1.6 * k)) ** 2)) + np.exp(-(((y - tall / 2) / (1.6 * k)) ** 2)))
    else:
        shade += 0.14 * np.exp(-x / (22 * k)) - 0.10 * np.exp(-((x - 46 * k) / (40 * k)) ** 2)
    return (CREAM * (1 - 0.93 * ink[..., None]) * shade[..., None]).astype("float32")


def _inside(number: int, k: float) -> Array:
    """Return the ink of an inside page with its folio large enough to be read on the table."""
    if number == 1:
        base = page("Allotment", 8, 700, 990).copy()
    else:
        image = Image.new("L", (700, 990), 0)
        d = ImageDraw.Draw(image)
        font, word = serif(19, 430, 12), number * 17
        if number in (4, 8):
            image.paste(photo(622, 330, number * 3), (39, 110))
        else:
            d.text((39, 60), COPY[number * 3].capitalize() + " and " + COPY[number * 5], font=serif(54, 850, 60), fill=255)
        for column in range(3):
            top = 470 if number in (4, 8) else 150
            while top < 930:
                line = ""
                while d.textlength(line + " " + COPY[word % len(COPY)], font=font) < 192:
                    line += (" " if line else "") + COPY[word % len(COPY)]
                    word += 1
                d.text((39 + column * 214, top), line, font=font, fill=235)
                top += 24
        base = _grey(image).copy()
    if number == 1:  # the front page carries none
        return base.astype("float32")
    folio = Image.new("L", (700, 990), 0)
    ImageDraw.Draw(folio).text((650 if number % 2 else 50, 40), str(number), font=sans(46, 800), fill=255, anchor="rm" if number % 2 else "lm")
    return np.maximum(base, _grey(folio)).astype("float32")


def _lay(table: Array, sheet_: Array, corners: list[tuple[float, float]], light: Array, k: float, thick: float = 3) -> None:
    """Put a sheet on the table with a soft and a hard shadow; corners in parts of the picture."""
    h, w = table.shape[:2]
    points = [(x * w, y * h) for x, y in corners]
    colour = warp(sheet_, points, (w, h))
    big = Image.new("L", (w * 2, h * 2), 0)
    ImageDraw.Draw(big).polygon([(x * 2, y * 2) for x, y in points], fill=255)
    mask = _grey(big.resize((w, h), Image.LANCZOS))
    for radius, dx, dy, power in ((4, 0.8, 0.7, 0.55), (16, 2.2, 1.8, 0.45), (50, 5, 4, 0.3)):
        grown = np.roll(np.roll(blur(mask, radius * k * (thick / 6 + 0.5)), int(dy * thick * k), 0), int(dx * thick * k), 1)
        table *= 1 - (grown * power)[..., None] * (1 - mask[..., None])
    m = mask[..., None]
    table[:] = table * (1 - m) + colour * light * vector(1.03, 1, 0.95) * 1.05 * m


def _pencil(table: Array, a: tuple[float, float], b: tuple[float, float], r: float) -> None:
    """Lay a red pencil from `a` to its point at `b`."""
    h, w = table.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype("float32")
    long = float(np.hypot(b[0] - a[0], b[1] - a[1]))
    ux, uy = (b[0] - a[0]) / long, (b[1] - a[1]) / long
    s, t = (x - a[0]) * ux + (y - a[1]) * uy, -(x - a[0]) * uy + (y - a[1]) * ux
    tip = long - 5.2 * r
    half = np.where(s > tip, np.clip(r * (1 - (s - tip) / (5.2 * r)), 0, r), r)
    inside = np.clip(half - np.abs(t) + 0.5, 0, 1) * (s > 0) * (s < long)
    shadow = np.clip(half * 1.2 - np.abs(t - r * 1.0), 0, r) / r * (s > 0) * (s < long)
    table *= 1 - blur(shadow.astype("float32"), r * 0.4)[..., None] * 0.75
    facet = np.select([t < -r * 0.35, t < r * 0.35], [1.5, 1.0], 0.45)
    colour = facet[..., None] * vector(0.42, 0.035, 0.025)
    wood = s > tip + 0.25 * r * np.cos(t / r * 7)
    colour = np.where(wood[..., None], vector(0.58, 0.40, 0.22) * (0.55 + 0.5 * np.clip(0.5 - t / r, 0, 1))[..., None], colour)
    colour = np.where((s > long - 1.6 * r)[..., None], vector(0.05, 0.05, 0.055), colour)
    colour = colour + (np.exp(-(((t + r * 0.45) / (r * 0.12)) ** 2)) * 0.28 * ~wood)[..., None]
    m = inside[..., None]
    table[:] = table * (1 - m) + colour * m * 1.2


# ------------------------------------------------------------------ map


def map(path: Path, scale: float) -> None:  # noqa: A001 - the picture's name
    """A folded contour map opened on a long table, with a walk drawn in red."""
    k = scale
    w, h = int(1900 * k), int(1240 * k)
    yy, xx = np.mgrid[0:h, 0:w] / (1000.0 * k)
    g = np.zeros((h, w))
    for cx, cy, s, a in [(0.5, 0.42, 0.30, 1.0), (0.78, 0.30, 0.20, 0.55), (1.35, 0.85, 0.34, 1.15), (1.62, 0.22, 0.26, 0.7), (0.15, 1.05, 0.25, 0.5), (1.05, 0.55, 0.16, 0.28)]:
        g += a * np.exp(-(((xx - cx) / 1.15) ** 2 + (yy - cy) ** 2) / (2 * s * s))
    rng = np.random.default_rng(48)
    for i in range(1, 6):
        p, f = rng.uniform(0, 6.28, 4), 2.2 * i
        g += 0.045 / i * (np.sin(f * xx + p[0] + 1.3 * np.sin(f * 0.6 * yy + p[1])) + np.sin(f * yy + p[2] + 1.3 * np.sin(f * 0.7 * xx + p[3])))
    img = np.empty((h, w, 3))
    img[:] = (240, 233, 214)
    for t, c in ((0.42, (230, 222, 192)), (0.72, (219, 214, 178)), (1.0, (206, 204, 164))):
        m = np.clip((g - t) * 400, 0, 1)[..., None]
        img = img * (1 - m) + np.array(c) * m
    lake = np.clip((0.17 - g) * 500, 0, 1)[..., None]
    img = img * (1 - lake) + np.array((158, 190, 196)) * lake
    gy, gx = np.gradient(g)
    slope = np.hypot(gx, gy) + 1e-6
    for step, thick, ink, alpha in ((0.04, 1.5, (150, 98, 60), 0.75), (0.2, 3.2, (130, 76, 42), 0.95)):
        d = np.abs(((g / step + 0.5) % 1) - 0.5) * step / slope
        m = (np.clip(thick * k / 2 + 0.5 - d, 0, 1) * alpha * (g > 0.175))[..., None]
        img = img * (1 - m) + np.array(ink) * m
    shore = np.clip(2.2 * k - np.abs(g - 0.17) / slope, 0, 1)[..., None]
    img = img * (1 - shore) + np.array((52, 98, 110)) * shore
    img = _names(img, k)
    linear = ((img / 255) ** 2.2).astype("float32")
    linear *= _folds(h, w, k)[..., None]
    big_w, big_h = int(2000 * k), int(1333 * k)
    table = vector(0.20, 0.125, 0.072) * (1 + 0.12 * _streaks((big_h, big_w), 51, int(300 * k)))[..., None]
    light = np.linspace(0.6, 1.35, big_w)[None, :, None] * np.linspace(1.15, 0.9, big_h)[:, None, None]
    out = table * light
    _lay(out, linear, [(0.045, 0.085), (0.905, 0.025), (1.06, 0.90), (-0.05, 1.04)], light, k, thick=10)
    _pencil(out, (0.985 * big_w, 0.20 * big_h), (0.775 * big_w, 0.47 * big_h), 15 * k)
    develop(out, Lens(focus=1.0, aperture=13, exposure=0.60, contrast=1.08, vignette=0.4, saturation=0.95), int(1700 * k), path, _tilt(big_h, big_w, 0.55, 0.9))


def _names(img: Array, k: float) -> Array:
    """Draw the walk, the village names and the grid on a map in sRGB."""
    h, w = img.shape[:2]
    over = Image.fromarray(np.clip(img, 0, 255).astype("uint8")).resize((w * 2, h * 2), Image.BICUBIC)
    d = ImageDraw.Draw(over)
    for i in range(1, 10):
        d.line((i * w * 0.2, 0, i * w * 0.2, h * 2), fill=(120, 140, 150), width=max(1, int(1.2 * k)))
        d.line((0, i * w * 0.2, w * 2, i * w * 0.2), fill=(120, 140, 150), width=max(1, int(1.2 * k)))
    t = np.linspace(0, 1, 3000)
    px, py = (60 + 1790 * t) * 2 * k, (1120 - 700 * t + 150 * np.sin(5 * t) + 60 * np.sin(13 * t)) * 2 * k
    for i in range(0, 2980, 20):
        if (i // 20) % 3 != 2:
            d.line([(px[j], py[j]) for j in range(i, i + 20)], fill=(178, 48, 34), width=int(13 * k))
    for j in (0, 2999):
        d.ellipse([px[j] - 28 * k, py[j] - 28 * k, px[j] + 28 * k, py[j] + 28 * k], fill=(178, 48, 34))
    for x, y, name, size, dark in [(430, 640, "Ashby", 54, 1), (1180, 300, "Nether Ash", 40, 1), (560, 1010, "Pump Lane", 30, 1), (1420, 640, "Rudd’s Hill", 36, 1), (330, 250, "Long Barrow", 34, 1), (900, 860, "Ash Water", 40, 0), (1600, 990, "Cold Well", 32, 1)]:
        d.text((x * 2 * k, y * 2 * k), name, font=serif(int(size * 2 * k), 500, 14), fill=(40, 36, 32) if dark else (44, 92, 110), anchor="mm")
    return np.asarray(over.resize((w, h), Image.LANCZOS), "float64")


def _folds(h: int, w: int, k: float) -> Array:
    """Return the shading of a map folded in five by two and opened again."""
    y, x = np.mgrid[0:h, 0:w].astype("float32")
    u, v = x / w * 5, y / h * 2
    panel = (u % 1) - 0.5
    way = np.where(u.astype(int) % 2 == 0, 1, -1)
    shade = 1 + 0.085 * way * (1 + 0.9 * panel * way) + 0.05 * np.where(v > 1, -1, 1) * np.exp(-np.abs(v - 1) * 6)
    for i in range(1, 5):
        near = np.abs(u - i) * w / 5
        shade -= 0.20 * np.exp(-((near / (2.0 * k)) ** 2)) * (0.6 + 0.4 * noise((h, 1), 8, 60 + i))
        shade += 0.10 * np.exp(-(((near - 5 * k) / (3 * k)) ** 2))
    shade -= 0.18 * np.exp(-(((y - h / 2) / (2.0 * k)) ** 2))
    return np.clip(shade * (1 + 0.012 * noise((h, w), 3 * k, 61)), 0.3, 1.3)


# ------------------------------------------------------------------ loupe


def loupe(path: Path, scale: float) -> None:
    """A loupe on a printed sheet: inside it, the picture comes apart into its inks."""
    k = scale
    w, h = int(1900 * k), int(1330 * k)
    y, x = np.mgrid[0:h, 0:w].astype("float32") / k
    cx, cy, r = 1060, 640, 430
    rr = np.hypot(x - cx, y - cy)
    mag = 5.4
    bulge = 1 + 0.16 * (rr / r) ** 2
    ix, iy = cx + (x - cx) / mag * bulge, cy + (y - cy) / mag * bulge
    inside, outside = _printed(ix, iy, 10.4, 30), _printed(x, y, 10.4, 4.2)
    grey = noise((h, w), 2.2 * k, 71) * 0.012 + noise((h, w), 260 * k, 72, 2) * 0.02
    light = (1.25 - 0.62 * x / 1900 - 0.18 * y / 1330)[..., None]
    table = outside * (1 + grey)[..., None] * light
    drop = np.hypot(x - cx - 62, y - cy - 70)
    shadow = np.clip((r + 120 - drop) / 150, 0, 1) * 0.78
    table *= 1 - (shadow * (rr > r))[..., None]
    lens = inside * (1.22 - 0.5 * (rr / r) ** 4)[..., None] * light * 0.98
    lens *= (1 - 0.75 * np.clip((rr - r + 46) / 46, 0, 1) ** 2)[..., None]
    sheen = np.exp(-(((x - cx + 205) * 0.72 + (y - cy + 205) * 0.70) / 34) ** 2) * np.exp(-(((rr - 270) / 110) ** 2)) * 0.20
    lens += sheen[..., None] * vector(0.9, 1.0, 1.1)
    colour = np.where((rr < r)[..., None], lens, table)
    turn = np.arctan2(y - cy, x - cx)
    tube = np.clip((rr - r) / 74, 0, 1)
    shape = np.sin(np.pi * tube)
    metal = 0.02 + 0.05 * shape + 0.75 * np.exp(-(((tube - 0.30) / 0.055) ** 2)) * np.clip(np.cos(turn + 2.30), 0, 1) ** 2.2 + 0.30 * np.exp(-(((tube - 0.74) / 0.08) ** 2)) * np.clip(np.cos(turn + 2.1), 0, 1) ** 3
    metal += 0.22 * np.exp(-(((tube - 0.2) / 0.05) ** 2)) * np.clip(np.cos(turn - 0.85), 0, 1) ** 4
    knurl = 1 + 0.45 * np.sin(turn * 260) * (np.abs(tube - 0.62) < 0.2)
    rim = np.clip(np.minimum(rr - r, r + 74 - rr) * k + 0.5, 0, 1)[..., None]
    colour = colour * (1 - rim) + rim * (metal * knurl)[..., None] * vector(1, 0.97, 0.92)
    depth = 1 + (rr > r + 70) * np.clip((rr - r - 40) / 900, 0, 1) * 0.75
    develop(colour.astype("float32"), Lens(focus=1.0, aperture=13, exposure=0.66, contrast=1.08, vignette=0.45, saturation=0.95), int(1660 * k), path, depth.astype("float32"))


def _printed(x: Array, y: Array, cell: float, sharp: float) -> Array:
    """Return the printed sheet at x, y: four plates at four angles over newsprint."""
    px, py = x, y  # the screen's own coordinates; the subject is larger than it was drawn
    x, y = 1035 + (x - 1060) / 1.75, 610 + (y - 640) / 1.6
    face = np.exp(-(((x - 900) / 470) ** 2 + ((y - 560) / 480) ** 2))
    hat = np.exp(-(((x - 1000) / 520) ** 2 + ((y - 300) / 170) ** 2) * 2.2)
    coat = np.clip((y - 900 + 0.0012 * (x - 930) ** 2 * -0.2) / 260, 0, 1)
    sky = np.clip(1 - y / 1500, 0, 1)
    eye = np.exp(-(((x - 1035) / 46) ** 2 + ((y - 610) / 30) ** 2))
    cheek = np.exp(-(((x - 1120) / 140) ** 2 + ((y - 740) / 130) ** 2))
    plates = [
        (vector(0.86, 0.62, 0.06), 0, 0.22 + 0.55 * face + 0.25 * cheek + 0.2 * coat),
        (vector(0.62, 0.045, 0.10), 75, 0.08 + 0.30 * face + 0.26 * cheek + 0.6 * hat + 0.25 * coat),
        (vector(0.03, 0.22, 0.46), 15, 0.66 * sky * (1 - 0.85 * face) + 0.62 * coat + 0.25 * hat + 0.25 * eye),
        (vector(0.03, 0.03, 0.032), 45, 0.05 + 0.5 * coat * (1 - face) + 0.42 * hat + 0.62 * eye + 0.12 * (1 - face)),
    ]
    colour = np.ones((*x.shape, 3), "float32") * CREAM
    for ink, angle, tone in plates:
        a = np.deg2rad(angle)
        u, v = (px * np.cos(a) + py * np.sin(a)) / cell * np.pi, (-px * np.sin(a) + py * np.cos(a)) / cell * np.pi
        dot = (np.cos(2 * u) + np.cos(2 * v) + 2) / 4
        # the dot function is bunched about the middle: this sine spreads its thresholds evenly enough
        level = 0.5 + np.arcsin(np.clip(2 * dot - 1, -1, 1)) / np.pi
        level = 0.5 + (level - 0.5) * (0.62 + 0.76 * np.abs(level - 0.5))
        cover = np.clip((np.clip(tone, 0, 0.95) - (1 - level)) * sharp * 0.5 + 0.5, 0, 1) * np.clip(tone * 30, 0, 1)
        colour *= 1 - (cover * 0.95)[..., None] * (1 - ink)
    return colour


