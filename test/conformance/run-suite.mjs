import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const COMPILED = join(ROOT, 'node_modules/.cache/conformance-compiled');
const RUN_WITHIN_MS = 120_000;

/** Which scenarios a revision asks of `server` or `client`, and which of them it merely reports. */
export async function readRequirements({ requirements, yaml }, revision, role) {
  const set = yaml.parse(await readFile(join(requirements, `${revision}.yaml`), 'utf8'));
  const reported = set.not_scored.filter(({ leg }) => leg === role).map(({ scenario }) => scenario);
  return { required: set[role], reported };
}

/** What the suite says on its way is not looked at: everything is in the results. */
function runProgram({ node, program }, args) {
  // It is started for each scenario anew: what Node 22 compiled once is kept for the next.
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILED };
  const child = spawn(node, [program, ...args], { cwd: ROOT, stdio: 'ignore', env });
  const timer = setTimeout(() => child.kill('SIGKILL'), RUN_WITHIN_MS);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', () => {
      clearTimeout(timer);
      done();
    });
  });
}

/** A folder of results is named after its scenario and the time; scenarios of a group have a folder in between. */
async function readResults(folder, prefix) {
  const results = new Map();
  const files = await readdir(folder, { recursive: true });
  for (const file of files.map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('/checks.json'))) {
    const scenario = file.slice(prefix.length, -'/checks.json'.length).replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '');
    results.set(scenario, JSON.parse(await readFile(join(folder, file), 'utf8')));
  }
  return results;
}

/** Runs the suite once and resolves with the checks of each scenario. */
export async function runSuite(suite, { args, prefix = '' }) {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    await runProgram(suite, [...args, '--output-dir', folder]);
    return await readResults(folder, prefix);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
