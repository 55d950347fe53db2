import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { openDeepLink } from '../../../../../main/electron/deep-links/open-deep-link';
import { readDeepLink } from '../../../../../main/electron/deep-links/read-deep-link';
import { deepLinks, LINKED_SCREENS, routeOfLink } from '../../../../../shared/contract/deep-links';
import { GatewayError } from '../../../../../shared/errors/gateway-error';
import { recordingLogger } from '../../../../support/recording-logger';

const letter = fc.constantFrom(...'abcxyz019._-');
const identifier = fc
  .tuple(fc.constantFrom(...'abcxyz019'), fc.array(letter, { maxLength: 63 }))
  .map(([first, rest]) => first + rest.join(''));

describe('a link', () => {
  it.each([
    ['mcpgateway://v1/add-server', { intent: 'add-server' }, '/servers/new'],
    ['mcpgateway://v1/add-server?name=github', { intent: 'add-server', name: 'github' }, '/servers/new?name=github'],
    ['mcpgateway://v1/approve?id=A1B2', { intent: 'approve', id: 'A1B2' }, undefined],
    ['mcpgateway://v1/event?id=0f3c', { intent: 'event', id: '0f3c' }, '/activity/0f3c'],
    ['mcpgateway://v1/open', { intent: 'open', screen: 'overview' }, '/'],
    ['mcpgateway://v1/open/?screen=tokens', { intent: 'open', screen: 'tokens' }, '/tokens'],
  ] as const)('%s is read', (address, link, route) => {
    expect(readDeepLink(address)).toEqual(link);
    expect(routeOfLink(readDeepLink(address))).toBe(route);
  });

  it.each([
    ['of another scheme', 'https://v1/open'],
    ['of another version', 'mcpgateway://v2/open'],
    ['of no intent', 'mcpgateway://v1/'],
    ['of an unknown intent', 'mcpgateway://v1/run?command=calc'],
    ['of a name that objects have', 'mcpgateway://v1/constructor'],
    ['with a member that is not of the intent', 'mcpgateway://v1/add-server?name=x&command=calc'],
    ['with a member twice', 'mcpgateway://v1/approve?id=A&id=B'],
    ['without what it needs', 'mcpgateway://v1/approve'],
    ['with a path in an identifier', 'mcpgateway://v1/event?id=../../settings'],
    ['with an upper-case name', 'mcpgateway://v1/add-server?name=GitHub'],
    ['with a screen that is none', 'mcpgateway://v1/open?screen=shell'],
    ['with a user', 'mcpgateway://me@v1/open'],
    ['with a fragment', 'mcpgateway://v1/open#/settings'],
    ['with a blank', 'mcpgateway://v1/open?screen=tokens mcpgateway://v1/open'],
    ['with a line end', 'mcpgateway://v1/open\n?screen=tokens'],
    ['that is too long', `mcpgateway://v1/add-server?name=${'x'.repeat(2_000)}`],
    ['that is empty', ''],
  ])('%s is refused', (_, address) => {
    expect(() => readDeepLink(address)).toThrow(GatewayError);
  });

  it('of whatever text is read strictly or refused with our own words', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.webUrl().map((url) => url.replace(/^https?/, 'mcpgateway')),
      fc
        .tuple(fc.constantFrom(...Object.keys(deepLinks), 'x'), fc.webQueryParameters())
        .map(([intent, query]) => `mcpgateway://v1/${intent}?${query}`),
      fc
        .tuple(fc.constantFrom('name', 'id', 'screen'), fc.string({ maxLength: 90 }))
        .map(([member, value]) => `mcpgateway://v1/event?${member}=${encodeURIComponent(value)}`),
    );
    fc.assert(
      fc.property(anything, (address) => {
        try {
          const link = readDeepLink(address);
          expect(Object.keys(deepLinks)).toContain(link.intent);
          expect(routeOfLink(link) ?? '/').toMatch(/^\/[a-z0-9/._?=-]*$/i);
        } catch (failure) {
          expect(failure).toBeInstanceOf(GatewayError);
          expect((failure as GatewayError).code).toBe('invalid_params');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('of any identifier comes through as it is', () => {
    fc.assert(
      fc.property(identifier, (id) => {
        expect(readDeepLink(`mcpgateway://v1/event?id=${encodeURIComponent(id)}`)).toEqual({ intent: 'event', id });
      }),
    );
  });

  it('names screens that the console has', async () => {
    const { readFile } = await import('node:fs/promises');
    const routes = await readFile('renderer/routes.ts', 'utf8');
    expect([...routes.matchAll(/id: '([a-z]+)'/g)].map(([, id]) => id)).toEqual([...LINKED_SCREENS]);
  });
});

describe('to open a link', () => {
  const open = (address: string) => {
    const desktop = { showConsole: vi.fn(), showApprovals: vi.fn() };
    const said: string[] = [];
    openDeepLink(address, { desktop, log: recordingLogger(said) });
    return { ...desktop, said: JSON.stringify(said) };
  };

  it('shows a screen, or the window that decides', () => {
    expect(open('mcpgateway://v1/open?screen=servers').showConsole).toHaveBeenCalledWith('/servers');
    expect(open('mcpgateway://v1/approve?id=A1B2').showApprovals).toHaveBeenCalledWith('A1B2');
  });

  it('does nothing with one that cannot be read, and never repeats it', () => {
    const { showConsole, showApprovals, said } = open('mcpgateway://v1/run?command=rm%20-rf');
    expect(showConsole).not.toHaveBeenCalled();
    expect(showApprovals).not.toHaveBeenCalled();
    expect(said).toContain('A link was not opened');
    expect(said).not.toContain('rm');
  });
});
