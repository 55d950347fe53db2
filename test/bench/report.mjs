export function median(values) {
  return percentile(values, 0.5);
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

const COLUMNS = [
  ['p50 ms', (row) => row.p50Ms, 2],
  ['p99 ms', (row) => row.p99Ms, 2],
  ['calls/s', (row) => row.callsPerSecond, 0],
  ['CPU ms/call', (row) => row.cpuMsPerCall, 3],
  ['idle RSS MiB', (row) => row.memory?.rssMiB, 0],
  ['idle PSS MiB', (row) => row.memory?.pssMiB, 0],
  ['processes', (row) => row.memory?.processes, 0],
];

const show = (value, digits) => (value === undefined ? '–' : value.toFixed(digits));
const ratio = (value, base) => (value === undefined || !base ? '–' : `${(value / base).toFixed(2)}×`);

function layOut(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))))
    .map((line) => line.join('  '))
    .join('\n');
}

/** The numbers, then the same numbers as multiples of each peer's. */
export function renderReport(rows) {
  const head = COLUMNS.map(([title]) => title);
  const numbers = rows.map((row) => [row.name, ...COLUMNS.map(([, value, digits]) => show(value(row), digits))]);
  const tables = [layOut([['', ...head], ...numbers])];
  for (const peer of rows.filter(({ name }) => name === 'direct' || name === 'mcp-proxy')) {
    const others = rows.filter((row) => row !== peer);
    const ratios = others.map((row) => [row.name, ...COLUMNS.map(([, value]) => ratio(value(row), value(peer)))]);
    tables.push(layOut([[`as multiples of ${peer.name}`, ...head], ...ratios]));
  }
  return tables.join('\n\n');
}
