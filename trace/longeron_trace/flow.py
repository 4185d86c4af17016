# SPDX-License-Identifier: Apache-2.0
"""How the trace flows from level to level to evidence, as inline SVG."""
from collections import Counter

from markupsafe import Markup

COLUMNS = (("sys",), ("hlr",), ("llr",),
           ("impl", "proof", "utest", "itest", "analysis", "review"))
NAMES = {"sys": "system", "hlr": "high level", "llr": "low level",
         "impl": "code", "utest": "unit tests", "itest": "system tests"}
WIDE, HIGH, BOX, GAP = 860, 300, 14, 16


def links(requirements):
    """(from, to) -> how many links; evidence that is missing is none."""
    levels = {r["id"]: r["level"] for r in requirements}
    found = Counter()
    for item in requirements:
        found.update((levels[p], item["level"]) for p in item["parents"]
                     if p in levels)
        found.update((item["level"], e["need"]) for e in item["evidence"]
                     if e["name"])
    columns = {n: i for i, names in enumerate(COLUMNS) for n in names}
    order = list(columns)
    kept = [k for k in found
            if columns.get(k[0], 9) < columns.get(k[1], -1)]
    return {k: found[k] for k in sorted(
        kept, key=lambda k: (order.index(k[0]), order.index(k[1])))}


def svg(requirements):
    """The picture; a table beside it says the same in text."""
    flows = links(requirements)
    if not flows:
        return Markup("")
    size = {n: max(sum(f for k, f in flows.items() if k[0] == n),
                   sum(f for k, f in flows.items() if k[1] == n))
            for names in COLUMNS for n in names}
    columns = [[n for n in names if size[n]] for names in COLUMNS]
    scale = min((HIGH - GAP * len(c)) / sum(size[n] for n in c)
                for c in columns if c)
    place, parts = {}, []
    for index, names in enumerate(columns):
        y = GAP
        for name in names:
            place[name] = (index * (WIDE - 190) / (len(COLUMNS) - 1), y)
            y += size[name] * scale + GAP
    left, right = ({n: y for n, (_, y) in place.items()} for _ in range(2))
    for (one, two), count in flows.items():
        x, end, wide = place[one][0] + BOX, place[two][0], count * scale
        y, to = right[one] + wide / 2, left[two] + wide / 2
        right[one] += wide
        left[two] += wide
        bend = (x + end) / 2
        parts.append(f'<path d="M{x:.1f} {y:.1f}C{bend:.1f} {y:.1f} {bend:.1f} '
                     f'{to:.1f} {end:.1f} {to:.1f}" stroke-width="{wide:.1f}">'
                     f'<title>{one} to {two}: {count}</title></path>')
    for name, (x, y) in place.items():
        high = max(size[name] * scale, 1)
        parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{BOX}" '
                     f'height="{high:.1f}"/><text x="{x + BOX + 6:.1f}" '
                     f'y="{y + high / 2 + 4:.1f}">{NAMES.get(name, name)}'
                     '</text>')
    return Markup(f'<svg class="flow" viewBox="0 0 {WIDE} {HIGH + GAP}" '
                  'role="img" aria-label="Links of the trace, from system '
                  'requirements to evidence; the table below has the figures">'
                  + "".join(parts) + "</svg>")
