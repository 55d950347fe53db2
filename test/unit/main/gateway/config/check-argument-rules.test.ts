import { describe, expect, it } from 'vitest';
import { explainConfig } from '../../../../../main/gateway/config/explain-config';
import { formatProblem } from '../../../../../main/gateway/config/config-problem';

const problemsOf = (policy: object, tool: object = {}) =>
  (
    explainConfig({
      version: 1,
      policy,
      configs: { c: { name: 'C', servers: { files: { command: 'x', toolPolicies: { write_file: tool } } } } },
    }).problems ?? []
  ).map(formatProblem);
const rules = (...argumentRules: object[]) => ({ argumentRules });

describe('argument rules in a configuration', () => {
  it('are taken where they are right', () => {
    const good = { id: 'x', argument: '/files/*/path', path: { within: ['~/notes', 'C:\\x'] }, tools: ['write_*'] };
    expect(problemsOf(rules(good, { argument: 'n', number: { max: 3 } }), rules({ id: 'x', action: 'off' }))).toEqual(
      [],
    );
  });

  it.each([
    [
      { argument: 'x', matches: '(' },
      /^policy\.argumentRules\[0\]\.matches is no pattern that RE2 takes: .*missing closing \)/,
    ],
    [{ argument: 'x', matchesNot: '(?=x)' }, /^policy\.argumentRules\[0\]\.matchesNot is no pattern/],
    [{ argument: 'x', url: { allow: ['a b'] } }, /^policy\.argumentRules\[0\]\.url "a b" is no host/],
    [{ argument: 'x', url: {} }, /url needs "allow" or "deny"/],
    [{ argument: 'x', pattern: 'x' }, /argumentRules\[0\]\.pattern is not a known setting/],
    [{ argument: 'x' }, /argumentRules\[0\] needs a condition: path, url/],
    [{ present: true }, /argumentRules\[0\] needs an "argument"/],
    [{ argument: 'x', path: { within: ['notes'] } }, /within\[0\] must be a whole path/],
    [{ argument: 'x', number: { min: 2, max: 1 } }, /number "min" must not be more than "max"/],
    [{ argument: 'x', present: false, oneOf: ['a'] }, /nothing else fits beside that/],
    [{ action: 'off' }, /needs the "id"/],
    [{ id: 'a b', argument: 'x', present: true }, /id use letters/],
  ])('%j is refused with its place', (rule, words) => {
    expect(problemsOf(rules(rule)).join('\n')).toMatch(words);
  });

  it('names the tool whose rule is wrong, and ids that one level uses twice', () => {
    expect(problemsOf({}, rules({ argument: 'x', matches: '[' }))[0]).toMatch(
      /^configs\.c\.servers\.files\.toolPolicies\.write_file\.argumentRules\[0\]\.matches/,
    );
    const twice = { id: 'x', argument: 'y', present: true };
    expect(problemsOf(rules(twice, twice))).toEqual([
      'policy.argumentRules[1].id is "x", as is policy.argumentRules[0].id (give each its own id, or none)',
    ]);
  });
});
