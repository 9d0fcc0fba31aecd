"""What every picture of The Proof is made with: a ray marcher, a relief lamp, printed pages, developing.

Lengths in a scene are its own units; colours are linear RGB from 0 to 1 until `develop` turns
them into sRGB. Everything is seeded: the same script makes the same pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import fontpkg
import numpy as np
from PIL import Image, ImageDraw, ImageFont

Array = np.ndarray
CHUNK = 40_000  # rays at a time, so that their points stay in the cache of the processor


def vector(*xyz: float) -> Array:
    """Return a float32 vector."""
    return np.array(xyz, "float32")


def unit(v: Array) -> Array:
    """Return `v` with length 1 along its last axis."""
    return v / (np.linalg.norm(v, axis=-1, keepdims=True) + 1e-9)


def serif(size: int, weight: int = 400, optical: int = 20) -> ImageFont.FreeTypeFont:
    """Return Source Serif 4 at `size` pixels."""
    font = ImageFont.truetype(str(fontpkg.path("Source Serif 4")), size)
    font.set_variation_by_axes([optical, weight] if _optical_first(font) else [weight, optical])
    return font


def sans(size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    """Return Source Sans 3 at `size` pixels."""
    font = ImageFont.truetype(str(fontpkg.path("Source Sans 3")), size)
    font.set_variation_by_axes([weight])
    return font


def _optical_first(font: ImageFont.FreeTypeFont) -> bool:
    return font.get_variation_axes()[0]["maximum"] < 200


# ------------------------------------------------------------------ noise


def noise(shape: tuple[int, int], scale: float, seed: int, octaves: int = 1) -> Array:
    """Return smooth noise about 0 with standard deviation near 1; `scale` is a blot's size in pixels."""
    rng = np.random.default_rng(seed)
    total = np.zeros(shape, "float32")
    for octave in range(octaves):
        step = max(scale / 2**octave, 1)
        small = rng.normal(0, 1, (int(shape[0] / step) + 3, int(shape[1] / step) + 3))
        big = Image.fromarray(small.astype("float32")).resize(
            (int(small.shape[1] * step), int(small.shape[0] * step)), Image.BICUBIC
        )
        total += np.asarray(big)[: shape[0], : shape[1]] / 2**octave
    return total / (total.std() + 1e-9)


def blur(a: Array, radius: float) -> Array:
    """Gaussian blur of a grey or colour array; wide ones are done on a smaller copy."""
    if radius < 0.3:
        return a
    if a.ndim == 3:
        return np.dstack([blur(a[..., i], radius) for i in range(a.shape[2])])
    a = np.ascontiguousarray(a, "float32")
    shrink = int(radius / 2.5)
    if shrink > 1:
        size = (max(1, a.shape[1] // shrink), max(1, a.shape[0] // shrink))
        small = np.asarray(Image.fromarray(a).resize(size, Image.BOX))
        soft = blur(small, radius / shrink)
        return np.asarray(Image.fromarray(soft).resize((a.shape[1], a.shape[0]), Image.BICUBIC))
    reach = max(1, int(radius * 2.6 + 0.5))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / radius) ** 2).astype("float32")
    kernel /= kernel.sum()
    for axis in (0, 1):
        pad = [(0, 0), (0, 0)]
        pad[axis] = (reach, reach)
        wide = np.pad(a, pad, mode="edge")
        n = a.shape[axis]
        a = sum(k * (wide[i : i + n] if axis == 0 else wide[:, i : i + n]) for i, k in enumerate(kernel))
    return a


# ------------------------------------------------------------------ ray marching


@dataclass
class Scene:
    """`parts(P)` gives one row of distances a material, `surface(P, n, k)` colour, gloss and mirror."""

    parts: Callable[[Array], Array]
    surface: Callable[[Array, Array, Array], tuple[Array, Array, Array]]
    background: Callable[[Array], Array]
    key: Array
    key_colour: Array
    fill_colour: Array
    reach: float = 40.0
    fog: float = 0.03

    def distance(self, p: Array) -> Array:
        """Return the distance to the nearest surface."""
        return self.parts(p).min(0)


@dataclass
class Camera:
    """Where it stands, what it looks at, and the height of its picture at distance 1."""

    eye: Array
    look: Array
    field: float

    def rays(self, width: int, height: int) -> Array:
        """Return one unit direction a pixel, row by row."""
        forward = unit(self.look - self.eye)
        right = unit(np.cross(vector(0, 1, 0), forward))
        up = np.cross(forward, right)
        y, x = np.mgrid[0:height, 0:width].astype("float32")
        x, y = (x - width / 2) / height * self.field, -(y - height / 2) / height * self.field
        d = forward + x[..., None] * right + y[..., None] * up
        return unit(d).reshape(-1, 3).astype("float32")


def march(scene: Scene, camera: Camera, size: tuple[int, int]) -> tuple[Array, Array]:
    """Return the picture (height, width, 3) and the depth of each pixel."""
    rays = camera.rays(*size)
    done = [_chunk(scene, camera.eye, rays[i : i + CHUNK]) for i in range(0, len(rays), CHUNK)]
    colour = np.concatenate([c for c, _ in done]).reshape(size[1], size[0], 3)
    depth = np.concatenate([d for _, d in done]).reshape(size[1], size[0])
    return colour, depth


def _chunk(scene: Scene, eye: Array, d: Array) -> tuple[Array, Array]:
    t = np.full(len(d), 0.05, "float32")
    active = np.arange(len(d))
    hit = np.zeros(len(d), bool)
    for _ in range(110):
        step = scene.distance(eye + d[active] * t[active, None])
        t[active] += step * 0.88
        near = step < 0.0012 * np.maximum(t[active], 1)
        hit[active[near]] = True
        active = active[~near & (t[active] < scene.reach)]
        if not len(active):
            break
    colour = scene.background(d)
    index = np.where(hit)[0]
    if len(index):
        p = eye + d[index] * t[index, None]
        lit = _light(scene, p, d[index])
        haze = np.exp(-np.clip(t[index] - 5, 0, 99) * scene.fog)[:, None]
        colour[index] = lit * haze + colour[index] * (1 - haze)
    return colour.astype("float32"), np.where(hit, t, scene.reach).astype("float32")


def _light(scene: Scene, p: Array, d: Array) -> Array:
    e = np.float32(0.003)
    normal = unit(
        np.stack(
            [
                scene.distance(p + e * np.eye(3, dtype="float32")[i])
                - scene.distance(p - e * np.eye(3, dtype="float32")[i])
                for i in range(3)
            ],
            -1,
        )
    )
    key = unit(scene.key)
    shadow = np.ones(len(p), "float32")
    along = np.full(len(p), 0.03, "float32")
    for _ in range(30):
        s = scene.distance(p + normal * 0.012 + key * along[:, None])
        shadow = np.minimum(shadow, np.clip(9 * s / along, 0, 1))
        along += np.clip(s, 0.025, 0.5)
    shadow = shadow * shadow * (3 - 2 * shadow)
    hollow = np.ones(len(p), "float32")
    for reach, weight in ((0.07, 0.35), (0.25, 0.4), (0.7, 0.35)):
        hollow -= weight * np.clip(1 - scene.distance(p + normal * reach) / reach, 0, 1)
    hollow = np.clip(hollow, 0.06, 1)[:, None]
    albedo, gloss, mirror = scene.surface(p, normal, scene.parts(p).argmin(0))
    diffuse = np.clip(normal @ key, 0, 1) * shadow
    half = unit(key - d)
    spark = np.clip((normal * half).sum(-1), 0, 1) ** 48 * gloss * shadow
    sky = (0.55 + 0.45 * normal[:, 1])[:, None] * scene.fill_colour
    bounced = d - 2 * (normal * d).sum(-1, keepdims=True) * normal
    seen = scene.background(bounced) * hollow
    body = albedo * (sky * hollow + diffuse[:, None] * scene.key_colour)
    return body * (1 - mirror[:, None]) + seen * mirror[:, None] * albedo + spark[:, None] * scene.key_colour


def box(p: Array, half: tuple[float, float, float], round_: float = 0.0) -> Array:
    """Distance to a box about the origin."""
    q = np.abs(p) - np.array(half, "float32") + round_
    return np.linalg.norm(np.maximum(q, 0), axis=-1) + np.minimum(q.max(-1), 0) - round_


# ------------------------------------------------------------------ reliefs


def relief(height: Array, lamp: Array, steps: int = 60, soft: float = 5.0) -> tuple[Array, Array, Array]:
    """Return diffuse light with shadow, hollows and normals of a height field (height in pixels)."""
    gy, gx = np.gradient(height)
    n = unit(np.dstack([-gx, -gy, np.full_like(gx, 1.0)]))
    lamp = unit(lamp)
    lit = np.clip(n @ lamp, 0, 1)
    side = np.hypot(lamp[0], lamp[1])
    dx, dy, rise = lamp[0] / side, lamp[1] / side, lamp[2] / side
    shade = np.ones_like(height)
    for i in range(1, steps):
        k = i * 1.3
        other = np.roll(np.roll(height, -int(round(dx * k)), 1), -int(round(dy * k)), 0) - rise * k
        shade = np.minimum(shade, 1 - np.clip((other - height) / soft, 0, 1))
    hollow = np.ones_like(height)
    for radius in (4, 12, 32):
        hollow -= np.clip((blur(height, radius) - height) / (radius * 1.6), -0.1, 0.32)
    return lit * shade, np.clip(hollow, 0.1, 1.1), n


def warp(image: Array, corners: list[tuple[float, float]], size: tuple[int, int]) -> Array:
    """Lay a flat picture into perspective: `corners` say where tl, tr, br, bl of it fall in the result."""
    h, w = image.shape[:2]
    rows, right = [], []
    for (x, y), (u, v) in zip(corners, [(0, 0), (w, 0), (w, h), (0, h)], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    coefficients = np.linalg.solve(np.array(rows, float), np.array(right, float))
    planes = image[..., None] if image.ndim == 2 else image
    out = [
        np.asarray(Image.fromarray(planes[..., i].astype("float32")).transform(size, Image.PERSPECTIVE, coefficients, Image.BICUBIC))
        for i in range(planes.shape[2])
    ]
    return out[0] if image.ndim == 2 else np.dstack(out)


# ------------------------------------------------------------------ printed pages

COPY = (
    "At ten to midnight the only warm thing in the press hall is the tea. Each square is a newspaper. "
    "The smallest prints ninety copies and the largest four thousand two hundred. Before it is light all "
    "of them will have gone through the same machine one after another. The works closed in October. "
    "Nobody asked the small customers because they made up most of the paperwork. They asked one another. "
).split()


def page(title: str, seed: int, width: int = 700, height: int = 990) -> Array:
    """Return the ink (0 to 1) of a newspaper's front page."""
    rng = np.random.default_rng(seed)
    image = Image.new("L", (width, height), 0)
    d = ImageDraw.Draw(image)
    edge = width // 18
    size = 40
    while d.textlength(title, font=serif(size, 900, 60)) < (width - 2 * edge) * 0.96 and size < 130:
        size += 2
    d.text((width / 2, edge), title, font=serif(size, 900, 60), fill=255, anchor="mt")
    y = edge + int(size * 0.98)
    d.rectangle((edge, y, width - edge, y + 2), fill=255)
    y += 14
    words = [w.strip(".") for w in COPY[int(rng.integers(0, 40)) :][:5]]
    while d.textlength(" ".join(words), font=serif(46, 800, 50)) > width - 2 * edge:
        words.pop()
    head = " ".join(words).capitalize()
    d.text((edge, y), head, font=serif(46, 800, 50), fill=255)
    y += 66
    columns = 4
    gutter = 16
    each = (width - 2 * edge - gutter * (columns - 1)) / columns
    tall = int(rng.integers(240, 330))
    grey = photo(int(each * 2.0 + gutter), tall, seed)
    left = edge if seed % 2 else int(width - edge - grey.width)
    image.paste(grey, (left, y))
    font = serif(15, 420, 12)
    word = int(rng.integers(0, len(COPY)))
    for column in range(columns):
        x = edge + column * (each + gutter)
        top = y + tall + 14 if left - 5 <= x <= left + grey.width else y
        while top < height - edge:
            line, indent = "", 0
            while d.textlength(line + " " + COPY[word % len(COPY)], font=font) < each:
                line += (" " if line else "") + COPY[word % len(COPY)]
                word += 1
            if rng.random() < 0.12:
                line = line[: int(len(line) * 0.6)]
            d.text((x + indent, top), line, font=font, fill=235)
            top += 19
    return np.asarray(image, "float32") / 255


def photo(width: int, height: int, seed: int) -> Image.Image:
    """Return the ink of a landscape such as papers print when nothing has happened."""
    grey = noise((height, width), 120, seed, 3) * 0.16 + 0.5
    y = np.linspace(0, 1, height)[:, None]
    hills = (y > 0.55 + 0.12 * noise((1, width), 160, seed + 1)[0][None]) * 0.3
    return Image.fromarray((np.clip(grey * (0.5 + 0.4 * y) + hills, 0.05, 0.95) * 255).astype("uint8"))


# ------------------------------------------------------------------ developing


@dataclass
class Lens:
    """How a picture is finished: focus and blur, exposure, tone, grain."""

    focus: float = 0.0
    aperture: float = 0.0  # blur in pixels (of 1800) a unit of relative defocus
    exposure: float = 1.0
    contrast: float = 1.0
    tint: tuple[tuple[float, float, float], tuple[float, float, float]] = ((0.98, 0.99, 1.03), (1.02, 1.0, 0.96))
    saturation: float = 0.8
    vignette: float = 0.35
    grain: float = 0.011


def develop(colour: Array, lens: Lens, width: int, path: Path, depth: Array | None = None, quality: int = 88) -> None:
    """Blur by depth, grade, grain, scale to `width` and save as JPEG."""
    scale = colour.shape[1] / 1800
    if depth is not None and lens.aperture:
        colour = _defocus(colour, np.clip(np.abs(depth - lens.focus) / np.maximum(depth, 0.1) * lens.aperture, 0, 14) * scale)
    height = round(width * colour.shape[0] / colour.shape[1])
    if colour.shape[1] != width:
        colour = np.dstack(
            [np.asarray(Image.fromarray(np.ascontiguousarray(colour[..., i], "float32")).resize((width, height), Image.LANCZOS)) for i in range(3)]
        )
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    colour = colour * (1 - lens.vignette * np.clip((x * x + y * y) / 2, 0, 1) ** 1.2)[..., None]
    colour = np.clip(colour, 0, None) * lens.exposure
    colour = colour * (2.51 * colour + 0.03) / (colour * (2.43 * colour + 0.59) + 0.14)  # a film's shoulder and toe
    colour = np.clip(colour, 0, 1) ** (1 / 2.2)
    grey = (colour * (0.3, 0.59, 0.11)).sum(-1, keepdims=True)
    colour = grey + (colour - grey) * lens.saturation
    low, high = np.array(lens.tint)
    colour = colour * (low * (1 - grey) + high * grey)
    colour = 0.5 + (colour - 0.5) * lens.contrast
    speck = blur(np.random.default_rng(48).normal(0, 1, (height, width)).astype("float32"), 0.6)
    speck = speck / speck.std() * lens.grain
    colour = colour + (speck * (1.15 - np.abs(grey[..., 0] - 0.45)))[..., None]
    Image.fromarray((np.clip(colour, 0, 1) * 255).astype("uint8")).save(
        path, quality=quality, optimize=True, progressive=True, dpi=(300, 300)
    )


def _defocus(colour: Array, circle: Array) -> Array:
    radii = [0.0, 1.0, 2.0, 3.5, 5.5, 8.5, 13.0]
    layers = [blur(colour, r) for r in radii]
    circle = blur(circle, 3)
    out = np.zeros_like(colour)
    for low, high, a, b in zip(radii, radii[1:], layers, layers[1:], strict=False):
        inside = ((circle >= low) & (circle < high))[..., None]
        mix = np.clip((circle - low) / (high - low), 0, 1)[..., None]
        out = np.where(inside, a * (1 - mix) + b * mix, out)
    return np.where((circle >= radii[-1])[..., None], layers[-1], out)
