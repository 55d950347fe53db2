import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceOf, maskContent } from '../../../../../main/gateway/approvals/hold-content';
import { canonicalJson } from '../../../../../main/gateway/approvals/fingerprints';
import type { DetectedFinding } from '../../../../../shared/model/verdict';
import type { Hold } from '../../../../../shared/model/approval';
import { describeHold } from '../../../../../shared/text/describe-hold';

const secret = (over: Partial<DetectedFinding>): DetectedFinding => ({
  rule: 'secret',
  severity: 'high',
  message: 'a secret',
  detector: 'secrets',
  score: 1,
  ...over,
});

describe('content as people see it', () => {
  it('hides what was found, wherever the spans lie, and says where', () => {
    const spans = [
      { start: 4, end: 9 },
      { start: 6, end: 12 },
      { start: 90, end: 99 },
      { start: 14, end: 13 },
    ];
    const findings = spans.map((span) => secret({ at: '/a', ...span }));
    expect(maskContent({ a: 'say open sesame' }, findings)).toEqual({
      content: { a: 'say ••••••••ame' },
      masked: ['/a'],
    });
  });

  it('hides whatever stands under the name of a secret, numbers too', () => {
    const shown = maskContent({ password: 123456, auth: { deep: ['abc', true] }, path: '/a' }, []);
    expect(shown).toEqual({
      content: { password: '••••••', auth: { deep: ['•••', true] }, path: '/a' },
      masked: ['/password', '/auth/deep/0'],
    });
  });

  it('hides names in which something was found, and those that look like secrets, each by itself', () => {
    const token = `ghp_${'a1'.repeat(18)}`;
    const { content, masked } = maskContent(
      { args: { 'ada@example.org': 'x', 'bob@example.org': 'y', text: 'z' }, [token]: { password: 'p' } },
      [secret({ detector: 'pii', at: '/args', isKey: true })],
    );
    const text = JSON.stringify([content, masked]);
    expect(text).not.toMatch(/example|ghp_/);
    expect(content).toMatchObject({ args: { text: 'z' } });
    expect(Object.keys((content as { args: object }).args)).toHaveLength(3);
  });

  it('leaves what no detector of secrets found', () => {
    const finding = secret({ detector: 'injection', at: '/a', start: 0, end: 3 });
    expect(maskContent({ a: 'abcdef' }, [finding])).toEqual({ content: { a: 'abcdef' }, masked: [] });
  });

  it('says where it stops, and keeps members of every name', () => {
    let deep: unknown = 'end';
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(JSON.stringify(maskContent(deep, []).content)).toContain('[deeper]');
    const odd = JSON.parse('{"__proto__": {"constructor": "x"}, "toString": "y"}') as unknown;
    expect(JSON.stringify(maskContent(odd, []).content)).toBe(JSON.stringify(odd));
  });

  it('tells no secret in a path', () => {
    const at = `/args/ghp_${'a1'.repeat(18)}`;
    expect(JSON.stringify(evidenceOf(secret({ at })))).not.toContain('a1a1a1a1a1');
  });

  it('keeps the length of every text and shows nothing of any span', () => {
    const span = fc.record({ start: fc.nat(60), size: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{1,60}$/), fc.array(span, { maxLength: 6 }), (text, spans) => {
        const findings = spans.map(({ start, size }) => secret({ at: '/a', start, end: start + size }));
        const { a } = maskContent({ a: text }, findings).content as { readonly a: string };
        expect(a).toHaveLength(text.length);
        for (const [index, letter] of [...a].entries()) {
          const isHidden = spans.some(({ start, size }) => index >= start && index < start + size);
          if (isHidden) expect(letter).toBe('•');
        }
      }),
    );
  });

  it('takes a moment with an argument of 2 MB, and cuts nothing without saying so', () => {
    const text = 'All is well in the office, and the milk is fresh. '.repeat(40_000);
    const findings = Array.from({ length: 1_000 }, (_, index) =>
      secret({ at: '/arguments/text', start: index * 2_000, end: index * 2_000 + 10 }),
    );
    const began = performance.now();
    const content = { name: 'write_note', arguments: { text } };
    const size = canonicalJson(content).length;
    const shown = maskContent(content, findings);
    const lines = describeHold({ ...HOLD, ...shown }, { maxValue: 2_000, now: 0 });
    process.stdout.write(`A hold of ${size} characters: ${Math.round(performance.now() - began)} ms\n`);
    const said = lines.find((line) => line.startsWith('  text: '));
    expect(said).toContain(`… + ${(text.length - 2_000).toLocaleString('en')} characters`);
    expect((shown.content as typeof content).arguments.text).toHaveLength(text.length);
  });
});

const HOLD: Hold = {
  id: 'ABCDEF',
  seq: 1,
  group: 'g',
  createdAt: 0,
  deadline: 1_000,
  client: { keyId: 'key-a', projectId: 'p', userId: 'u' },
  server: 'office',
  method: 'tools/call',
  tool: { name: 'write_note', definitionHash: '', firstUse: true, changedSinceGrant: false, annotations: {} },
  reasons: [],
  direction: 'request',
  content: {},
  masked: [],
  contentHash: '',
  state: 'pending',
  scopes: ['once'],
};
