import type { Rectangle } from 'electron';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** So much of a window must be seen for a person to take hold of it, in pixels. */
const LEAST_SEEN = 80;

/**
 * Where a window that stood at `kept` goes now: as it was when enough of it lies on a screen, else in the middle of the first,
 * and never larger than the screen that it is on.
 */
export function clampToScreens(kept: Rectangle, workAreas: readonly Rectangle[]): Rectangle {
  const [first] = workAreas;
  if (first === undefined) return kept;
  const area = workAreas.find((one) => seenWidth(kept, one) >= LEAST_SEEN && seenHeight(kept, one) >= LEAST_SEEN);
  const screen = area ?? first;
  const width = Math.min(kept.width, screen.width);
  const height = Math.min(kept.height, screen.height);
  if (area === undefined) return middleOf(screen, { width, height });
  return {
    width,
    height,
    x: between(kept.x, screen.x, screen.x + screen.width - width),
    y: between(kept.y, screen.y, screen.y + screen.height - height),
  };
}

const seenWidth = (a: Rectangle, b: Rectangle): number => Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
const seenHeight = (a: Rectangle, b: Rectangle): number =>
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);

export function middleOf(screen: Rectangle, { width, height }: Size): Rectangle {
  return {
    width,
    height,
    x: Math.round(screen.x + (screen.width - width) / 2),
    y: Math.round(screen.y + (screen.height - height) / 2),
  };
}

const between = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/** How far the window that asks stays from edges and from the pointer, in pixels. */
const GAP = 12;

export interface PromptPlace {
  /** Of the display in use. */
  readonly workArea: Rectangle;
  readonly size: Size;
  readonly pointer: Point;
  /** Where the tray’s icon is, where that is known. */
  readonly tray?: Rectangle | undefined;
}

/**
 * Where the window that asks appears: in the corner nearest the tray, else at the upper right; never under the pointer, where
 * a click that was meant for something else would meet it.
 */
export function placePrompt({ workArea, size, pointer, tray }: PromptPlace): Rectangle {
  const width = Math.min(size.width, workArea.width);
  const height = Math.min(size.height, workArea.height);
  const left = workArea.x + GAP;
  const right = workArea.x + workArea.width - width - GAP;
  const top = workArea.y + GAP;
  const bottom = workArea.y + workArea.height - height - GAP;
  const corners = [
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: top },
    { x: left, y: bottom },
  ];
  const free = corners.filter((corner) => !isUnder(pointer, { ...corner, width, height }));
  const [place] = free.sort((a, b) => distance(a, tray) - distance(b, tray));
  return { ...(place ?? corners[0]!), width, height };

  function distance(corner: Point, icon: Rectangle | undefined): number {
    if (icon === undefined) return 0;
    return Math.hypot(corner.x + width / 2 - icon.x, corner.y + height / 2 - icon.y);
  }
}

function isUnder({ x, y }: Point, area: Rectangle): boolean {
  return x >= area.x - GAP && x <= area.x + area.width + GAP && y >= area.y - GAP && y <= area.y + area.height + GAP;
}

const NARROWEST_PX = 420;
const USUAL_WIDTH_PX = 480;
const LOWEST_PX = 320;
const LARGEST_SHARE = 0.7;

/** How large the window that asks is for a page of this height. */
export function promptSize(pageHeight: number, workArea: Rectangle): Size {
  const highest = Math.floor(workArea.height * LARGEST_SHARE);
  return {
    width: Math.max(Math.min(USUAL_WIDTH_PX, workArea.width), NARROWEST_PX),
    height: between(Math.ceil(pageHeight), Math.min(LOWEST_PX, highest), highest),
  };
}
