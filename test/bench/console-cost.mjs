import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startTemporaryGateway } from '../../scripts/temporary-gateway.mjs';
import { percentile } from './report.mjs';

const LINES = { quick: 10_000, full: 100_000 };
const FRAMES = { quick: 200, full: 1_000 };
/** What the main thread may take for one of fifty frames in a second. */
const BUDGET_MS = 20;
const ROWS_AT_A_TIME = [1, 10, 200];

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/** The record of a busy day, as an earlier version wrote it. */
async function writeRecord(directory, count) {
  const at = Date.UTC(2026, 0, 2);
  const line = (index) =>
    JSON.stringify({
      kind: 'request',
      at: at + index,
      traceId: '0'.repeat(32),
      correlationId: `old-${index}`,
      transport: 'http',
      face: 'aggregate',
      requestId: index,
      method: 'tools/call',
      server: index % 3 === 0 ? 'files' : 'everything',
      name: `tool_${index % 17}`,
      stage: 'responded',
      judgements: [],
      outcome: index % 20 === 0 ? 'blocked' : 'ok',
      ms: index % 90,
      previous: '0'.repeat(64),
    });
  await mkdir(join(directory, 'activity'), { recursive: true });
  const lines = Array.from({ length: count }, (_, index) => line(index));
  await writeFile(join(directory, 'activity/2026-01-02-1.jsonl'), `${lines.join('\n')}\n`);
}

async function consoleLink({ admin, dataDirectory }) {
  const { adminToken } = JSON.parse(await readFile(join(dataDirectory, 'run/gateway.json'), 'utf8'));
  const headers = { authorization: `Bearer ${adminToken}` };
  const answer = await fetch(`${admin}/api/v1/console/links`, { method: 'POST', headers });
  return (await answer.json()).data.url;
}

/** Scrolls a step per frame, and says for each how long the main thread was busy with it, painting included. */
async function scroll(page, { frames, rows }) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busyMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1_000;
  };
  const table = page.getByRole('table', { name: 'Activity' });
  const step = (count) =>
    table.evaluate(
      async (node, { count, rows }) => {
        const height = node.querySelector('[aria-rowindex="2"], [aria-rowindex]:not([aria-rowindex="1"])').offsetHeight;
        for (let frame = 0; frame < count; frame += 1) {
          const isAtEnd = node.scrollTop + node.clientHeight >= node.scrollHeight - height;
          node.scrollTop = isAtEnd ? 0 : node.scrollTop + rows * height;
          await new Promise((done) => globalThis.requestAnimationFrame(() => done()));
        }
      },
      { count, rows },
    );
  await step(50);
  const each = [];
  // A handful of frames at a time: asking costs the page something too.
  for (let done = 0; done < frames; done += 10) {
    const before = await busyMs();
    await step(10);
    each.push(((await busyMs()) - before) / 10);
  }
  await session.detach();
  return { rows, meanMs: each.reduce((sum, ms) => sum + ms, 0) / each.length, p95Ms: percentile(each, 0.95) };
}

/** What the record costs the browser’s main thread while somebody scrolls through it. */
export async function measureConsole({ isQuick }) {
  const mode = isQuick ? 'quick' : 'full';
  const executablePath = execFileSync('/bin/sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  const gateway = await startTemporaryGateway({ servers: {} });
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    await writeRecord(gateway.dataDirectory, LINES[mode]);
    const page = await browser.newPage({ viewport: { width: 1_180, height: 760 } });
    await page.goto(await consoleLink(gateway));
    await page.getByRole('navigation').waitFor();
    await page.goto(`${gateway.admin}/#/activity?text=old-`);
    const table = page.getByRole('table', { name: 'Activity' });
    await table.getByRole('row').nth(1).waitFor();
    const whole = page.getByText(new RegExp(`^${LINES[mode].toLocaleString('en')} lines$`));
    while (!(await whole.isVisible())) {
      await table.evaluate((node) => node.scrollTo(0, node.scrollHeight));
      await page.waitForTimeout(20);
    }
    const scrolls = [];
    for (const rows of ROWS_AT_A_TIME) scrolls.push(await scroll(page, { frames: FRAMES[mode], rows }));
    return { lines: LINES[mode], budgetMs: BUDGET_MS, drawn: await table.getByRole('row').count(), scrolls };
  } finally {
    await browser.close();
    await gateway.stop();
  }
}

const share = (ms) => `${((ms / BUDGET_MS) * 100).toFixed(0)} %`;

export function renderConsole({ lines, drawn, scrolls }) {
  return [
    `console, ${lines.toLocaleString('en')} lines of the record, ${drawn} of them drawn; main thread per frame, ` +
      `and its share of the ${BUDGET_MS} ms that 50 frames a second leave`,
    'rows per frame   mean ms    share    p95 ms    share',
    ...scrolls.map(({ rows, meanMs, p95Ms }) =>
      [
        String(rows).padEnd(14),
        meanMs.toFixed(2).padStart(10),
        share(meanMs).padStart(9),
        p95Ms.toFixed(2).padStart(10),
        share(p95Ms).padStart(9),
      ].join(''),
    ),
  ].join('\n');
}
