import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { badgePath, trayDirectory, trayIconPath } from '../../../../../main/electron/tray/tray-icon';
import type { TrayGlyph } from '../../../../../main/electron/tray/tray-state';
import { type Picture, readPng } from '../../../../support/png';

const ROOT = resolve(import.meta.dirname, '../../../../..');
const directory = trayDirectory({ isPackaged: false, resources: '', appPath: ROOT });
const GLYPHS: readonly TrayGlyph[] = ['protected', 'attention', 'degraded', 'paused', 'off', 'error'];
const SIZES = [16, 18, 22, 32];
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48];
const SOLID = 128;

const png = (name: string): Picture => readPng(readFileSync(join(directory, 'png', name)));
const alphaOf = ({ rgba }: Picture): readonly number[] => [...rgba].filter((_, index) => index % 4 === 3);

/** The pictures in a Windows icon: how large, and their pixels as BGRA from the bottom. */
function icoPictures(path: string) {
  const bytes = readFileSync(path);
  return Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => {
    const entry = bytes.subarray(6 + index * 16, 22 + index * 16);
    const [length, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)];
    const size = entry[0]! || 256;
    const body = bytes.subarray(offset, offset + length);
    const isPng = body.readUInt32BE(0) === 0x89504e47;
    return { size, isPng, width: isPng ? readPng(body).width : body.readInt32LE(4), body };
  });
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance([red, green, blue]: readonly number[]): number {
  const part = (value = 0): number => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
}
const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

describe('the icons of the tray', () => {
  it.each(GLYPHS)('%s is there for every system in every size', (glyph) => {
    for (const size of SIZES) {
      for (const kind of ['', 'Template']) {
        expect(png(`${glyph}-${size}${kind}.png`)).toMatchObject({ width: size, height: size });
        expect(png(`${glyph}-${size}${kind}@2x.png`)).toMatchObject({ width: size * 2, height: size * 2 });
      }
    }
    const pictures = icoPictures(trayIconPath(glyph, { directory, platform: 'win32' }));
    expect(pictures.map(({ size }) => size)).toEqual(WINDOWS_SIZES);
    expect(pictures.map(({ width }) => width)).toEqual(WINDOWS_SIZES);
    expect(existsSync(trayIconPath(glyph, { directory, platform: 'darwin' }))).toBe(true);
    expect(existsSync(trayIconPath(glyph, { directory, platform: 'linux' }))).toBe(true);
  });

  it.each(SIZES)('at %i pixels no two states have the same shape', (size) => {
    const shapes = GLYPHS.map((glyph) => alphaOf(png(`${glyph}-${size}.png`)).map((alpha) => alpha >= SOLID));
    for (const [index, shape] of shapes.entries()) {
      for (const other of shapes.slice(index + 1)) {
        const different = shape.filter((isSolid, at) => isSolid !== other[at]).length;
        // Four pixels of 256 and more: not only smoother edges.
        expect(different).toBeGreaterThan((size * size) / 64);
      }
    }
  });

  it.each(GLYPHS)('%s stays one pixel away from the edge, and the template is black', (glyph) => {
    for (const size of [16, 22]) {
      const { rgba } = png(`${glyph}-${size}Template.png`);
      for (let at = 0; at < size * size; at += 1) {
        const [x, y] = [at % size, Math.floor(at / size)];
        if (x === 0 || y === 0 || x === size - 1 || y === size - 1) expect(rgba[at * 4 + 3]).toBeLessThan(SOLID);
        expect([...rgba.subarray(at * 4, at * 4 + 3)]).toEqual([0, 0, 0]);
      }
    }
  });

  it.each(GLYPHS)('%s can be told from light and from dark panels', (glyph) => {
    const { rgba } = png(`${glyph}-32.png`);
    const solid = alphaOf(png(`${glyph}-32.png`)).findIndex((alpha) => alpha === 255);
    const ink = luminance([...rgba.subarray(solid * 4, solid * 4 + 3)]);
    expect(contrast(ink, 1)).toBeGreaterThanOrEqual(3);
    expect(contrast(ink, luminance([0x20, 0x20, 0x20]))).toBeGreaterThanOrEqual(3);
  });

  it('have a number for Windows up to nine, and one for more', () => {
    for (const count of [1, 9, 10, 200]) expect(existsSync(badgePath(count, directory))).toBe(true);
    expect(badgePath(10, directory)).toBe(badgePath(99, directory));
  });
});

describe('the icon of the program', () => {
  const icon = (name: string): string => join(ROOT, 'resources/app-icon', name);

  it('is there for every system', () => {
    expect(readPng(readFileSync(icon('icon.png')))).toMatchObject({ width: 1_024, height: 1_024 });
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1_024]) {
      expect(readPng(readFileSync(icon(`png/${size}x${size}.png`))).width).toBe(size);
    }
    const windows = icoPictures(icon('icon.ico'));
    expect(windows.map(({ size }) => size)).toEqual([16, 24, 32, 48, 64, 128, 256]);
    expect(windows.at(-1)?.isPng).toBe(true);
  });

  it('is the mark of the console, of its tab and of small sizes', () => {
    const shapes = (path: string): readonly string[] =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(/ d="([^"]+)"/g)].map(([, shape]) => shape!);
    const mark = shapes('resources/app-icon/src/small.svg');
    expect(mark).toHaveLength(2);
    expect(shapes('renderer/icon.svg')).toEqual(mark);
    // Prettier breaks lines of JSX.
    const rail = readFileSync(join(ROOT, 'renderer/shell/brand-mark.tsx'), 'utf8').matchAll(/\bd="([^"]+)"/g);
    expect([...rail].map(([, shape]) => shape)).toEqual(mark);
  });

  it('has the pictures that macOS asks for', () => {
    const bytes = readFileSync(icon('icon.icns'));
    expect(bytes.toString('latin1', 0, 4)).toBe('icns');
    expect(bytes.readUInt32BE(4)).toBe(bytes.length);
    const found = new Map<string, number>();
    for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4)) {
      found.set(
        bytes.toString('latin1', at, at + 4),
        readPng(bytes.subarray(at + 8, at + bytes.readUInt32BE(at + 4))).width,
      );
    }
    expect(Object.fromEntries(found)).toMatchObject({
      ic07: 128,
      ic08: 256,
      ic09: 512,
      ic10: 1_024,
      ic11: 32,
      ic14: 512,
    });
  });
});
