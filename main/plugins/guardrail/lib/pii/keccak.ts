const MASK = (1n << 64n) - 1n;
const ROTATIONS = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
const LANES = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
const RATE = 136;

const rotate = (lane: bigint, by: number) => ((lane << BigInt(by)) | (lane >> BigInt(64 - by))) & MASK;

/** Keccak-256 of up to 135 bytes as Ethereum uses it, which SHA-3 and so Node’s crypto is not; hexadecimal. */
export function keccak256(bytes: Uint8Array): string {
  if (bytes.length >= RATE) throw new RangeError('keccak256 takes 135 bytes at most');
  const block = new Uint8Array(RATE);
  block.set(bytes);
  block[bytes.length]! ^= 0x01;
  block[RATE - 1]! ^= 0x80;
  const state = Array.from({ length: 25 }, () => 0n);
  const view = new DataView(block.buffer);
  for (let lane = 0; lane < RATE / 8; lane += 1) state[lane] = view.getBigUint64(lane * 8, true);
  permute(state);
  return state.slice(0, 4).map(littleEndianHex).join('');
}

const littleEndianHex = (lane: bigint) => {
  const bytes = lane.toString(16).padStart(16, '0').match(/../g)!;
  return bytes.reverse().join('');
};

function permute(state: bigint[]): void {
  let register = 1;
  for (let round = 0; round < 24; round += 1) {
    theta(state);
    let carried = state[1]!;
    LANES.forEach((lane, index) => {
      const next = state[lane]!;
      state[lane] = rotate(carried, ROTATIONS[index]!);
      carried = next;
    });
    for (let row = 0; row < 25; row += 5) {
      const lanes = state.slice(row, row + 5);
      for (let column = 0; column < 5; column += 1)
        state[row + column] = lanes[column]! ^ (~lanes[(column + 1) % 5]! & MASK & lanes[(column + 2) % 5]!);
    }
    // The round constants come from a shift register (FIPS 202, algorithm 5).
    for (let bit = 0; bit < 7; bit += 1) {
      if ((register & 1) === 1) state[0]! ^= 1n << BigInt((1 << bit) - 1);
      register = (register << 1) ^ ((register >> 7) * 0x171);
    }
  }
}

function theta(state: bigint[]): void {
  const columns = [0, 1, 2, 3, 4].map(
    (x) => state[x]! ^ state[x + 5]! ^ state[x + 10]! ^ state[x + 15]! ^ state[x + 20]!,
  );
  for (let index = 0; index < 25; index += 1) {
    const x = index % 5;
    state[index]! ^= columns[(x + 4) % 5]! ^ rotate(columns[(x + 1) % 5]!, 1);
  }
}
