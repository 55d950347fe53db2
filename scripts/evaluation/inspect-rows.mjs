import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = resolve(dirname(fileURLToPath(import.meta.url)), '../../dist/headless.js');

/**
 * Puts rows to `inspect`, the way anybody can; resolves with one answer for each, in their order. Of several runs, each by a
 * program that has just begun, the least time of each row counts: more is what others on the machine took.
 */
export async function inspectRows(rows, phase, runs = 1) {
  const judged = await inspectOnce(rows, phase);
  for (let run = 1; run < runs; run += 1) {
    (await inspectOnce(rows, phase)).forEach(({ answer: { ms } }, index) => {
      const { answer } = judged[index];
      answer.ms = Math.min(answer.ms, ms);
    });
  }
  return judged;
}

async function inspectOnce(rows, phase) {
  const child = spawn(process.execPath, [PROGRAM, 'inspect', '--phase', phase, '--jsonl', '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.on('exit', done));
  const answers = [];
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line));
  })();
  for (const row of rows) {
    const item = phase === 'listing' && row.tool !== undefined ? { tool: row.tool } : { text: row.text };
    if (!child.stdin.write(`${JSON.stringify({ id: row.id, ...item })}\n`)) {
      await new Promise((drained) => child.stdin.once('drain', drained));
    }
  }
  child.stdin.end();
  await reading;
  const code = await ended;
  if (code !== 0 || answers.length !== rows.length)
    throw new Error(`inspect ended with ${code}, ${answers.length} answers`);
  return answers.map((answer, index) => ({ row: rows[index], answer }));
}
