export function median(values) {
  return percentile(values, 0.5);
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

const SPEED = [
  ['p50 ms', (row) => row.p50Ms, 3],
  ['p99 ms', (row) => row.p99Ms, 2],
  ['calls/s', (row) => row.callsPerSecond, 0],
  ['CPU ms/call', (row) => row.cpuMsPerCall, 3],
  ['of it in front', (row) => row.ownCpuMsPerCall, 3],
];

/** What the calls cost the one who makes them: no quality of what is measured. */
const LOADER = ['loader’s CPU', (row) => row.loaderCpuMsPerCall, 3];

const MEMORY = [
  ['processes', (row) => row.memory?.processes, 0],
  ['RSS MiB', (row) => row.memory?.rssMiB, 0],
  ['PSS MiB', (row) => row.memory?.pssMiB, 0],
  ['RSS of the front', (row) => row.memory?.ownRssMiB, 0],
];

const PEERS = ['direct', 'mcp-proxy'];

const show = (value, digits) => (value === undefined ? '–' : value.toFixed(digits));
const ratio = (value, base) => (value === undefined || !base ? '–' : `${(value / base).toFixed(2)}×`);

function layOut(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))))
    .map((line) => line.join('  ').trimEnd())
    .join('\n');
}

function layOutNumbers(rows, columns) {
  const lines = rows.map((row) => [row.name, ...columns.map(([, value, digits]) => show(value(row), digits))]);
  return layOut([['', ...columns.map(([title]) => title)], ...lines]);
}

/** The same numbers as multiples of each peer's. */
function layOutRatios(rows, columns) {
  const head = columns.map(([title]) => title);
  const tables = [];
  for (const peer of rows.filter(({ name }) => PEERS.includes(name))) {
    const others = rows.filter((row) => row !== peer);
    if (others.length === 0) continue;
    const ratios = others.map((row) => [row.name, ...columns.map(([, value]) => ratio(value(row), value(peer)))]);
    tables.push(layOut([[`as multiples of ${peer.name}`, ...head], ...ratios]));
  }
  return tables;
}

/** Speed for each protocol version, then memory, which does not depend on it. */
export function renderReport(rows) {
  const versions = [...new Set(rows.map(({ protocolVersion }) => protocolVersion))];
  const speeds = versions.map((version) => {
    const lanes = rows.filter(({ protocolVersion }) => protocolVersion === version);
    return `protocol version ${version}\n\n${[layOutNumbers(lanes, [...SPEED, LOADER]), ...layOutRatios(lanes, SPEED)].join('\n\n')}`;
  });
  // Faces of one target are the same processes.
  const targets = rows.filter((row, at) => rows.findIndex(({ target }) => target === row.target) === at);
  const memory = targets.map((row) => ({ ...row, name: row.target }));
  return [
    ...speeds,
    `idle memory after one call\n\n${[layOutNumbers(memory, MEMORY), ...layOutRatios(memory, MEMORY)].join('\n\n')}`,
  ].join('\n\n\n');
}
