import { describe, expect, it } from 'vitest';
import { Policy } from '../../../../../shared/config/policy';
import { Timeouts } from '../../../../../shared/config/timeouts';
import { createArgumentRuleJudge } from '../../../../../main/gateway/argument-rules/argument-rule-judge';
import { mergeArgumentRules } from '../../../../../main/gateway/argument-rules/effective-rules';
import type { LinkReader } from '../../../../../main/gateway/argument-rules/file-probe';
import { createTimeoutManager } from '../../../../../main/gateway/timeouts/timeout-manager';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const judgeWith = (links: LinkReader, seconds = 15) => {
  const timeouts = createTimeoutManager(Timeouts.parse({ guardrail: seconds }), silent);
  return createArgumentRuleJudge({ timeouts, clock: () => performance.now(), links });
};

const rulesOf = (...argumentRules: object[]) =>
  mergeArgumentRules([{ origin: 'global', policy: Policy.parse({ argumentRules }) }]);

const question = (rules: ReturnType<typeof rulesOf>, args: object, signal = new AbortController().signal) => ({
  rules,
  args: args as never,
  server: 'files',
  tool: 'write',
  settings: undefined,
  signal,
});

const open: LinkReader = { realpath: (path) => Promise.resolve(path), linkAt: () => Promise.resolve(undefined) };
const hung: LinkReader = { realpath: () => new Promise(() => undefined), linkAt: () => new Promise(() => undefined) };
const inNotes = { id: 'notes', argument: 'path', path: { within: ['/notes'] } };

describe('createArgumentRuleJudge', () => {
  it('says which rule objects and where, never to what', async () => {
    const rules = rulesOf(
      inNotes,
      { id: 'small', argument: 'text', length: { max: 3 }, action: 'ask', message: 'Large files need a word.' },
      { argument: 'force', present: false },
    );
    const args = { path: '/elsewhere/hunter2', text: 'hunter2', force: true };
    const { action, objections, record } = await judgeWith(open).judge(question(rules, args));
    expect(action).toBe('block');
    expect(objections.map(({ finding }) => finding)).toEqual([
      {
        rule: 'argument-rules/small',
        severity: 'medium',
        message: '"text" must have at most 3 characters (rule small): Large files need a word.',
        at: '/arguments/text',
      },
      {
        rule: 'argument-rules/global#3',
        severity: 'high',
        message: '"force" must be left out (rule global#3)',
        at: '/arguments/force',
      },
      {
        rule: 'argument-rules/notes',
        severity: 'high',
        message: '"path" leads out of the allowed directories (rule notes)',
        at: '/arguments/path',
      },
    ]);
    expect(record).toMatchObject({
      guardrail: 'argument-rules',
      phase: 'input',
      rules: ['small', 'global#3', 'notes'],
    });
    expect(JSON.stringify([objections.map(({ finding }) => finding), record])).not.toContain('hunter2');
  });

  it('asks where every rule that objects asks', async () => {
    const rules = rulesOf({ ...inNotes, action: 'ask' }, { argument: 'x', present: false });
    expect((await judgeWith(open).judge(question(rules, { path: '/x' }))).action).toBe('ask');
    expect((await judgeWith(open).judge(question(rules, { path: '/notes/x' }))).action).toBe('allow');
  });

  it('judges every element, and every argument that a rule names', async () => {
    const rules = rulesOf({ ...inNotes, argument: ['path', '/files/*/path'] });
    const files = [{ path: '/notes/a' }, { path: '/b' }];
    const { objections } = await judgeWith(open).judge(question(rules, { path: '/notes/x', files }));
    expect(objections.map(({ finding }) => finding.at)).toEqual(['/arguments/files/1/path']);
    expect((await judgeWith(open).judge(question(rules, { path: ['/notes/x'] }))).action).toBe('block');
    expect((await judgeWith(open).judge(question(rules, { files: '/b' }))).action).toBe('block');
  });

  it('does not wait for a disk that hangs, nor do calls that need none', async () => {
    const judge = judgeWith(hung, 0.05);
    const calls = Array.from({ length: 5 }, () => judge.judge(question(rulesOf(inNotes), { path: '/notes/x' })));
    const ends = await Promise.allSettled(calls);
    expect(ends.map((end) => (end.status === 'rejected' ? (end.reason as { code: string }).code : end.status))).toEqual(
      Array.from({ length: 5 }, () => 'guardrail_timed_out'),
    );
    const rules = rulesOf({ argument: 'n', number: { max: 1 } });
    expect((await judge.judge(question(rules, { n: 2 }))).action).toBe('block');
  });

  it('ends with the request', async () => {
    const ending = new AbortController();
    const judging = judgeWith(hung).judge(question(rulesOf(inNotes), { path: '/notes/x' }, ending.signal));
    ending.abort(new Error('taken back'));
    await expect(judging).rejects.toThrow('taken back');
  });
});

describe('one call', () => {
  it('costs the disk only so much, and what is more is refused', async () => {
    let looks = 0;
    const counting: LinkReader = {
      realpath: (path) => {
        looks += 1;
        const known = path.split('/').length < 4;
        return known ? Promise.resolve(path) : Promise.reject(Object.assign(new Error('none'), { code: 'ENOENT' }));
      },
      linkAt: () => Promise.resolve(undefined),
    };
    const paths = Array.from({ length: 9_000 }, (_, index) => `/notes/${index}/${'x/'.repeat(400)}`);
    const rules = rulesOf({ ...inNotes, argument: '/paths/*' });
    const { action, objections } = await judgeWith(counting).judge(question(rules, { paths }));
    expect([action, objections[0]?.finding.message]).toEqual(['block', expect.stringContaining('cannot be followed')]);
    expect(looks).toBeLessThanOrEqual(20_000);
  });
});
