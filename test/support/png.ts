import { inflateSync } from 'node:zlib';

/** A picture with 8 bits for red, green, blue and alpha per pixel, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGBA = 6;
const BYTES = 4;

/** Reads a PNG (ISO/IEC 15948) of eight bits with alpha, not interlaced, which is what our icons are; throws for others. */
export function readPng(bytes: Buffer): Picture {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('It is no PNG');
  const chunks = new Map<string, Buffer>();
  for (let at = SIGNATURE.length; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    chunks.set(type, Buffer.concat([chunks.get(type) ?? Buffer.alloc(0), data]));
    at += 12 + length;
  }
  const head = chunks.get('IHDR')!;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  if (head[8] !== 8 || head[9] !== RGBA || head[12] !== 0) throw new Error('It is not of eight bits with alpha');
  return { width, height, rgba: unfilter(inflateSync(chunks.get('IDAT')!), width, height) };
}

function unfilter(raw: Buffer, width: number, height: number): Uint8Array {
  const stride = width * BYTES;
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)]!;
    for (let x = 0; x < stride; x += 1) {
      const left = x < BYTES ? 0 : pixels[y * stride + x - BYTES]!;
      const up = y === 0 ? 0 : pixels[(y - 1) * stride + x]!;
      const corner = x < BYTES || y === 0 ? 0 : pixels[(y - 1) * stride + x - BYTES]!;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      pixels[y * stride + x] = (raw[y * (stride + 1) + 1 + x]! + guess) & 0xff;
    }
  }
  return pixels;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
