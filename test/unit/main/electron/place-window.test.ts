import { describe, expect, it } from 'vitest';
import { clampToScreens, placePrompt, promptSize } from '../../../../main/electron/windows/place-window';

const laptop = { x: 0, y: 32, width: 1_280, height: 768 };
const beside = { x: 1_280, y: 0, width: 1_920, height: 1_080 };

describe('where the console goes', () => {
  it('stays where it was while enough of it can be seen', () => {
    const kept = { x: 1_400, y: 100, width: 900, height: 700 };
    expect(clampToScreens(kept, [laptop, beside])).toEqual(kept);
  });

  it('comes to the middle of the first screen when its own is gone', () => {
    const kept = { x: 1_400, y: 100, width: 900, height: 700 };
    expect(clampToScreens(kept, [laptop])).toEqual({ x: 190, y: 66, width: 900, height: 700 });
  });

  it('is pushed back in, and is no larger than its screen', () => {
    expect(clampToScreens({ x: -300, y: -50, width: 900, height: 700 }, [laptop])).toMatchObject({ x: 0, y: 32 });
    expect(clampToScreens({ x: 10, y: 40, width: 5_000, height: 5_000 }, [laptop])).toEqual(laptop);
  });

  it('is left alone where the system names no screen', () => {
    const kept = { x: 1, y: 2, width: 3, height: 4 };
    expect(clampToScreens(kept, [])).toBe(kept);
  });
});

describe('where the window that asks goes', () => {
  const size = { width: 480, height: 500 };

  it('is the upper right, else the corner nearest the tray', () => {
    const pointer = { x: 640, y: 400 };
    expect(placePrompt({ workArea: laptop, size, pointer })).toMatchObject({ x: 788, y: 44 });
    const tray = { x: 1_200, y: 790, width: 24, height: 24 };
    expect(placePrompt({ workArea: laptop, size, pointer, tray })).toMatchObject({ x: 788, y: 288 });
  });

  it('is never under the pointer', () => {
    for (let x = laptop.x; x < laptop.width; x += 40) {
      for (let y = laptop.y; y < laptop.y + laptop.height; y += 40) {
        const place = placePrompt({ workArea: laptop, size, pointer: { x, y } });
        const isUnder = x >= place.x && x <= place.x + place.width && y >= place.y && y <= place.y + place.height;
        expect(isUnder, `${x} ${y}`).toBe(false);
      }
    }
  });

  it('has the height of its page between a least one and 70 % of the screen', () => {
    expect(promptSize(10, laptop)).toEqual({ width: 480, height: 320 });
    expect(promptSize(400.2, laptop)).toEqual({ width: 480, height: 401 });
    expect(promptSize(5_000, laptop)).toEqual({ width: 480, height: 537 });
    expect(promptSize(400, { x: 0, y: 0, width: 320, height: 400 })).toEqual({ width: 420, height: 280 });
  });
});
