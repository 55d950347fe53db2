import { describe, expect, it } from 'vitest';
import { trayStateOf } from '../../../../../main/electron/tray/tray-state';
import { clientIn, holdOf, serverIn, tokenIn, viewOf } from '../../../../support/gateway-views';

const stateOf = (view: Parameters<typeof trayStateOf>[0]) => trayStateOf(view, () => '15:30');
const all = { id: 'p', target: { kind: 'all' as const }, since: 0 };

describe('the state of the tray', () => {
  it('is protected while everything works', () => {
    const view = viewOf(
      { clients: [clientIn('connected'), clientIn('not-connected', 'Claude')] },
      { upstreams: [serverIn('ready'), serverIn('stopped', 'files'), serverIn('disabled', 'slack')] },
    );
    expect(stateOf(view)).toEqual({ glyph: 'protected', text: 'Protecting 1 client · 2 servers', waiting: 0 });
  });

  it('counts a server once that has a process per client, in its worst state', () => {
    const view = viewOf({}, { upstreams: [serverIn('ready'), serverIn('failed'), serverIn('ready')] });
    expect(stateOf(view)).toMatchObject({ glyph: 'degraded', text: 'github is down' });
  });

  it('is attention while a call waits, whatever else there is', () => {
    const trouble = { holds: [holdOf()], pauses: [all], tokens: [tokenIn('sign-in-needed')] };
    const refusing = { activity: { state: 'refusing' as const, waitingBytes: 0, lostRecords: 0, refusedRequests: 1 } };
    expect(stateOf(viewOf(trouble, refusing))).toEqual({
      glyph: 'attention',
      text: '1 call waits for your approval',
      waiting: 1,
    });
    const two = viewOf({ holds: [holdOf(), holdOf({ id: 'EFGH' })] });
    expect(stateOf(two)).toMatchObject({ text: '2 calls wait for your approval', waiting: 2 });
  });

  it.each([
    ['a server is down', viewOf({}, { upstreams: [serverIn('failed')] }), 'github is down'],
    ['two are', viewOf({}, { upstreams: [serverIn('failed'), serverIn('failed', 'b')] }), '2 servers are down'],
    ['a token needs a person', viewOf({ tokens: [tokenIn('sign-in-needed')] }), '1 server needs a sign-in'],
    ['an entry is gone', viewOf({ clients: [clientIn('entry-removed')] }), 'Cursor lost its entry'],
    ['a configuration is wrong', viewOf({}, { configProblems: ['x'] }), 'the newest configuration is not in force'],
  ])('is degraded when %s', (_, view, text) => {
    expect(stateOf(view)).toEqual({ glyph: 'degraded', text, waiting: 0 });
  });

  it('says that there is no network where that matters, and blames no server for it', () => {
    const away = { ...serverIn('failed'), transport: 'http' as const };
    const local = serverIn('ready', 'files');
    const offline = (upstreams: readonly (typeof local | typeof away)[]) =>
      stateOf(viewOf({ isOnline: false }, { upstreams }));
    expect(offline([away, local])).toMatchObject({
      glyph: 'degraded',
      text: 'No network: github may be out of reach',
    });
    const other = { ...away, server: 'jira', state: 'ready' as const };
    expect(offline([away, other, local]).text).toBe('No network: 2 servers may be out of reach');
    expect(offline([local, { ...away, state: 'disabled' }]).glyph).toBe('protected');
    expect(offline([away, serverIn('failed', 'files')]).text).toContain('files is down');
  });

  it('leaves out tokens that are renewed without a person', () => {
    expect(stateOf(viewOf({ tokens: [tokenIn('expired'), tokenIn('connected')] })).glyph).toBe('protected');
  });

  it('is paused while all agents are, and not while one client is', () => {
    expect(stateOf(viewOf({ pauses: [{ ...all, until: 1 }] }))).toMatchObject({
      glyph: 'paused',
      text: 'All agents are paused until 15:30',
    });
    expect(stateOf(viewOf({ pauses: [all] })).text).toBe('All agents are paused until you resume');
    const one = { ...all, target: { kind: 'client' as const, keyId: 'k' } };
    expect(stateOf(viewOf({ pauses: [one] })).glyph).toBe('protected');
  });

  it('is off before the first look and while the gateway stops', () => {
    expect(stateOf(viewOf({ phase: 'starting' }))).toMatchObject({ glyph: 'off', text: 'Gateway is starting' });
    expect(stateOf(viewOf({ phase: 'stopping', holds: [holdOf()] }))).toMatchObject({ glyph: 'off', waiting: 0 });
  });

  it('is an error when calls are refused because nothing can be recorded', () => {
    const activity = { state: 'refusing' as const, waitingBytes: 0, lostRecords: 0, refusedRequests: 1 };
    expect(stateOf(viewOf({ pauses: [all] }, { activity })).glyph).toBe('error');
  });

  it('shows names of others as plain text of bounded length', () => {
    const name = `evil\u202E\n${'x'.repeat(500)}`;
    const { text } = stateOf(viewOf({}, { upstreams: [serverIn('failed', name)] }));
    expect([...text].length).toBeLessThanOrEqual(60);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
