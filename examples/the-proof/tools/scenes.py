"""The pictures that are marched through in three dimensions, and the door to the flat ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from darkroom import Array, Camera, Lens, Scene, box, develop, march, noise, page, vector
from flats import forme, loupe, map, proofs, sheet, slugs, watermark  # noqa: A004, F401 - found by name

PAPER = vector(0.80, 0.77, 0.70)
INK = vector(0.035, 0.033, 0.036)


def _print_on(ink: Array, u: Array, v: Array) -> Array:
    """Return the ink of a page at u, v (0 to 1), between its pixels."""
    h, w = ink.shape
    x, y = np.clip(u % 1, 0, 0.9999) * (w - 1), np.clip(v % 1, 0, 0.9999) * (h - 1)
    i, j = x.astype(int), y.astype(int)
    a, b = x - i, y - j
    i1, j1 = np.minimum(i + 1, w - 1), np.minimum(j + 1, h - 1)
    top = ink[j, i] * (1 - a) + ink[j, i1] * a
    low = ink[j1, i] * (1 - a) + ink[j1, i1] * a
    return top * (1 - b) + low * b


def _hall(lamps: list[tuple[float, float, float, float]], base: Array):
    def background(d: Array) -> Array:
        out = np.repeat(base[None], len(d), 0) * (0.55 + 0.45 * np.clip(d[:, 1:2] + 0.4, 0, 1))
        for x, y, z, power in lamps:
            near = np.clip(d @ (vector(x, y, z) / np.linalg.norm((x, y, z))), 0, 1)
            out = out + (near**60 * power + near**8 * power * 0.12)[:, None] * vector(1.0, 0.93, 0.8)
        return out.astype("float32")

    return background


# ------------------------------------------------------------------ the press

ROLLERS = [(-7.0, 2.0, 0.5), (-5.2, 0.2, 0.62), (-3.6, 1.9, 0.5), (-2.2, 0.1, 0.75), (-0.6, 2.1, 0.5), (0.9, 0.3, 0.9),
           (2.6, 2.2, 0.5), (4.0, 0.2, 0.75), (5.6, 1.9, 0.5), (7.4, 0.4, 0.62), (9.0, 2.0, 0.5)]  # x, y, radius
HALF_WEB = 2.6


def _path() -> list[tuple[Array, Array, float]]:
    """Return the straight runs of the web between rollers, with the path's length before each."""
    runs, so_far = [], 0.0
    for (ax, ay, ra), (bx, by, rb) in zip(ROLLERS, ROLLERS[1:], strict=False):
        a, b = np.array((ax, ay)), np.array((bx, by))
        along = b - a
        far = np.linalg.norm(along)
        along = along / far
        across = np.array((-along[1], along[0]))
        side = -1 if ay < 1 else 1
        c = (ra + rb) / far
        n = side * np.sqrt(max(0, 1 - c * c)) * across + c * along
        p, q = (a + n * ra).astype("float32"), (b - n * rb).astype("float32")
        runs.append((p, q, so_far))
        so_far += float(np.linalg.norm(q - p)) + rb * 1.9
    return runs


def press(path: Path, scale: float) -> None:
    """A printed web climbing over the rollers of a newspaper press, at night."""
    runs = _path()
    pages = [page("Fellside Courier", 3), page("The Angler", 4), page("Dock Street Bulletin", 5), page("Allotment", 8)]

    def flat(p: Array) -> tuple[Array, Array, Array, Array]:
        x, y = p[:, 0], p[:, 1]
        straight = np.stack([_segment(x, y, a, b) for a, b, _ in runs]) - 0.018
        rims = np.stack([np.hypot(x - cx, y - cy) - r for cx, cy, r in ROLLERS])
        wrapped = np.stack([
            np.where((y < cy - 0.05 * r) if cy < 1 else (y > cy + 0.05 * r), np.abs(rim) - 0.018, 9)
            for (cx, cy, r), rim in zip(ROLLERS, rims, strict=True)
        ])
        return straight, wrapped, rims, np.abs(p[:, 2])

    def parts(p: Array) -> Array:
        straight, wrapped, rims, z = flat(p)
        web = np.maximum(np.minimum(straight.min(0), wrapped.min(0)), z - HALF_WEB)
        rollers = np.maximum(rims.min(0) + 0.02, z - HALF_WEB - 0.3)
        axles = np.stack([np.maximum(np.hypot(p[:, 0] - cx, p[:, 1] - cy) - 0.14, z - HALF_WEB - 0.95) for cx, cy, _ in ROLLERS]).min(0)
        collars = np.stack([np.maximum(np.hypot(p[:, 0] - cx, p[:, 1] - cy) - 0.3, np.abs(z - HALF_WEB - 0.62) - 0.09) for cx, cy, _ in ROLLERS]).min(0)
        frame = np.maximum(np.abs(p[:, 2] - HALF_WEB - 1.15) - 0.18, np.abs(p[:, 1] - 1.0) - 2.6)
        floor = p[:, 1] + 1.6
        return np.stack([web, rollers, axles, frame, floor, collars])

    def surface(p: Array, n: Array, k: Array) -> tuple[Array, Array, Array]:
        palette = np.stack([PAPER, vector(0.30, 0.31, 0.32), vector(0.5, 0.5, 0.5), vector(0.10, 0.15, 0.14), vector(0.07, 0.065, 0.06), vector(0.34, 0.10, 0.05)])
        albedo = palette[k]
        gloss, mirror = np.array([0.02, 0.5, 0.9, 0.15, 0.1, 0.3])[k], np.array([0, 0.25, 0.55, 0.04, 0.1, 0.05])[k]
        straight, wrapped, _, _ = flat(p)
        run = straight.argmin(0)
        s = np.zeros(len(p))
        for i, (a, b, start) in enumerate(runs):
            v = (b - a) / np.linalg.norm(b - a)
            s = np.where(run == i, start + (p[:, 0] - a[0]) * v[0] + (p[:, 1] - a[1]) * v[1], s)
        drum = wrapped.argmin(0)
        bent = wrapped.min(0) < straight.min(0)
        for i, (cx, cy, r) in enumerate(ROLLERS[1:], 1):
            _, b, start = runs[i - 1]
            turn = np.arctan2(p[:, 1] - cy, p[:, 0] - cx) - np.arctan2(b[1] - cy, b[0] - cx)
            turn = np.abs((turn + np.pi) % (2 * np.pi) - np.pi)
            length = float(np.linalg.norm(b - runs[i - 1][0]))
            s = np.where(bent & (drum == i), start + length + turn * r, s)
        s = s - 1.2  # where the pages happen to be when the shutter opens
        across = (p[:, 2] + HALF_WEB) / HALF_WEB
        number = np.clip(across.astype(int), 0, 1) + 2 * (np.floor(s / 3.68).astype(int) % 2)
        ink = np.zeros(len(p))
        for i, each in enumerate(pages):
            ink = np.where(number == i, _print_on(each, 1 - across % 1, 1 - (s / 3.68) % 1), ink)
        web = (k == 0)[:, None]
        colour = np.where((3.68 - s % 3.68 < 0.47) & (number % 3 == 0), 1.0, 0.0)[:, None]
        shade = INK * (1 - colour) + vector(0.42, 0.05, 0.025) * colour
        albedo = np.where(web, PAPER * (1 - ink[:, None] * 0.93) + shade * ink[:, None] * 0.93, albedo)
        return albedo.astype("float32"), gloss, mirror

    scene = Scene(parts, surface, _hall([(0.5, 0.35, 0.9, 0.5), (-0.3, 0.5, 0.8, 0.35), (0.85, 0.2, 0.5, 0.6)], vector(0.014, 0.018, 0.021)),
                  vector(-0.55, 0.95, -0.55), vector(1.75, 1.5, 1.15), vector(0.11, 0.135, 0.17), fog=0.05)
    camera = Camera(vector(-5.4, 5.0, -7.6), vector(1.0, 0.65, 0.1), 0.62)
    colour, depth = march(scene, camera, (int(2100 * scale), int(1180 * scale)))
    develop(colour, Lens(focus=9.0, aperture=13, exposure=0.80, contrast=1.08, grain=0.010), int(1840 * scale), path, depth)


def _segment(x: Array, y: Array, a: Array, b: Array) -> Array:
    v = b - a
    h = np.clip(((x - a[0]) * v[0] + (y - a[1]) * v[1]) / (v @ v), 0, 1)
    return np.hypot(x - a[0] - h * v[0], y - a[1] - h * v[1])


# ------------------------------------------------------------------ bundles

BUNDLES = [  # x, z, bottom, turn, height, page
    (-1.75, 0.10, 0.0, 0.10, 0.92, 0), (-1.70, 0.16, 0.97, -0.06, 0.62, 3), (0.95, -0.35, 0.0, -0.16, 0.78, 1),
    (1.05, 2.0, 0.0, 0.05, 1.1, 2), (1.1, 2.05, 1.15, 0.12, 0.8, 0), (-1.5, 2.6, 0.0, -0.1, 1.0, 1),
    (3.6, 0.6, 0.0, 0.08, 1.05, 2), (3.62, 0.62, 1.1, -0.02, 0.5, 1), (-4.3, 1.2, 0.0, 0.16, 1.2, 1),
]


def bundles(path: Path, scale: float) -> None:
    """Bundles of newspapers tied with string on the bench by the loading door."""
    pages = [page("Fellside Courier", 13), page("The Angler", 14), page("Dock Street Bulletin", 15), page("Ringers’ Quarterly", 16)]
    wood = noise((700, 700), 26, 7, 3)

    def local(p: Array, bundle: tuple) -> Array:
        x, z, bottom, turn, height, _ = bundle
        c, s = np.cos(turn), np.sin(turn)
        q = p - vector(x, bottom + height / 2 + 0.01, z)
        return np.stack([q[:, 0] * c - q[:, 2] * s, q[:, 1], q[:, 0] * s + q[:, 2] * c], -1)

    def stacks(p: Array) -> tuple[Array, Array]:
        paper, cord = [], []
        for bundle in BUNDLES:
            q, h = local(p, bundle), bundle[4] / 2
            waist = 0.045 * np.exp(-((q[:, 0] / 0.2) ** 2)) + 0.03 * np.exp(-((q[:, 2] / 0.2) ** 2))
            ragged = 0.012 * np.sin(q[:, 1] * 31 + q[:, 0] * 2) + 0.008 * np.sin(q[:, 1] * 73 + bundle[0] * 9)
            side = np.clip(1.6 - np.abs(q[:, 1]) / max(h, 0.1), 0, 1)
            b = box(q, (1.12, h, 0.8), 0.035) + waist + ragged * side * 0.8
            paper.append(b * 0.85)
            shell = np.abs(b + 0.0) - 0.024
            cord.append(np.minimum(np.maximum(shell, np.abs(q[:, 0]) - 0.022), np.maximum(shell, np.abs(q[:, 2]) - 0.022)))
        return np.stack(paper), np.stack(cord)

    def parts(p: Array) -> Array:
        paper, cord = stacks(p)
        knots = np.stack([
            np.linalg.norm((local(p, b) - vector(0.02, b[4] / 2 - 0.035, 0)) * vector(1, 1.3, 1), axis=-1) - 0.065 for b in BUNDLES
        ]).min(0)
        return np.stack([paper.min(0), np.minimum(cord.min(0), knots), p[:, 1], 6.4 - p[:, 2]])

    def surface(p: Array, n: Array, k: Array) -> tuple[Array, Array, Array]:
        palette = np.stack([PAPER, vector(0.50, 0.36, 0.19), vector(0.16, 0.095, 0.055), vector(0.10, 0.13, 0.13)])
        albedo = palette[k].copy()
        which = stacks(p)[0].argmin(0)
        for i, bundle in enumerate(BUNDLES):
            q = local(p, bundle)
            mine = (k == 0) & (which == i)
            top = mine & (n[:, 1] > 0.55)
            ink = _print_on(pages[bundle[5]], (q[:, 0] + 1.12) / 2.24, (0.8 - q[:, 2]) / 2.24 * 0.707)
            albedo[top] = PAPER * (1 - 0.9 * ink[top, None]) + INK * ink[top, None] * 0.9
            flank = mine & ~top
            leaf = np.abs(((q[:, 1] * 34 + 0.2 * np.sin(q[:, 0] * 3 + i)) % 1) - 0.5) * 2
            fine = 0.5 + 0.5 * np.sin(q[:, 1] * 620 + 3 * np.sin(q[:, 0] * 5))
            edge = 0.58 + 0.30 * np.clip(leaf * 2.4, 0, 1) + 0.12 * fine
            printed = 0.9 + 0.1 * np.sin(q[:, 0] * 22 + np.floor(q[:, 1] * 34) * 2.4)
            albedo[flank] = (PAPER * (edge * printed)[:, None])[flank]
        grain = _print_on(wood, p[:, 0] * 0.02, p[:, 2] * 0.5) * 0.16 + 0.9
        gap = np.where(np.abs(((p[:, 2] * 0.8 + 0.3) % 1) - 0.5) > 0.485, 0.25, 1)
        albedo = np.where((k == 2)[:, None], albedo * (grain * gap)[:, None], albedo)
        brick = np.where(np.abs(((p[:, 1] * 1.7) % 1) - 0.5) > 0.47, 0.75, 1)
        albedo = np.where((k == 3)[:, None], albedo * brick[:, None], albedo)
        return albedo.astype("float32"), np.array([0.0, 0.05, 0.14, 0.0])[k], np.array([0, 0, 0.05, 0])[k]

    scene = Scene(parts, surface, _hall([], vector(0.03, 0.03, 0.034)), vector(-0.75, 0.62, -0.42), vector(1.9, 1.55, 1.12), vector(0.13, 0.16, 0.21), fog=0.05)
    camera = Camera(vector(-1.2, 3.05, -5.4), vector(-0.02, 0.62, 0.2), 0.66)
    colour, depth = march(scene, camera, (int(2000 * scale), int(1333 * scale)))
    develop(colour, Lens(focus=5.4, aperture=15, exposure=1.0, contrast=1.05), int(1740 * scale), path, depth)


# ------------------------------------------------------------------ reels


def reels(path: Path, scale: float) -> None:
    """Reels of newsprint stacked to the roof of a store."""
    centres = [
        (i * 2.04 + (row % 2) * 1.02 + 0.2, row * 1.78, 0.96 + 0.035 * np.sin(i * 3.1 + row * 5), 0.10 * np.sin(i * 7.7 + row * 2.3))
        for row in range(6) for i in range(-3, 4)
    ]
    centres = [c for c in centres if not (c[1] > 8 and c[0] > 1)]

    def near(p: Array) -> Array:
        return np.stack([
            np.maximum(np.maximum(np.hypot(p[:, 0] - x, p[:, 1] - y) - r, np.abs(p[:, 2] - z - 3) - 3), 0.13 - np.hypot(p[:, 0] - x, p[:, 1] - y))
            for x, y, r, z in centres
        ])

    def parts(p: Array) -> Array:
        return np.stack([near(p).min(0), p[:, 1] + 0.98])

    def surface(p: Array, n: Array, k: Array) -> tuple[Array, Array, Array]:
        albedo = np.repeat(vector(0.10, 0.095, 0.09)[None], len(p), 0)
        which = near(p).argmin(0)
        for i, (x, y, r, z) in enumerate(centres):
            mine = (k == 0) & (which == i)
            dx, dy = p[:, 0] - x, p[:, 1] - y
            rr, turn = np.hypot(dx, dy), np.arctan2(dy, dx)
            ring = 0.86 + 0.045 * np.sin(rr * 130 + turn + i) + 0.05 * np.sin(rr * 29 + i * 2)  + 0.05 * np.sin(turn * 3 + i) * rr
            tone = PAPER * ring[:, None] * (0.94 + 0.06 * np.sin(i * 4.1))
            core = vector(0.30, 0.20, 0.12)
            tone = np.where((rr < 0.2)[:, None], core * (0.8 + 0.2 * np.sin(rr * 200))[:, None], tone)
            tone = np.where((rr < 0.136)[:, None], vector(0.02, 0.02, 0.02), tone)
            wrap = ((rr > r - 0.03) | (p[:, 2] > z + 0.02))[:, None] & (rr > 0.2)[:, None]
            tone = np.where(wrap, vector(0.34, 0.25, 0.16), tone)
            label = (np.abs(dx + 0.36) < 0.17) & (np.abs(dy - 0.36) < 0.11) & (i % 3 == 0) & (p[:, 2] < z + 0.02)
            tone = np.where(label[:, None], vector(0.75, 0.74, 0.7), tone)
            bars = label & (np.abs(dy - 0.33) < 0.045) & (np.sin(dx * 180) * np.sin(dx * 67 + i) > 0) & (np.abs(dx + 0.36) < 0.14)
            tone = np.where(bars[:, None], INK, tone)
            albedo[mine] = tone[mine]
        return albedo.astype("float32"), np.zeros(len(p)), np.zeros(len(p))

    scene = Scene(parts, surface, _hall([], vector(0.012, 0.012, 0.013)), vector(-0.85, 0.55, -0.42), vector(1.5, 1.32, 1.08), vector(0.085, 0.10, 0.125), fog=0.045)
    camera = Camera(vector(-2.6, 3.1, -8.6), vector(0.35, 3.9, 0), 1.02)
    colour, depth = march(scene, camera, (int(1600 * scale), int(2140 * scale)))
    develop(colour, Lens(focus=9.2, aperture=11, exposure=1.0, contrast=1.06, saturation=0.7, grain=0.006), int(1600 * scale), path, depth)


# ------------------------------------------------------------------ sorts

SORTS = [(-1.62, 0.30, 0.0), (-0.98, 0.26, 0.0), (-0.28, 0.36, -0.055), (0.52, 0.36, 0.0), (1.16, 0.20, 0.0), (1.68, 0.26, 0.0)]  # x, half width, too low by


def sorts(path: Path, scale: float) -> None:
    """Six pieces of type under a straight-edge; light comes through over the one that is too low."""
    scratch, stain = noise((900, 900), 2.2, 81), noise((500, 500), 40, 82, 4)

    def metal(p: Array) -> Array:
        out = []
        for x, half, low in SORTS:
            q = p - vector(x, 1.02 + low / 2, 0)
            body = box(q, (half, 1.02 + low / 2, 0.5), 0.012)
            for nick in (0.50, 0.66):
                body = np.maximum(body, 0.055 - np.hypot(p[:, 1] - nick, p[:, 2] + 0.5))
            foot = 0.1 - np.hypot(p[:, 1] + 0.01, p[:, 0] - x)
            body = np.maximum(body, foot)
            face = p - vector(x, 2.15 + low, 0)
            slope = np.clip(face[:, 1] + 0.12, 0, 0.3) * 0.32
            out.append(np.minimum(body, (box(face, (half * 0.86, 0.26, 0.40), 0.006) + slope) * 0.9))
        return np.stack(out)

    def parts(p: Array) -> Array:
        ruler = box(p - vector(0.1, 2.32 + 0.24, 0), (2.75, 0.24, 0.07), 0.012)
        return np.stack([metal(p).min(0), ruler, p[:, 1]])

    def surface(p: Array, n: Array, k: Array) -> tuple[Array, Array, Array]:
        albedo = np.stack([vector(0.60, 0.60, 0.61), vector(0.72, 0.71, 0.69), vector(0.17, 0.17, 0.18)])[k].copy()
        brushed = 0.93 + 0.10 * _print_on(scratch, p[:, 0] * 0.9, p[:, 1] * 0.12)
        spots = 0.09 * _print_on(stain, p[:, 0] * 0.4 + p[:, 2], p[:, 1] * 0.4)
        albedo *= np.where(k == 0, brushed + spots, np.where(k == 2, 0.9 + 0.1 * np.sin(p[:, 0] * 60 + 4 * np.sin(p[:, 2] * 3)), 0.97 + 0.03 * np.sin(p[:, 0] * 400)))[:, None]
        ticks = (k == 1) & (p[:, 1] < 2.32 + np.where(np.abs(((p[:, 0] * 2) % 1) - 0.5) > 0.44, 0.16, 0.09)) & (np.abs(((p[:, 0] * 10) % 1) - 0.5) > 0.44)
        albedo[ticks] *= 0.25
        return albedo.astype("float32"), np.array([0.55, 0.8, 0.25])[k], np.array([0.62, 0.6, 0.45])[k]

    def room(d: Array) -> Array:
        glow = np.exp(-(((d[:, 1] - 0.06) / 0.16) ** 2)) * np.exp(-(((d[:, 0] + 0.02) / 0.34) ** 2)) * np.clip(d[:, 2] + 0.25, 0, 1)
        softbox = np.exp(-(((d[:, 0] + 0.75) / 0.22) ** 2)) * (np.abs(d[:, 1] - 0.25) < 0.55) * (d[:, 2] < 0.4)
        top = np.clip(d[:, 1] - 0.55, 0, 1) * 1.5
        out = vector(0.012, 0.014, 0.018) + glow[:, None] * vector(1.15, 0.78, 0.40) + (softbox * 1.1 + top * 0.6)[:, None] * vector(0.85, 0.93, 1.05)
        return out.astype("float32")

    scene = Scene(parts, surface, room, vector(-0.8, 0.55, -0.28), vector(1.0, 1.0, 1.02), vector(0.05, 0.055, 0.07), reach=30, fog=0.0)
    camera = Camera(vector(0.55, 1.75, -6.6), vector(0.05, 1.38, 0), 0.47)
    colour, depth = march(scene, camera, (int(2000 * scale), int(1333 * scale)))
    develop(colour, Lens(focus=6.2, aperture=16, exposure=1.3, contrast=1.08, vignette=0.45), int(1700 * scale), path, depth)
