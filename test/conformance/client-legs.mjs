import { readRequirements, runSuite } from './run-suite.mjs';

const DRIVER = 'test/conformance/client/drive.mjs';

const REVISIONS = ['2025-11-25', '2026-07-28'];

const isAuthorization = (scenario) => scenario.startsWith('auth/');
const isOther = (scenario) => !isAuthorization(scenario);

/**
 * What the suite starts as a client, and what each plays. Authorization is nothing that a client does through a gateway:
 * the gateway does it, and a person signs in at the gateway.
 */
export const CLIENT_LEGS = [
  { name: 'client-direct', base: 'client-direct', revisions: REVISIONS, options: [], plays: isOther },
  { name: 'client', base: 'client-direct', revisions: REVISIONS, options: ['--gateway'], plays: isOther },
  { name: 'client-auth', base: 'client-auth', revisions: REVISIONS, options: ['--gateway'], plays: isAuthorization },
];

/** What servers of the first revision with authorization did; the suite asks it of no later one, and they are still there. */
const FORMER = { revision: '2025-03-26', scenario: /^auth\/2025-03-26-/ };
const FORMER_SCENARIOS = ['auth/2025-03-26-oauth-metadata-backcompat', 'auth/2025-03-26-oauth-endpoint-fallback'];

/** Which client scenarios a leg plays. */
export async function readClientRequirements(suite, revision, plays) {
  const { required, reported } = await readRequirements(suite, revision, 'client');
  const all = [...new Set([...reported, ...FORMER_SCENARIOS])];
  return { required: required.filter(plays), reported: all.filter(plays) };
}

/** Plays one scenario after the other: the suite's own parallel run disturbs those that measure time. */
export async function runClientScenarios(suite, { options, revision, scenarios }) {
  const results = new Map();
  for (const scenario of scenarios) {
    const command = [`"${process.execPath}"`, DRIVER, ...options].join(' ');
    const spoken = FORMER.scenario.test(scenario) ? FORMER.revision : revision;
    // Extensions are on no revision's list, and are asked of whoever names them.
    const args = ['client', '--command', command, '--scenario', scenario, '--spec-version', spoken, '--force'];
    results.set(scenario, (await runSuite(suite, { args })).get(scenario));
  }
  return results;
}
