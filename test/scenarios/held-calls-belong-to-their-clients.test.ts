import { describe, expect, it } from 'vitest';
import { ALLOW } from '../../shared/model/verdict';
import { judgingPlugin } from '../support/judging-plugin';
import { staffedOffice, write } from '../support/staffed-office';
import { eventually, modernRequest, textOf } from '../support/test-house';

const staffed = staffedOffice();
const { open } = staffed;

describe('what is sent', () => {
  it('is what was allowed: a call that changes while it waits is void', async () => {
    const contents: { arguments: { text: string } }[] = [];
    const keeper = judgingPlugin('keeper', ['input'], ({ content }) => {
      contents.push(content as never);
      return ALLOW;
    });
    const office = await open({ guardrails: [{ name: 'keeper', use: 'keeper' }] }, { extraPlugins: [keeper] });
    const call = (await office.one.legacyClient()).callTool(write('milk'));
    const hold = await staffed.clerk.waiting();
    contents[0]!.arguments.text = 'poison';
    await staffed.clerk.decide(hold, 'allow');
    expect(textOf(await call)).toMatch(/is not what was allowed; nothing was sent.*APPR_006/);
    expect(await office.reached()).toEqual([]);
  });
});

describe('a client that can be kept waiting', () => {
  it('is told that its call lives, and gets its answer', async () => {
    const { one } = await open({ approvals: { deadline: 0.2 } });
    const heard: unknown[] = [];
    const client = await one.legacyClient();
    const call = client.callTool(write('milk'), undefined, { onprogress: (progress) => heard.push(progress) });
    const hold = await staffed.clerk.waiting();
    expect(hold.deadline - hold.createdAt).toBe(300_000);
    await eventually(() => heard.length > 0);
    expect(heard[0]).toMatchObject({ message: 'Waiting for a person to approve this in Secure MCP Gateway' });
    await staffed.clerk.decide(hold, 'allow');
    expect(textOf(await call)).toBe('noted: milk');
  });

  it('waits as long as the configuration says that it can', async () => {
    const { one } = await open({ approvals: { clients: { 'legacy-test': { seconds: 120 } } } });
    const controller = new AbortController();
    const client = await one.legacyClient();
    const call = client.callTool(write('milk'), undefined, { signal: controller.signal }).catch(() => undefined);
    const hold = await staffed.clerk.waiting();
    expect(hold.deadline - hold.createdAt).toBeGreaterThan(100_000);
    expect(hold.deadline - hold.createdAt).toBeLessThanOrEqual(115_000);
    controller.abort();
    await call;
  });
});

describe('a client that goes', () => {
  it('takes its question with it when it cancels', async () => {
    const { one, reached } = await open();
    const controller = new AbortController();
    const call = (await one.legacyClient())
      .callTool(write('milk'), undefined, { signal: controller.signal })
      .catch((failure: unknown) => failure);
    const hold = await staffed.clerk.waiting();
    controller.abort();
    await call;
    await eventually(() => one.house.gateway.approvals.desk.get(hold.id).outcome === 'cancelled_client');
    await expect(staffed.clerk.decide(hold, 'allow')).rejects.toThrow('decided already');
    expect(await reached()).toEqual([]);
  });

  it('takes its question with it when its connection breaks', async () => {
    const { one } = await open();
    const client = await one.modernClient();
    const call = client.callTool(write('milk')).catch((failure: unknown) => failure);
    const hold = await staffed.clerk.waiting();
    await client.close();
    await call;
    await eventually(() => one.house.gateway.approvals.desk.get(hold.id).outcome === 'cancelled_client');
  });
});

describe('an address that holds a secret', () => {
  it('is shown, kept and counted without it, and another secret is another address', async () => {
    const { one } = await open({ policy: { detectors: { secrets: { action: { input: 'ask' } } } } });
    const client = await one.legacyClient('/servers/office/mcp');
    const read = (letter: string) => {
      const uri = `https://notes.example/milk?access_token=ghp_${`${letter}1`.repeat(18)}`;
      return client.readResource({ uri }).catch((failure: unknown) => String(failure));
    };
    const calls = [read('a'), read('b')];
    await eventually(() => one.house.gateway.approvals.desk.list().length === 2);
    const holds = one.house.gateway.approvals.desk.list();
    for (const hold of holds) await staffed.clerk.decide(hold, 'deny', 'always-deny');
    await Promise.all(calls);
    const { grants, denials } = one.house.gateway.approvals;
    const kept = [staffed.clerk.events, grants.list(), denials.list(), await one.activity(), one.logged];
    expect(JSON.stringify(kept)).not.toMatch(/[ab]1[ab]1[ab]1/);
    expect(new Set(grants.list().map(({ name }) => name)).size).toBe(2);
  });
});

describe('a call that is nested deeper than anybody looks', () => {
  it.each([900, 20_000, 500_000])('%i levels: reaches nobody, and the next call is served', async (depth) => {
    const { one, reached } = await open({ guardrails: [], approvals: { deadline: 0.3 } });
    const { body, headers } = modernRequest('tools/call', { ...write('milk'), arguments: { text: 'x', more: 'DEEP' } });
    const deep = JSON.stringify(body).replace('"DEEP"', '['.repeat(depth) + ']'.repeat(depth));
    const answer = await one.post(deep, { headers: headers as Record<string, string> });
    expect(answer.body.error ?? answer.body.result?.['isError']).toBeTruthy();
    expect(await reached()).toEqual([]);
    expect(textOf(await (await one.legacyClient()).callTool({ name: 'office__read_note' }))).toBe('milk');
  });
});
