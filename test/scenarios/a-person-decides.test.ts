import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { staffedOffice, write } from '../support/staffed-office';
import { textOf } from '../support/test-house';

const staffed = staffedOffice();
const { open } = staffed;

describe('a call that changes something', () => {
  it('waits for a person, and reaches the server once it is allowed', async () => {
    const { one, reached } = await open();
    const client = await one.legacyClient();
    const call = client.callTool(write('milk'));
    const hold = await staffed.clerk.waiting();
    expect(hold).toMatchObject({
      server: 'office',
      method: 'tools/call',
      tool: { name: 'write_note', firstUse: true, changedSinceGrant: false },
      reasons: [{ ruleId: 'write-tool' }],
      client: { keyId: one.keyId, claimedName: 'legacy-test' },
      content: { name: 'write_note', arguments: { path: '/notes/a', text: 'milk' } },
      direction: 'request',
      state: 'pending',
    });
    expect(await reached()).toEqual([]);
    await staffed.clerk.decide(hold, 'allow');
    expect(textOf(await call)).toBe('noted: milk');
    expect(await reached()).toHaveLength(1);
    const record = (await one.activity()).find(({ method }) => method === 'tools/call');
    expect(record?.approvals).toMatchObject([{ id: hold.id, outcome: 'allowed_once', by: 'test' }]);
  });

  it('is asked about again where it was allowed once, with what is different', async () => {
    const { one } = await open();
    const client = await one.legacyClient();
    const first = client.callTool(write('milk'));
    await staffed.clerk.answer('allow');
    await first;
    const second = client.callTool(write('eggs'));
    const hold = await staffed.clerk.waiting();
    expect(hold.lastAllowed).toMatchObject({ arguments: { text: 'milk' } });
    expect(hold.tool).toMatchObject({ firstUse: false, changedSinceGrant: false });
    await staffed.clerk.decide(hold, 'deny', 'once', { note: 'no more eggs', tellAgent: true });
    const refused = await second;
    expect(refused.isError).toBe(true);
    expect(textOf(refused)).toMatch(/a person denied this call \(request \w+\), who says: no more eggs/);
  });

  it('does not wait where it only reads', async () => {
    const { one } = await open();
    expect(textOf(await (await one.legacyClient()).callTool({ name: 'office__read_note' }))).toBe('milk');
  });

  it('waits inside a batch of the gateway tools too', async () => {
    const { one, reached } = await open();
    const batch = (await one.legacyClient()).callTool({
      name: 'enkrypt_secure_call_tools',
      arguments: {
        server_name: 'office',
        tool_calls: [{ name: 'read_note' }, { name: 'wipe' }, { name: 'read_note' }],
      },
    });
    await staffed.clerk.answer('deny');
    expect((await batch).structuredContent).toMatchObject({ summary: { successful_calls: 1, blocked_calls: 1 } });
    expect((await reached()).map(({ name }) => name)).toEqual(['read_note']);
  });
});

describe('where nobody answers', () => {
  it('is denied at the deadline; allowed late, the same call succeeds once and only once', async () => {
    const { one, reached } = await open({ approvals: { deadline: 0.4 } });
    const client = await one.legacyClient();
    const refused = await client.callTool(write('milk'));
    expect(refused.isError).toBe(true);
    expect(textOf(refused)).toMatch(/timed out after 0 s.*retrying the same call within 10 minutes/);
    const [late] = one.house.gateway.approvals.desk.list();
    expect(late).toMatchObject({ state: 'expired', outcome: 'denied_timeout', scopes: ['next-call', 'always-deny'] });
    expect(await staffed.clerk.decide(late!, 'allow')).toMatchObject({ outcome: 'expired_then_granted' });
    expect(textOf(await client.callTool(write('other')))).toContain('timed out');
    expect(textOf(await client.callTool(write('milk')))).toBe('noted: milk');
    expect(textOf(await client.callTool(write('milk')))).toContain('timed out');
    expect(await reached()).toHaveLength(1);
    const outcomes = (await one.activity()).flatMap(({ approvals = [] }) => approvals.map(({ outcome }) => outcome));
    expect(outcomes).toEqual([
      'denied_timeout',
      'expired_then_granted',
      'denied_timeout',
      expect.stringMatching(/^allowed_by_grant:/),
      'denied_timeout',
    ]);
  });

  it('is denied at once where nobody watches, and says how it can be allowed', async () => {
    const { one, reached } = await open();
    staffed.clerk.leave();
    const client = await one.legacyClient();
    const refused = textOf(await client.callTool(write('milk')));
    expect(refused).toContain('nobody to ask here');
    expect(refused).toContain('secure-mcp-gateway approvals list');
    const [hold] = one.house.gateway.approvals.desk.list();
    expect(hold).toMatchObject({ state: 'expired', outcome: 'denied_policy', nobodyThere: true });
    expect(one.house.gateway.approvals.denials.list()).toEqual([
      { server: 'office', name: 'write_note', outcome: 'denied_policy', calls: 1 },
    ]);
    await staffed.clerk.decide(hold!, 'allow');
    expect(textOf(await client.callTool(write('milk')))).toBe('noted: milk');
    expect(await reached()).toHaveLength(1);
  });

  it('passes what the configuration lists, and nothing that something was found in', async () => {
    const { one } = await open({
      approvals: { headless: 'allow-listed', allowed: ['office/write_note'] },
      guardrails: [{ name: 'words', use: 'custom-keyword', options: { words: ['hush'], action: 'ask' } }],
    });
    staffed.clerk.leave();
    const client = await one.legacyClient();
    expect(textOf(await client.callTool(write('milk')))).toBe('noted: milk');
    expect(textOf(await client.callTool({ name: 'office__wipe' }))).toContain('nobody to ask');
    expect(textOf(await client.callTool(write('hush')))).toContain('nobody to ask');
  });
});

describe('a call that the policy blocks', () => {
  const blocked = () => write('eat this', '/notes/../../../../etc/passwd');

  it('can be allowed afterwards, the same call, once; what else is wrong with it is still seen', async () => {
    const { one, reached } = await open({ policy: { approvals: { ask: 'nothing' } } });
    const client = await one.legacyClient();
    const refused = textOf(await client.callTool(blocked()));
    expect(refused).toMatch(/path-traversal.*A person can allow the next identical call \(request \w+\)/);
    const [hold] = one.house.gateway.approvals.desk.list();
    expect(hold).toMatchObject({ state: 'expired', outcome: 'denied_policy', scopes: ['next-call', 'always-deny'] });
    await staffed.clerk.decide(hold!, 'allow');
    expect(textOf(await client.callTool(write('eat that', '/notes/../../../../etc/passwd')))).toContain('GUARD_004');
    expect(textOf(await client.callTool(blocked()))).toBe('noted: eat this');
    expect(textOf(await client.callTool(blocked()))).toContain('GUARD_004');
    expect(await reached()).toHaveLength(1);
    const records = (await one.activity()).filter(({ transport }) => transport === 'http').slice(-4);
    expect(records.map(({ outcome }) => outcome)).toEqual(['blocked', 'blocked', 'ok', 'blocked']);
    expect(records[2]?.approvals).toMatchObject([{ outcome: expect.stringMatching(/^allowed_by_grant:/) as string }]);
  });

  it('is not allowed by a permission for the tool', async () => {
    const { one } = await open();
    const client = await one.legacyClient();
    const first = client.callTool(write('milk'));
    await staffed.clerk.answer('allow', 'always');
    await first;
    expect(textOf(await client.callTool(blocked()))).toContain('GUARD_004');
  });
});

describe('what a decision reaches', () => {
  it.each(['session', 'day', 'always'] as const)('%s: the tool, for this key and this definition', async (scope) => {
    const { one, reached, definition } = await open({ approvals: { deadline: 2 } });
    const client = await one.legacyClient();
    const first = client.callTool(write('milk'));
    await staffed.clerk.answer('allow', scope);
    await first;
    expect(textOf(await client.callTool(write('eggs', '/elsewhere')))).toBe('noted: eggs');
    expect(await reached()).toHaveLength(2);
    const other = (await one.legacyClient()).callTool(write('tea'));
    if (scope === 'session') await staffed.clerk.answer('deny');
    expect((await other).isError).toBe(scope === 'session' ? true : undefined);
    await writeFile(definition, 'Writes a note, and more.');
    const changed = await untilHeld(() => client.callTool(write('ale')));
    expect(changed.hold.tool).toMatchObject({ firstUse: false, changedSinceGrant: true });
    await staffed.clerk.decide(changed.hold, 'deny');
    expect((await changed.call).isError).toBe(true);
  });

  it('always-these-arguments: what the forms say, and no further argument', async () => {
    const { one } = await open({ approvals: { deadline: 2 } });
    const client = await one.legacyClient();
    const first = client.callTool(write('milk', '/notes/a'));
    const forms = { path: { prefix: '/notes/' }, text: 'any' } as const;
    await staffed.clerk.answer('allow', 'always-these-arguments', { arguments: forms });
    await first;
    const said = async (args: Record<string, unknown>) =>
      textOf(await client.callTool({ name: 'office__write_note', arguments: args }));
    expect(await said({ path: '/notes/b', text: 'x' })).toBe('noted: x');
    for (const args of [
      { path: '/other/b', text: 'x' },
      { path: '/notes/../other/b', text: 'x' },
      { path: '/notes/%2e%2e/other/b', text: 'x' },
      { path: '/notes/b', text: 'x', more: 1 },
      { text: 'x' },
    ]) {
      expect(await said(args)).toContain('timed out');
    }
  });

  it('always-deny: everybody, at once, in any definition', async () => {
    const { one, definition } = await open();
    const first = (await one.legacyClient()).callTool({ name: 'office__wipe' });
    await staffed.clerk.answer('deny', 'always-deny');
    expect((await first).isError).toBe(true);
    const client = await one.modernClient();
    expect(textOf(await client.callTool({ name: 'office__wipe' }))).toContain('denied office · wipe for good');
    await writeFile(definition, 'Something else.');
    expect(textOf(await client.callTool({ name: 'office__wipe' }))).toContain('for good');
  });

  it('always-deny: also a call that is blocked anyway, which nobody is offered to allow', async () => {
    const { one } = await open({ policy: { approvals: { ask: 'nothing', results: 'everything' } } });
    const client = await one.legacyClient();
    const first = client.callTool(write('milk'));
    await staffed.clerk.answer('deny', 'always-deny');
    expect((await first).isError).toBe(true);
    const blocked = textOf(await client.callTool(write('eat this', '/notes/../../../../etc/passwd')));
    expect(blocked).toContain('denied office · write_note for good');
    expect(one.house.gateway.approvals.desk.list()).toHaveLength(1);
  });

  it('is not for another key', async () => {
    const { one } = await open({ approvals: { deadline: 2 } });
    const { grants } = one.house.gateway.approvals;
    const first = (await one.legacyClient()).callTool(write('milk'));
    await staffed.clerk.answer('allow', 'always');
    await first;
    const [grant] = grants.list();
    grants.revoke(grant!.id);
    // As if it had been given to another key.
    expect(grant!.keyId).toBe(one.keyId);
    expect(textOf(await (await one.legacyClient()).callTool(write('milk')))).toContain('timed out');
  });
});

describe('a decision that may not be made', () => {
  it('is refused: too early, about another call, beyond what is offered, twice', async () => {
    const { one } = await open();
    const { desk } = one.house.gateway.approvals;
    const call = (await one.legacyClient()).callTool(write('milk'));
    const { id, seq } = await staffed.clerk.waiting();
    const decide = (more: object) => () =>
      desk.decide(id, { verdict: 'allow', scope: 'once', shownSeq: seq, ...more }, 'test');
    expect(decide({})).toThrow('was not shown to anybody yet');
    desk.show(id);
    expect(decide({})).toThrow('only a moment ago');
    await new Promise((resolve) => setTimeout(resolve, 320));
    expect(decide({ shownSeq: seq + 1 })).toThrow('not the one that was in view');
    expect(decide({ scope: 'always-deny' })).toThrow('is not possible');
    expect(decide({ verdict: 'deny', scope: 'day' })).toThrow('choose one of once, always-deny');
    expect(decide({ scope: 'always-these-arguments', arguments: { text: { prefix: 'x' } } })).toThrow('does not begin');
    decide({ verdict: 'deny' })();
    expect(decide({})).toThrow('has been decided already (denied_user)');
    expect((await call).isError).toBe(true);
  });

  it('never lets secrets or personal data go for more than one call', async () => {
    const { one } = await open({ policy: { detectors: { pii: { action: { input: 'ask' }, severity: 'low' } } } });
    const call = (await one.legacyClient()).callTool(write('card 4539 1488 0343 6467'));
    const hold = await staffed.clerk.waiting();
    expect(hold.scopes).toEqual(['once', 'always-deny']);
    expect(JSON.stringify(hold.content)).not.toContain('4539 1488');
    expect(hold.content).toMatchObject({ arguments: { text: `card ${'•'.repeat(19)}` } });
    expect(one.house.gateway.approvals.desk.reveal(hold.id, '/arguments/text', 'test')).toContain('4539 1488');
    await staffed.clerk.decide(hold, 'allow');
    expect((await call).isError).toBeUndefined();
    expect(JSON.stringify(await one.activity())).not.toContain('4539');
  });
});

async function untilHeld<T>(call: () => Promise<T>) {
  // The definition of a changed tool arrives some time after the change.
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const answer = call();
    const hold = await Promise.race([
      staffed.clerk.waiting().catch(() => undefined),
      answer.then(
        () => undefined,
        () => undefined,
      ),
    ]);
    if (hold !== undefined) return { hold, call: answer };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It was never held');
}
