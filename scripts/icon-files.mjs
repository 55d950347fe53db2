/** Up to here pictures are bitmaps, which every program can read; above, PNG, as Windows has had it since Vista. */
const LARGEST_BITMAP_PX = 128;
const ICO_HEADER_BYTES = 6;
const ICO_ENTRY_BYTES = 16;
const BITMAP_HEADER_BYTES = 40;

/** A Windows icon of square pictures `{ size, png, rgba }`. */
export function ico(pictures) {
  const header = Buffer.alloc(ICO_HEADER_BYTES);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  const bodies = pictures.map((picture) => (picture.size > LARGEST_BITMAP_PX ? picture.png : bitmap(picture)));
  let offset = ICO_HEADER_BYTES + ICO_ENTRY_BYTES * pictures.length;
  const entries = pictures.map(({ size }, index) => {
    const entry = Buffer.alloc(ICO_ENTRY_BYTES);
    // 256 does not fit into a byte and is written as 0.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(bodies[index].length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += bodies[index].length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...bodies]);
}

/** A BITMAPINFOHEADER, the rows from the bottom as BGRA, and a mask that hides what is all but transparent. */
function bitmap({ size, rgba }) {
  const header = Buffer.alloc(BITMAP_HEADER_BYTES);
  header.writeUInt32LE(BITMAP_HEADER_BYTES, 0);
  header.writeInt32LE(size, 4);
  // Both halves: colours and mask.
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(size * size * 4);
  const maskRowBytes = Math.ceil(size / 32) * 4;
  const mask = Buffer.alloc(maskRowBytes * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4;
      const row = size - 1 - y;
      const [red, green, blue, alpha] = rgba.subarray(from, from + 4);
      colours.set([blue, green, red, alpha], (row * size + x) * 4);
      if (alpha === 0) mask[row * maskRowBytes + (x >> 3)] |= 0x80 >> (x & 7);
    }
  }
  return Buffer.concat([header, colours, mask]);
}

/** Which pictures a macOS icon holds, by the names of Apple’s format: points, and the same at double density. */
const ICNS_TYPES = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
  ['ic10', 1024],
];

/** A macOS icon of square pictures `{ size, png }`. */
export function icns(pictures) {
  const parts = ICNS_TYPES.map(([type, size]) => {
    const { png } = pictures.find((picture) => picture.size === size);
    return Buffer.concat([icnsHead(type, png.length), png]);
  });
  const body = Buffer.concat(parts);
  return Buffer.concat([icnsHead('icns', body.length), body]);
}

function icnsHead(type, bytes) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(bytes + head.length, 4);
  return head;
}
