// Runs the official conformance suite against the fixture, and through the built gateway in every combination of eras.
// `--leg NAME` runs one leg, `--json` writes the verdicts with every check as JSON.
import { fileURLToPath } from 'node:url';
import { buildWhenStale } from '../../scripts/build-when-stale.mjs';
import { CLIENT_LEGS, readClientRequirements, runClientScenarios } from './client-legs.mjs';
import { installSuite } from './install-suite.mjs';
import { readRequirements, runSuite } from './run-suite.mjs';
import { SERVER_LEGS } from './server-legs.mjs';
import { countScenarios, formatProblems, formatTable, judgeLeg } from './verdicts.mjs';

const AT_ONCE = 3;

/** What can be run by itself: one leg in one revision. */
function listRuns() {
  const server = SERVER_LEGS.flatMap(({ name, revisions, open }) =>
    revisions.map((revision) => ({ name, revision, base: 'direct', run: (suite) => runServer(suite, revision, open) })),
  );
  const client = CLIENT_LEGS.flatMap(({ name, base, revisions, ...leg }) =>
    revisions.map((revision) => ({ name, revision, base, run: (suite) => runClient(suite, revision, leg) })),
  );
  // The longest first: what is played one scenario after the other is not waited for alone.
  return [...client.reverse(), ...server];
}

async function runServer(suite, revision, open) {
  const requirements = await readRequirements(suite, revision, 'server');
  const { url, stop } = await open();
  try {
    const args = ['server', '--url', url, '--requirements', revision];
    return { requirements, results: await runSuite(suite, { args, prefix: 'server-' }) };
  } finally {
    await stop();
  }
}

async function runClient(suite, revision, { options, plays }) {
  const requirements = await readClientRequirements(suite, revision, plays);
  const scenarios = [...requirements.required, ...requirements.reported];
  return { requirements, results: await runClientScenarios(suite, { options, revision, scenarios }) };
}

/** Does so many jobs at once; the results come in the order of the jobs. */
async function doJobs(jobs, atOnce) {
  const results = new Array(jobs.length);
  const waiting = [...jobs.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

/**
 * Runs every leg, or the one named and what it is compared with. Resolves with the verdict on each leg and revision;
 * `countScenarios` says how many scenarios went as expected.
 */
export async function runConformance({ only } = {}) {
  const all = listRuns();
  const wanted = all.filter(({ name }) => only === undefined || name === only);
  if (wanted.length === 0) throw new Error(`There is no leg "${only}"`);
  const isBase = (run) => wanted.some(({ base, revision }) => base === run.name && revision === run.revision);
  const runs = all.filter((run) => wanted.includes(run) || isBase(run));
  await buildWhenStale();
  const suite = await installSuite();
  const done = await doJobs(
    runs.map((run) => async () => ({ ...run, ...(await run.run(suite)) })),
    AT_ONCE,
  );
  const judge = ({ name: leg, revision, base, requirements, results }) => {
    const isBase = leg === base;
    const reference = isBase ? undefined : done.find((one) => one.name === base && one.revision === revision)?.results;
    return judgeLeg({ leg, revision, requirements, results, reference });
  };
  const verdicts = [];
  for (const one of done) {
    const verdict = await judge(one);
    const isAsExpected = countScenarios([verdict]).failed === 0;
    verdicts.push(isAsExpected ? verdict : await judge({ ...one, ...(await playAgain(one, suite)) }));
  }
  return verdicts;
}

/** The suite waits half a second for some answers, which a busy machine does not always give it: the second word counts, said alone. */
async function playAgain(run, suite) {
  process.stderr.write(`${run.name} ${run.revision} is played again, with nothing beside it\n`);
  return run.run(suite);
}

async function main(args) {
  const only = args.includes('--leg') ? args[args.indexOf('--leg') + 1] : undefined;
  const startedAt = performance.now();
  const verdicts = await runConformance({ only });
  const { passed, failed } = countScenarios(verdicts);
  if (args.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ passed, failed, verdicts })}\n`);
  } else {
    for (const problem of formatProblems(verdicts)) process.stdout.write(`FAILED ${problem}\n`);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    process.stdout.write(`\n${formatTable(verdicts)}\n\nThat took ${seconds} s.\n`);
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
  return failed === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2)).catch((failure) => {
    process.stderr.write(`${failure.stack}\n`);
    return 1;
  });
}
