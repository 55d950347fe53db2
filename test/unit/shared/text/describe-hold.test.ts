import { describe, expect, it } from 'vitest';
import type { Hold } from '../../../../shared/model/approval';
import { describeHold, headlineOf } from '../../../../shared/text/describe-hold';

const hold = (over: Partial<Hold> = {}): Hold => ({
  id: 'ABCDEF',
  seq: 1,
  group: 'g',
  createdAt: 0,
  deadline: 10_000,
  client: { keyId: 'key-a', keyName: 'Editor', claimedName: 'editor/1', projectId: 'p', userId: 'u' },
  server: 'office',
  method: 'tools/call',
  tool: { name: 'write_note', definitionHash: '', firstUse: true, changedSinceGrant: false, annotations: {} },
  reasons: [{ ruleId: 'write-tool', severity: 'medium', text: 'It writes', evidence: [{ path: '/arguments/text' }] }],
  direction: 'request',
  content: { name: 'write_note', arguments: { path: '/a', more: { x: [1] } } },
  masked: [],
  contentHash: '',
  state: 'pending',
  scopes: ['once'],
  ...over,
});
const text = (over: Partial<Hold> = {}, maxValue = 100) =>
  describeHold(hold(over), { maxValue, now: 4_500 }).join('\n');

describe('what a person is told', () => {
  it('is who wants what, why, with which arguments, and until when', () => {
    expect(text().split('\n')).toEqual([
      'Editor wants to run "write_note" on office',
      'Why: [medium] It writes at /arguments/text (write-tool)',
      '  path: /a',
      '  more: {"x":[1]}',
      'Facts: claimed by the server: nothing; not allowed before; the program calls itself "editor/1"',
      'Denied in 6 s',
    ]);
  });

  it('is what reads as something else, in letters that tell it apart', () => {
    const place = { path: '/arguments/url', start: 0, end: 5 };
    const said = text({
      lookAlikes: [
        { kind: 'punycode', text: 'xn--pple-43d.com', decoded: '\u0430pple.com', readsAs: 'apple.com', ...place },
        { kind: 'punycode', text: 'xn--zz.com', ...place },
        { kind: 'letters', text: 'p\u0430ypal\u202e', readsAs: 'paypal', ...place },
      ],
    });
    expect(said.split('\n').filter((line) => line.startsWith('Careful'))).toEqual([
      'Careful: "xn--pple-43d.com" is "\u0430pple.com" in punycode, which looks like "apple.com" and is not, at /arguments/url',
      'Careful: "xn--zz.com" is punycode that says nothing, at /arguments/url',
      'Careful: "p\u0430ypal" has letters of another script, which looks like "paypal" and is not, at /arguments/url',
    ]);
  });

  it('names the key where it has no name, and results as what they are', () => {
    const client = { keyId: 'key-a', projectId: 'p', userId: 'u' };
    expect(headlineOf(hold({ client }))).toBe('key key-a wants to run "write_note" on office');
    expect(headlineOf(hold({ direction: 'response' }))).toBe('office answers "write_note" to Editor');
    expect(headlineOf(hold({ method: 'prompts/get' }))).toBe('Editor wants "write_note" (prompts/get) from office');
    expect(text({ direction: 'response', content: { content: [], isError: true } })).toContain('  isError: true');
  });

  it('is everything that is sent, also beside the arguments', () => {
    const content = { name: 'write_note', arguments: {}, task: { ttl: 1 }, inputResponses: { confirm: { ok: true } } };
    expect(text({ content })).toContain(
      'Arguments: none\nBeside the arguments:\n  task: {"ttl":1}\n  inputResponses: ',
    );
    expect(text({ method: 'resources/read', content: { uri: `file:///${'a'.repeat(90)}/b` } })).toContain('/b');
    expect(text({ content: { name: 'write_note', arguments: [1] } })).toContain('Arguments: [1]');
    expect(text({ content: undefined })).toContain('Content: null');
  });

  it('says how much is folded and how much cannot be seen', () => {
    const content = { arguments: { text: `a\u200b\u{e0041}b${'x'.repeat(2_000)}` } };
    expect(text({ content }, 5)).toContain('  text: ab [2 invisible characters] … + 2,000 characters');
  });

  it('has one line for each thing, whatever a server or a client wrote', () => {
    const lines = text({
      tool: { ...hold().tool, name: 'a"\n\u001b[2JDenied', annotations: { 'x\nHint': true, readOnlyHint: true } },
      server: 'of\nfice',
      client: { ...hold().client, keyName: 'E\nd', claimedName: 'c\r\nd' },
      reasons: [{ ruleId: 'r\nr', severity: 'low', text: 't\nt', evidence: [{ path: '/a\n/b' }] }],
      content: { arguments: { 'n\nWhy': 'v\nDenied in 0 s' } },
    });
    expect(lines.split('\n')).toHaveLength(5);
    expect(lines).not.toContain('\u001b');
    expect(lines).toContain('claimed by the server: x, readOnly');
  });

  it('says what differs from the last time, under any name', () => {
    const lastAllowed = { arguments: { path: '/b' } };
    expect(text({ lastAllowed })).toContain('Compared with the last time: other path, more');
    const same = hold().content;
    expect(text({ lastAllowed: same })).toContain('the same arguments');
    const odd = JSON.parse('{"arguments": {"__proto__": {}}}') as unknown;
    expect(text({ content: odd, lastAllowed: { arguments: {} } })).toContain('other __proto__');
  });

  it('says how it ended, or that it is too late', () => {
    expect(text({ state: 'expired' })).toContain('Too late for this call');
    expect(text({ state: 'resolved', outcome: 'denied_user' })).toContain('Decided: denied_user');
    expect(text({ suggestPause: true })).toContain('unusually often');
    expect(text({ tool: { ...hold().tool, firstUse: false } })).toContain('; allowed before');
    expect(text({ tool: { ...hold().tool, firstUse: false, changedSinceGrant: true } })).toContain('CHANGED');
  });
});
