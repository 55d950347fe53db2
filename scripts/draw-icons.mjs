#!/usr/bin/env node
// Draws the icons of the tray and of the program from their SVG sources: npm run icons. What it writes is committed, because
// drawing needs a Chromium ($CHROMIUM, else `chromium`).
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { icns, ico } from './icon-files.mjs';

const RESOURCES = resolve(import.meta.dirname, '../resources');
const STATES = ['protected', 'attention', 'degraded', 'paused', 'off', 'error'];
/**
 * Panels and task bars are light or dark and seldom say which; each of these is at least 3:1 on white and on #202020
 * (WCAG 2.2, 1.4.11).
 */
const INK = {
  protected: '#3d7be8',
  attention: '#9a6bf0',
  degraded: '#c07a12',
  paused: '#7a8698',
  off: '#7a8698',
  error: '#e0483e',
};
/** macOS takes the shape alone and colours it by itself. */
const TEMPLATE_INK = '#000000';
const TRAY_SIZES = [16, 18, 22, 32];
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48];
const BADGES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'];
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** Below this the plate is more in the way than of use. */
const SMALL_PX = 32;

const flags = ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'];
const browser = await chromium.launch({ executablePath: chromiumPath(), args: flags });
const page = await browser.newPage();
try {
  await drawTray();
  await drawProgram();
} finally {
  await browser.close();
}

async function drawTray() {
  await rm(at('tray/png'), { recursive: true, force: true });
  for (const state of STATES) {
    const source = await readFile(at(`tray/src/${state}.svg`), 'utf8');
    for (const size of TRAY_SIZES) {
      for (const [suffix, pixels] of [
        ['', size],
        ['@2x', size * 2],
      ]) {
        await write(`tray/png/${state}-${size}${suffix}.png`, (await draw(inked(source, INK[state]), pixels)).png);
        const template = await draw(inked(source, TEMPLATE_INK), pixels);
        await write(`tray/png/${state}-${size}Template${suffix}.png`, template.png);
      }
    }
    await write(`tray/${state}.ico`, ico(await drawAll(inked(source, INK[state]), WINDOWS_SIZES)));
  }
  const badge = await readFile(at('tray/src/badge.svg'), 'utf8');
  for (const count of BADGES) {
    const source = badge.replace('{count}', count).replace('"11"', count.length > 1 ? '"8.5"' : '"11"');
    const name = count.replace('+', '-or-more');
    await write(`tray/png/badge-${name}.png`, (await draw(source, 16)).png);
    await write(`tray/png/badge-${name}@2x.png`, (await draw(source, 32)).png);
  }
}

async function drawProgram() {
  const large = await readFile(at('app-icon/src/icon.svg'), 'utf8');
  const small = await readFile(at('app-icon/src/small.svg'), 'utf8');
  const drawn = [];
  for (const size of APP_SIZES) drawn.push(await draw(size <= SMALL_PX ? small : large, size));
  for (const { size, png } of drawn) await write(`app-icon/png/${size}x${size}.png`, png);
  await write('app-icon/icon.png', drawn.at(-1).png);
  await write('app-icon/icon.ico', ico(drawn.filter(({ size }) => size <= 256)));
  await write('app-icon/icon.icns', icns(drawn));
}

function at(path) {
  return resolve(RESOURCES, path);
}

async function write(path, bytes) {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), bytes);
}

function inked(source, ink) {
  return source.replace(/ color="#[0-9a-f]{6}"/, ` color="${ink}"`);
}

async function drawAll(source, sizes) {
  const drawn = [];
  for (const size of sizes) drawn.push(await draw(source, size));
  return drawn;
}

/** A square picture of `size` pixels: its PNG, and its pixels as RGBA from the top left. */
async function draw(source, size) {
  const { png, rgba } = await page.evaluate(
    async ({ svg, size: side }) => {
      const image = new globalThis.Image();
      const sized = svg.replace('<svg ', `<svg width="${side}" height="${side}" `);
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sized)}`;
      await image.decode();
      const canvas = new globalThis.OffscreenCanvas(side, side);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0, side, side);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      return {
        png: [...new Uint8Array(await blob.arrayBuffer())],
        rgba: [...context.getImageData(0, 0, side, side).data],
      };
    },
    { svg: source, size },
  );
  return { size, png: Buffer.from(png), rgba: Buffer.from(rgba) };
}

function chromiumPath() {
  return process.env.CHROMIUM ?? execFileSync('/bin/sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
}
