import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install-packages.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const inPackage = (path) => join(ROOT, 'node_modules', path);

/** Each counts as one test. The import walls are tests of their own, in test/architecture. */
const CHECKS = [
  { name: 'types', command: [inPackage('typescript/bin/tsc'), '-b'] },
  { name: 'lint', command: [inPackage('eslint/bin/eslint.js'), '.'] },
  { name: 'format', command: [inPackage('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', command: [inPackage('knip/bin/knip.js')] },
  { name: 'build', command: [inPackage('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'] },
];

const CHECKS_AT_ONCE = 2;

function run(command) {
  return new Promise((done) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
  });
}

async function runChecks() {
  const waiting = [...CHECKS];
  let failed = 0;
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const startedAt = performance.now();
      const passed = await run(check.command);
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      process.stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)\n`);
      if (!passed) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, work));
  return { passed: CHECKS.length - failed, failed, skipped: 0 };
}

/** Reads vitest's report. A file that did not load, or a run that broke off, is a failure too. */
function readReport(path, exitedWell) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    process.stdout.write('The test run ended without a report.\n');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = report.numFailedTests + unloaded.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !exitedWell ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function runTests(extra) {
  installPackages();
  const folder = mkdtempSync(join(tmpdir(), 'test-report-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const exitedWell = await run([inPackage('vitest/vitest.mjs'), 'run', ...reporters, ...extra]);
    return readReport(report, exitedWell);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The official conformance suite, through the built gateway. */
function runConformance() {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, 'test/conformance/run.mjs')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (part) => (text += part));
    child.on('error', () => done({ passed: 0, failed: 1, skipped: 0 }));
    child.on('exit', (code) => {
      const counted = /(\d+) passed, (\d+) failed\s*$/.exec(text);
      // Its own count line is left out: only the whole run may end with one.
      process.stdout.write(text.replace(/\d+ passed, \d+ failed\s*$/, ''));
      const failed = Number(counted?.[2] ?? 1);
      done({ passed: Number(counted?.[1] ?? 0), failed: failed === 0 && code !== 0 ? 1 : failed, skipped: 0 });
    });
  });
}

const options = process.argv.slice(2);
const onlyStatic = options.includes('--static');
const counts = [await runChecks()];
if (!onlyStatic) counts.push(await runTests(options));
// Narrowed runs are for one thing at a time.
if (!onlyStatic && options.length === 0) counts.push(await runConformance());
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);

// Only a whole run ends with the plain count line.
if (onlyStatic) {
  process.stdout.write(sum('failed') === 0 ? '\nAll checks are fine.\n' : `\nChecks that object: ${sum('failed')}\n`);
  process.exit(sum('failed') === 0 ? 0 : 1);
}
if (sum('skipped') > 0) process.stdout.write(`\n${sum('skipped')} skipped\n`);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
