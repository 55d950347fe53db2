import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../../support/run-cli';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-inspect-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const file = async (name: string, content: unknown) => {
  const path = join(home, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const inspect = async (lines: string, ...options: string[]) => {
  const stdin = Readable.from([lines]);
  const { code, stdout, stderr } = await runCli(home, ['inspect', '--phase', 'output', '--jsonl', '-', ...options], {
    io: { stdin },
  });
  const answers = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, stderr, answers };
};

describe('inspect', () => {
  it('says of every line what is found in it and what would be done', async () => {
    const policy = await file('policy.json', { detectors: { limits: { action: 'flag' } } });
    const deep = JSON.stringify({ id: 'deep', content: JSON.parse('['.repeat(70) + ']'.repeat(70)) as unknown });
    const { code, answers } = await inspect(`{"id":1,"text":"hello"}\n\n${deep}\n`, '--policy', policy);
    expect(code).toBe(0);
    expect(answers[0]).toMatchObject({ id: 1, action: 'allow', score: 0, findings: [] });
    expect(answers[1]).toMatchObject({
      id: 'deep',
      action: 'flag',
      findings: [{ detector: 'limits', rule: 'depth', severity: 'high', score: 1, path: '', action: 'flag' }],
    });
    expect(answers[1]?.['ms']).toBeTypeOf('number');
  });

  it('goes on after a line that it cannot read, names it, and says so in the end', async () => {
    const { code, answers } = await inspect(
      '{"id":1,\n[1]\n{"id":3}\n{"id":4,"text":"x","tool":{}}\n{"id":5,"text":"x"}',
    );
    expect(code).toBe(2);
    expect(answers.map(({ line, error }) => [line, typeof error])).toEqual([
      [1, 'string'],
      [2, 'string'],
      [3, 'string'],
      [4, 'string'],
      [undefined, 'undefined'],
    ]);
    expect(answers[4]).toMatchObject({ id: 5, action: 'allow' });
  });

  it.each([
    ['a policy with a typo', { detectors: { sekrets: { action: 'flag' } } }, /sekrets/],
    ['an action that does not exist', { detectors: { pii: { action: 'delete' } } }, /detectors\.pii\.action/],
    ['no JSON', '{"detectors"', /line 1/],
  ])('refuses %s, naming file and place', async (_, content, named) => {
    const path = await file('bad.json', content);
    const { code, stderr } = await inspect('', '--policy', path);
    expect(code).toBe(2);
    expect(stderr).toContain(path);
    expect(stderr).toMatch(named);
  });

  it('names a file that is not there', async () => {
    const missing = await runCli(home, ['inspect', '--phase', 'input', '--jsonl', join(home, 'none.jsonl')]);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('none.jsonl cannot be read (ENOENT)')]);
    expect((await runCli(home, ['inspect', '--jsonl', '-'])).stderr).toContain('--phase');
  });
});
