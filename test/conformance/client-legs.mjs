import { readRequirements, runSuite } from './run-suite.mjs';

const DRIVER = 'test/conformance/client/drive.mjs';

/** What the suite starts as a client. */
export const CLIENT_LEGS = [
  { name: 'client-direct', revisions: ['2025-11-25', '2026-07-28'], options: [] },
  { name: 'client', revisions: ['2025-11-25', '2026-07-28'], options: ['--gateway'] },
];

/**
 * Which client scenarios a leg plays. Authorization is none of them: a gateway shows its upstream tokens to nobody, and
 * a person at a browser is part of it.
 */
export async function readClientRequirements(suite, revision) {
  const { required, reported } = await readRequirements(suite, revision, 'client');
  const isPlayed = (scenario) => !scenario.startsWith('auth/');
  return { required: required.filter(isPlayed), reported: reported.filter(isPlayed) };
}

/** Plays one scenario after the other: the suite's own parallel run disturbs those that measure time. */
export async function runClientScenarios(suite, { options, revision, scenarios }) {
  const results = new Map();
  for (const scenario of scenarios) {
    const command = [`"${process.execPath}"`, DRIVER, ...options].join(' ');
    const args = ['client', '--command', command, '--scenario', scenario, '--spec-version', revision];
    results.set(scenario, (await runSuite(suite, { args })).get(scenario));
  }
  return results;
}
