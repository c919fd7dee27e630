"""How printed numbers come to differ by a slip of the pen: one digit, two digits swapped, 万 for 亿."""

from __future__ import annotations

from decimal import Decimal

_SCALES = (Decimal(10) ** 4, Decimal(10) ** -4)
_PLACES = (Decimal(10), 1 / Decimal(10))


def digits_of(value: Decimal) -> tuple[int, ...]:
    """The digits of a value without zeros at its end."""
    return value.normalize().as_tuple().digits


def one_digit_off(one: Decimal, other: Decimal) -> bool:
    """Whether one wrong digit, two neighbours that changed places, or 万 for 亿 makes one value the other."""
    one, other = abs(one), abs(other)
    if one == other or not one or not other:
        return False
    if one / other in _SCALES:
        return True
    a, b = _aligned(one, other)
    apart = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(apart) == 1:
        return True
    return (
        len(apart) == 2
        and apart[1] - apart[0] == 1
        and a[apart[0]] == b[apart[1]]
        and a[apart[1]] == b[apart[0]]
    )


def slipped(value: Decimal, step: Decimal, low: Decimal, high: Decimal, *, point: bool = False) -> bool:
    """Whether a value printed in steps of ``step`` may be the misprint of one between two bounds: another
    digit in one place, two neighbours turned round, 万 for 亿; with ``point``, the point one place off.
    """
    digits = str(int(abs(value) / step))
    made = {digits[:at] + d + digits[at + 1 :] for at in range(len(digits)) for d in "0123456789"}
    made |= {digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :] for at in range(len(digits) - 1)}
    meant = [((Decimal(m) * step).copy_sign(value), step) for m in made - {digits}]
    scales = (*_SCALES, *(_PLACES if point else ()))
    meant += [(value * scale, step * scale) for scale in scales]
    return any(low - half / 2 <= one <= high + half / 2 for one, half in meant)


def may_lie_in(value: Decimal, low: Decimal, high: Decimal) -> bool:
    """Whether one slip of the pen may have made a printed value of one that lies between two bounds: another
    digit, two neighbours that changed places, a digit lost or set twice, 万 for 亿.
    """
    exponent = _exponent(value)
    digits = "".join(map(str, digits_of(value)))
    made = {digits[:at] + d + digits[at + 1 :] for at in range(len(digits)) for d in "0123456789"}
    made |= {digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :] for at in range(len(digits) - 1)}
    if len(digits) > 1:
        made |= {digits[:at] + d + digits[at:] for at in range(len(digits) + 1) for d in "0123456789"}
        made |= {digits[:at] + digits[at + 1 :] for at in range(len(digits))}
    values = [Decimal(m).scaleb(exponent) for m in made if m != digits]
    return any(low <= v <= high for v in (*values, *(abs(value) * scale for scale in _SCALES)))


def surely_slipped(value: Decimal, step: Decimal, low: Decimal, high: Decimal, most: Decimal) -> bool:
    """Whether one slip of the pen may have made a value printed in steps of ``step`` of one between two
    bounds, and hardly by chance: numbers with another digit in one place lie a step of that place apart, and
    the bounds leave at most ``most`` of it open. Neighbours turned round, 万 for 亿 likewise.
    """
    width = high - low + step
    low, high = (-high, -low) if value < 0 else (low, high)
    digits = str(int(abs(value) / step))
    apart: list[tuple[str, Decimal]] = []
    for at in range(len(digits)):
        place = step.scaleb(len(digits) - 1 - at)
        apart += [(digits[:at] + d + digits[at + 1 :], place) for d in "0123456789" if d != digits[at]]
        turned = digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]
        apart += [(turned, abs(int(turned) - int(digits)) * step)] if turned != digits else []
    meant = [(int(made) * step, room) for made, room in apart] + [(abs(value) * s, abs(value)) for s in _SCALES]
    return any(low - step / 2 <= one <= high + step / 2 and width <= room * most for one, room in meant)


def one_digit_makes(difference: Decimal) -> bool:
    """Whether a wrong digit, or two neighbours that changed places, in one of its numbers makes a sum or a
    difference this much wrong: 300, 0.2; 270, 1.8.
    """
    digits = digits_of(difference)
    return len(digits) == 1 or (len(digits) == 2 and (digits[0] * 10 + digits[1]) % 9 == 0)


def _aligned(one: Decimal, other: Decimal) -> tuple[str, str]:
    """The digits of both values, place by place."""
    last = min(_exponent(one), _exponent(other))
    a, b = (str(int(value.scaleb(-last))) for value in (one, other))
    most = max(len(a), len(b))
    return a.zfill(most), b.zfill(most)


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent
