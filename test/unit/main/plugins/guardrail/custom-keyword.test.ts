import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opinion } from '../../../../../shared/model/verdict';
import { applyEdits } from '../../../../../main/gateway/guardrails/apply-edits';
import type { Guardrail } from '../../../../../main/gateway/ports/guardrail';
import { customKeyword } from '../../../../../main/plugins/guardrail/custom-keyword';
import { createRegistry } from '../../../../../main/plugins/registry';
import { pluginContext } from '../../../../support/plugin-context';

const context = pluginContext();
const make = (options: unknown): Promise<Guardrail> =>
  createRegistry([customKeyword]).create('guardrail', { use: 'custom-keyword', options }, context);

async function judge(options: unknown, content: unknown): Promise<Opinion> {
  const guardrail = await make(options);
  const inspection = { phase: 'input', server: 's', method: 'm', content } as const;
  return guardrail.inspect(inspection, new AbortController().signal);
}

async function redacted(options: object, content: unknown): Promise<unknown> {
  const verdict = await judge({ action: 'redact', ...options }, content);
  return verdict.action === 'redact' ? applyEdits(content, verdict.edits) : content;
}

const strings = (value: unknown): string => JSON.stringify(value);

describe('customKeyword', () => {
  it('looks in every phase', async () => {
    expect([...(await make({ words: ['x'] })).phases]).toEqual(['server', 'listing', 'input', 'output']);
  });

  it('finds a word at any depth, in values and in names, and never repeats it', async () => {
    const tree = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        fc.constant('NEEDLE'),
        fc.integer(),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value')),
      ),
    })).value;
    const guardrail = await make({ words: ['needle'] });
    fc.assert(
      fc.property(tree, fc.boolean(), (value, asName) => {
        const content = asName ? { deep: [{ 'a needle': value }] } : value;
        const verdict = guardrail.inspect(
          { phase: 'output', server: 's', method: 'm', content },
          new AbortController().signal,
        ) as Opinion;
        const isThere = /needle/i.test(strings(content));
        expect(verdict.action).toBe(isThere ? 'block' : 'allow');
        if (asName) expect(strings(verdict)).not.toMatch(/a needle/);
      }),
    );
  });

  it.each([
    ['overlapping words as one', { words: ['abc', 'bcd'] }, 'xabcdx', 'x[REDACTED]x'],
    ['a word inside a longer one', { words: ['new', 'new york'] }, 'in new york', 'in [REDACTED]'],
    ['words side by side', { words: ['bad'] }, 'badbad', '[REDACTED][REDACTED]'],
    ['words and patterns that overlap', { words: ['card 4'], patterns: ['[0-9]{4}'] }, 'card 4111!', '[REDACTED]!'],
    ['a pattern after letters of two units', { patterns: ['b+'] }, '😀😀bb😀', '😀😀[REDACTED]😀'],
    ['words of other scripts', { words: ['паром'] }, 'на ПАРОМЕ', 'на [REDACTED]Е'],
    ['what is written with combining marks', { words: ['naïve'] }, 'so nai\u0308ve', 'so [REDACTED]'],
    ['characters that mean something to patterns', { words: ['a.b(c)|[d]'] }, 'xa.b(c)|[d]y', 'x[REDACTED]y'],
    ['with a replacement of its own', { words: ['x'], replacement: '$&' }, 'axb', 'a$&b'],
    ['nothing for a pattern that fits nothing', { patterns: ['z*'] }, 'abc', 'abc'],
    [
      'nothing inside a longer word',
      { words: ['cat'], wholeWords: true },
      'concatenate a cat',
      'concatenate a [REDACTED]',
    ],
    ['only the right case', { words: ['Cat'], caseSensitive: true }, 'cat Cat', 'cat [REDACTED]'],
    ['only the right case of a pattern', { patterns: ['C[a]t'], caseSensitive: true }, 'cat Cat', 'cat [REDACTED]'],
  ])('redacts %s', async (_, options, text, expected) => {
    expect(await redacted(options, { deep: [text] })).toEqual({ deep: [expected] });
  });

  it('leaves nothing of a word behind, however often it is there', async () => {
    const text = 'secret '.repeat(25_000);
    for (const options of [{ words: ['secret'] }, { patterns: ['s[e]cret'] }]) {
      expect(strings(await redacted(options, [text]))).not.toContain('secret');
    }
  });

  it('blocks where redaction would have to change a name', async () => {
    expect(await judge({ words: ['x'], action: 'redact' }, { x: 1 })).toMatchObject({ action: 'block' });
  });

  it.each(['flag', 'ask', 'block'] as const)('does what the policy says: %s', async (action) => {
    const verdict = await judge({ words: ['x'], action }, { deep: ['y', 'an X'] });
    expect(verdict).toMatchObject({ action, findings: [{ rule: 'custom-keyword', at: '/deep/1' }] });
  });

  it.each([
    [{}, 'words'],
    [{ words: [] }, 'words'],
    [{ words: [''] }, 'words'],
    [{ patterns: ['('] }, 'RE2'],
    [{ patterns: ['(?=x)'] }, 'RE2'],
    [{ words: ['x'], wholeword: true }, 'wholeword'],
    [{ words: ['x'], action: 'allow' }, 'action'],
    [{ words: Array.from({ length: 1_001 }, () => 'x'.repeat(1_000)) }, '1000000'],
  ])('refuses %j', async (options, hint) => {
    await expect(make(options)).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining(hint),
    });
  });

  it('is quick for a pattern made to be slow', async () => {
    const startedAt = performance.now();
    expect(await judge({ patterns: ['(a+)+$'] }, `${'a'.repeat(20_000)}!`)).toEqual({ action: 'allow' });
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });
});
