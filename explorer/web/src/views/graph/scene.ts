// What is drawn, put together from what was asked: spots at the places that were laid out ahead.

import type { Origin } from "../../parts";
import type { Chosen } from "./address";
import type { Community, Drawing, Entity, GraphLink, Neighbours, Paths } from "./queries";

export interface Spot {
  key: string;
  community: Community | null;
  entity: Entity | null;
  x: number;
  y: number;
  // In the units of x and y.
  radius: number;
  // Of the way that is looked at.
  onWay: boolean;
}

export interface Line {
  key: string;
  one: string;
  other: string;
  // How many links it stands for, and these where they are known one by one.
  count: number;
  links: readonly GraphLink[];
  origin: Origin | null;
  onWay: boolean;
}

export interface Scene {
  spots: ReadonlyMap<string, Spot>;
  lines: ReadonlyMap<string, Line>;
}

const OF_COMMUNITY = "community ";

export function communityKey(key: string): string {
  return OF_COMMUNITY + key;
}

export function sceneOf(
  drawing: Drawing | undefined,
  around: readonly Neighbours[],
  paths: Paths | undefined,
  named: readonly Entity[],
  chosen: Chosen,
): Scene {
  const building = new Building(chosen.without);
  for (const entity of named) building.entity(entity);
  if (drawing && !chosen.everything) building.drawing(drawing);
  for (const neighbours of around) building.neighbours(neighbours);
  if (paths) building.paths(paths);
  return building;
}

class Building implements Scene {
  readonly spots = new Map<string, Spot>();
  readonly lines = new Map<string, Line>();
  private readonly without: ReadonlySet<string>;

  constructor(without: ReadonlySet<string>) {
    this.without = without;
  }

  drawing(drawing: Drawing): void {
    for (const one of drawing.communities) this.community(one);
    for (const one of drawing.entities) this.entity(one);
    const named = new Set(drawing.communities.map(({ key }) => key));
    const key = (name: string) => (named.has(name) ? communityKey(name) : name);
    for (const { one, other, links } of drawing.bonds) this.bond(key(one), key(other), links);
    this.links(drawing.links);
  }

  neighbours({ entity, neighbours }: Neighbours): void {
    this.entity(entity);
    for (const near of neighbours) {
      this.entity(near.entity);
      this.links(near.links);
    }
  }

  paths({ ways }: Paths): void {
    for (const way of ways) {
      for (const one of way.entities) this.entity(one, true);
      for (const step of way.steps) this.links(step.links, true);
    }
  }

  private community(community: Community): void {
    const key = communityKey(community.key);
    const { x, y, radius } = community;
    this.spots.set(key, { key, community, entity: null, x, y, radius, onWay: false });
  }

  entity(entity: Entity, onWay = false): void {
    const held = this.spots.get(entity.id);
    if (held) held.onWay ||= onWay;
    else if (onWay || !this.without.has(entity.label)) {
      const { x, y } = entity;
      const radius = radiusOf(entity.centrality);
      this.spots.set(entity.id, { key: entity.id, community: null, entity, x, y, radius, onWay });
    }
  }

  private bond(one: string, other: string, count: number): void {
    if (!this.spots.has(one) || !this.spots.has(other)) return;
    const key = pairKey(one, other);
    this.lines.set(key, { key, one, other, count, links: [], origin: null, onWay: false });
  }

  private links(links: readonly GraphLink[], onWay = false): void {
    for (const link of links) {
      if (!this.spots.has(link.start) || !this.spots.has(link.end)) continue;
      const key = pairKey(link.start, link.end);
      const held = this.lines.get(key);
      const all = held ? [...held.links] : [];
      if (!all.some((one) => same(one, link))) all.push(link);
      this.lines.set(key, {
        key,
        one: held?.one ?? link.start,
        other: held?.other ?? link.end,
        count: all.length,
        links: all,
        origin: originOfAll(all),
        onWay: onWay || (held?.onWay ?? false),
      });
    }
  }
}

// As the layout has it (explorer/network/tables.py).
export function radiusOf(centrality: number): number {
  return 0.5 * Math.cbrt(Math.min(60, Math.max(0.3, centrality)));
}

function pairKey(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

function same(one: GraphLink, other: GraphLink): boolean {
  return (
    one.start === other.start &&
    one.relation === other.relation &&
    one.role === other.role &&
    one.origin === other.origin
  );
}

// What several links between two say together: what was accepted or catalogued stands.
export function originOfAll(links: readonly GraphLink[]): Origin {
  const order: Origin[] = ["accepted", "catalogue", "machine", "rejected"];
  return order.find((origin) => links.some((link) => link.origin === origin)) ?? "catalogue";
}
