"""How far colours are apart, in contrast and in hue, also for who is red-green colour-blind.

Contrast: WCAG 2.2, relative luminance. Distance: CIE76 in L*a*b* (D65). Colour-blindness: Machado,
Oliveira & Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
IEEE Transactions on Visualization and Computer Graphics 15(6), 2009: severity 1, on linear light.
"""

import numpy as np

EYES = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_D65 = np.array([0.95047, 1.0, 1.08883])


def light(colour):
    """`#00694f` or `#fff` → linear light of red, green and blue, 0 to 1."""
    digits = colour.removeprefix("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    value = np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """1 to 21."""
    high, low = sorted((float(light(each) @ _XYZ[1]) for each in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(colour, eye="all cones"):
    """L*, a* and b* as this eye sees the colour."""
    seen = np.clip(EYES[eye] @ light(colour), 0, 1)
    part = _XYZ @ seen / _D65
    root = np.where(part > 216 / 24389, np.cbrt(part), (24389 / 27 * part + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def apart(one, other, eye="all cones"):
    """CIE76: 2.3 is just noticeable, 100 is black beside white."""
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))
