import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'baselines');
/** A check that came several times is as bad as its worst time. */
const GRAVITY = ['INFO', 'SKIPPED', 'SUCCESS', 'WARNING', 'FAILURE'];

/** `scenario` or `scenario:check`, as the suite writes expected failures; every entry says why. */
const ENTRY = /^ {2}- ([^\s#:]+)(?::(\S+))? # \S/;

/** Reads the failures that are expected of a leg, `server:` or `client:` with one entry a line. No file: none. */
export async function readBaseline(leg, revision) {
  const path = join(FOLDER, `${leg}.${revision}.yml`);
  const text = await readFile(path, 'utf8').catch((failure) => {
    if (failure.code === 'ENOENT') return '';
    throw failure;
  });
  const entries = new Map();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || /^(#|server:$|client:$)/.test(line)) continue;
    const [, scenario, check] = ENTRY.exec(line) ?? [];
    if (scenario === undefined) throw new Error(`${path}:${index + 1} is not "  - scenario # reason": ${line}`);
    entries.set(scenario, [...(entries.get(scenario) ?? []), check]);
  }
  return entries;
}

/** Each check once, with the worst that happened to it. */
export function worstOf(checks = []) {
  const worst = new Map();
  for (const check of checks) {
    const known = worst.get(check.id);
    if (known === undefined || GRAVITY.indexOf(check.status) > GRAVITY.indexOf(known.status))
      worst.set(check.id, check);
  }
  return [...worst.values()];
}

const isBad = ({ status }) => status === 'FAILURE' || status === 'WARNING';
const describe = ({ id, status, errorMessage = 'no reason given' }) =>
  `${id} ${status}: ${errorMessage.replace(/\s+/g, ' ')}`;

/** What passes without a gateway and was not even looked at with one. */
function missingFrom(checks, reference) {
  const statuses = new Map(checks.map(({ id, status }) => [id, status]));
  return reference
    .filter(({ id, status }) => status === 'SUCCESS' && ['INFO', 'SKIPPED', undefined].includes(statuses.get(id)))
    .map(({ id }) => ({ id, status: 'NOT SEEN', errorMessage: 'it passes without the gateway' }));
}

/** Whether a check is no better without a gateway. */
function isNoBetterIn(reference) {
  const statuses = new Map(reference.map(({ id, status }) => [id, status]));
  return ({ id, status }) => GRAVITY.indexOf(statuses.get(id)) >= GRAVITY.indexOf(status) && status !== 'NOT SEEN';
}

/**
 * Compares one scenario with what is expected of it, and with `reference`, the same without a gateway: nothing has to be
 * better than that. An expected failure that does not happen is as wrong as a failure that is not expected.
 */
export function judgeScenario({ scenario, isRequired, results, reference = [], expected = [] }) {
  const checks = worstOf(results);
  const known = worstOf(reference);
  const isNoBetter = isNoBetterIn(known);
  const bad = [...checks.filter((one) => isBad(one) && !isNoBetter(one)), ...missingFrom(checks, known)];
  if (isRequired && !checks.some(({ status }) => status === 'SUCCESS')) {
    bad.push({ id: scenario, status: 'NOT SEEN', errorMessage: 'nothing was checked' });
  }
  const isExpected = ({ id }) => expected.includes(undefined) || expected.includes(id);
  const passing = expected.filter((id) =>
    id === undefined ? bad.length === 0 : checks.some((check) => check.id === id && check.status === 'SUCCESS'),
  );
  return {
    scenario,
    isRequired,
    checks,
    problems: [
      ...bad.filter((one) => !isExpected(one)).map(describe),
      ...passing.map((id) => `${id ?? 'it'} is expected to fail, and passes: take it out of the baseline`),
    ],
  };
}
