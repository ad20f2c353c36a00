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
  const taken = [...spots.map(discOf), ...lines.filter(({ width }) => width > 0).flatMap(wordsOf)];
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

// The lines whose words fit between the spots at their ends, and lie over no other line's words.
export function wordedOf(lines: readonly Lined[]): Set<string> {
  const taken: Box[] = [];
  const found = new Set<string>();
  for (const line of lines) {
    const { one, other, width } = line;
    if (Math.hypot(other.x - one.x, other.y - one.y) < width + 2 * ROUND_WORDS) continue;
    const boxes = wordsOf(line);
    if (boxes.some((box) => taken.some((held) => overlap(box, held)))) continue;
    taken.push(...boxes);
    found.add(line.key);
  }
  return found;
}

function discOf({ x, y, size }: Spotted): Box {
  return { left: x - size, top: y - size, right: x + size, bottom: y + size };
}

// Words follow their line, so that they take small boxes one after another along its middle.
function wordsOf({ one, other, width }: Lined): Box[] {
  const long = Math.max(1, Math.hypot(other.x - one.x, other.y - one.y));
  const count = Math.max(1, Math.ceil(width / HEIGHT));
  return Array.from({ length: count }, (_, n) => {
    const along = long / 2 + width * ((n + 0.5) / count - 0.5);
    const x = one.x + ((other.x - one.x) * along) / long;
    const y = one.y + ((other.y - one.y) * along) / long;
    const half = HEIGHT / 2;
    return { left: x - half, top: y - half, right: x + half, bottom: y + half };
  });
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
