import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = resolve(dirname(fileURLToPath(import.meta.url)), '../../dist/headless.js');

/** Puts rows to `inspect`, the way anybody can; resolves with one answer for each, in their order. */
export async function inspectRows(rows, phase) {
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
