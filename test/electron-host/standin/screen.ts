import { EventEmitter } from 'node:events';
import type { Point, Rectangle } from 'electron';

export interface StandInDisplay {
  readonly id: number;
  readonly bounds: Rectangle;
  readonly workArea: Rectangle;
  readonly scaleFactor: number;
}

/** One screen of 1280 by 800 with a bar of 32 at its top. */
const FIRST: StandInDisplay = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1_280, height: 800 },
  workArea: { x: 0, y: 32, width: 1_280, height: 768 },
  scaleFactor: 1,
};

export class StandInScreen extends EventEmitter {
  #displays: readonly StandInDisplay[] = [FIRST];
  #pointer: Point = { x: 640, y: 400 };

  getAllDisplays(): readonly StandInDisplay[] {
    return this.#displays;
  }

  getPrimaryDisplay(): StandInDisplay {
    return this.#displays[0] ?? FIRST;
  }

  getDisplayNearestPoint(point: Point): StandInDisplay {
    return this.#displays.find(({ bounds }) => holds(bounds, point)) ?? this.getPrimaryDisplay();
  }

  getDisplayMatching({ x, y, width, height }: Rectangle): StandInDisplay {
    return this.getDisplayNearestPoint({ x: x + width / 2, y: y + height / 2 });
  }

  getCursorScreenPoint(): Point {
    return this.#pointer;
  }

  /** For tests. */
  setPointer(point: Point): void {
    this.#pointer = point;
  }

  /** For tests: other screens than before. */
  setWorkAreas(areas: readonly Rectangle[]): void {
    this.#displays = areas.map((area, index) => ({ id: index + 1, bounds: area, workArea: area, scaleFactor: 1 }));
    this.emit('display-metrics-changed', {}, this.getPrimaryDisplay(), ['workArea']);
  }
}

const holds = (area: Rectangle, { x, y }: Point): boolean =>
  x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height;

export const screen = new StandInScreen();
