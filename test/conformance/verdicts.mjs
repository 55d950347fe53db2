import { judgeScenario, readBaseline } from './baseline.mjs';

/** Judges what one revision asks of one leg. `reference` are the results without a gateway, by scenario. */
export async function judgeLeg({ leg, revision, requirements, results, reference }) {
  const { required, reported } = requirements;
  const baseline = await readBaseline(leg, revision);
  const names = [...required, ...reported];
  const scenarios = names.map((scenario) =>
    judgeScenario({
      scenario,
      isRequired: required.includes(scenario),
      results: results.get(scenario),
      reference: reference?.get(scenario),
      expected: baseline.get(scenario),
    }),
  );
  const strangers = [...baseline.keys()].filter((name) => !names.includes(name));
  return {
    leg,
    revision,
    scenarios,
    problems: strangers.map((name) => `the baseline names "${name}", which is not run`),
  };
}

const countChecks = ({ scenarios }, status) =>
  scenarios.flatMap(({ checks }) => checks).filter((check) => check.status === status).length;

const isClean = ({ checks }) =>
  checks.some(({ status }) => status === 'SUCCESS') && !checks.some(({ status }) => status === 'FAILURE');

/** Scenarios that went as expected and those that did not; a wrong baseline is one of the latter. */
export function countScenarios(verdicts) {
  const scenarios = verdicts.flatMap((verdict) => verdict.scenarios);
  const odd = scenarios.filter(({ problems }) => problems.length > 0).length;
  const wrong = verdicts.reduce((sum, { problems }) => sum + problems.length, 0);
  return { passed: scenarios.length - odd, failed: odd + wrong };
}

function rowOf(verdict) {
  const { leg, revision, scenarios } = verdict;
  const required = scenarios.filter(({ isRequired }) => isRequired);
  const { failed } = countScenarios([verdict]);
  const counts = ['SUCCESS', 'FAILURE', 'WARNING'].map((status) => String(countChecks(verdict, status)));
  const clean = `${required.filter(isClean).length} of ${required.length}`;
  return [leg, revision, ...counts, clean, failed === 0 ? 'as expected' : `${failed} not as expected`];
}

/** A table with a row for each leg and revision. */
export function formatTable(verdicts) {
  const head = ['leg', 'revision', 'passed', 'failed', 'warned', 'required', 'scenarios'];
  const rows = [head, ...verdicts.map(rowOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const format = (row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ');
  return rows.map((row) => format(row).trimEnd()).join('\n');
}

/** What was not as expected, one line each. */
export function formatProblems(verdicts) {
  return verdicts.flatMap(({ leg, revision, scenarios, problems }) => [
    ...problems.map((problem) => `${leg} ${revision}: ${problem}`),
    ...scenarios.flatMap((one) => one.problems.map((problem) => `${leg} ${revision} ${one.scenario}: ${problem}`)),
  ]);
}
