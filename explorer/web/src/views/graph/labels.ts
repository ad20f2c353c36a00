// Where the names along a way are written so that none lies over another: all in pixels.

export interface Point {
  x: number;
  y: number;
}

export interface Spotted extends Point {
  key: string;
  // Radius of the spot, and width of its name.
  size: number;
  width: number;
}

export interface Lined {
  key: string;
  one: Point;
  other: Point;
  // Width of the words on it; 0 where there are none.
  width: number;
}

export type Side = "right" | "left" | "above" | "below";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const SIDES: readonly Side[] = ["right", "left", "above", "below"];
const HEIGHT = 18;
const MARGIN = 5;
const ROUND_WORDS = 16;
const SAMPLES = 24;
const IN_THE_WAY = 10;

// The side of each name, in the order given; null where there is no room for it on any.
export function sidesOf(
  spots: readonly Spotted[],
  lines: readonly Lined[],
  room: { width: number; height: number },
): Map<string, Side | null> {
  const taken = [...spots.map(discOf), ...lines.filter(({ width }) => width > 0).map(wordsOf)];
  const found = new Map<string, Side | null>();
  for (const spot of spots) {
    let best: { side: Side; box: Box; cost: number } | null = null;
    for (const side of SIDES) {
      const box = boxOf(spot, side);
      const inside =
        box.left >= 0 && box.top >= 0 && box.right <= room.width && box.bottom <= room.height;
      const over = taken.filter((other) => overlap(box, other)).length;
      const crossed = lines.filter((line) => crosses(line, box)).length;
      const cost = IN_THE_WAY * (over + Number(!inside)) + crossed;
      if (!best || cost < best.cost) best = { side, box, cost };
    }
    const free = best !== null && best.cost < IN_THE_WAY;
    found.set(spot.key, free && best ? best.side : null);
    if (free && best) taken.push(best.box);
  }
  return found;
}

// Whether words fit on a line between the spots at its ends.
export function fits({ one, other, width }: Lined): boolean {
  return Math.hypot(other.x - one.x, other.y - one.y) > width + 2 * ROUND_WORDS;
}

function discOf({ x, y, size }: Spotted): Box {
  return { left: x - size, top: y - size, right: x + size, bottom: y + size };
}

// Words follow their line, so that they take an upright box around its middle.
function wordsOf({ one, other, width }: Lined): Box {
  const angle = Math.atan2(other.y - one.y, other.x - one.x);
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const across = (cos * width + sin * HEIGHT) / 2;
  const down = (sin * width + cos * HEIGHT) / 2;
  const [x, y] = [(one.x + other.x) / 2, (one.y + other.y) / 2];
  return { left: x - across, top: y - down, right: x + across, bottom: y + down };
}

// Beside its own spot.
function boxOf({ x, y, size, width }: Spotted, side: Side): Box {
  const away = size + MARGIN;
  const half = { across: width / 2, down: HEIGHT / 2 };
  const at = {
    right: { x: x + away + half.across, y },
    left: { x: x - away - half.across, y },
    above: { x, y: y - away - half.down },
    below: { x, y: y + away + half.down },
  }[side];
  return {
    left: at.x - half.across,
    top: at.y - half.down,
    right: at.x + half.across,
    bottom: at.y + half.down,
  };
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

function crosses({ one, other }: Lined, box: Box): boolean {
  for (let step = 0; step <= SAMPLES; step += 1) {
    const x = one.x + ((other.x - one.x) * step) / SAMPLES;
    const y = one.y + ((other.y - one.y) * step) / SAMPLES;
    if (x > box.left && x < box.right && y > box.top && y < box.bottom) return true;
  }
  return false;
}
