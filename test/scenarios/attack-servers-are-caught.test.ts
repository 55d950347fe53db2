import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BENIGN_ARGUMENTS } from '../fixtures/attack-servers/benign-arguments';
import type { CatchPlace, CatchPoint } from '../fixtures/attack-servers/catch-point';
import { CATCH_POINTS, TWINS } from '../fixtures/attack-servers/catch-points';
import { builtFile } from '../support/built-file';
import { observe, type Observed, type ObservedFinding, type Use } from '../support/observed-calls';
import { eventually, fixture, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';

const PHASES: Readonly<Record<CatchPlace, readonly ObservedFinding['phase'][]>> = {
  definition: ['listing', 'server'],
  result: ['output'],
  arguments: ['input'],
};
/** What is asked of them again and again has a test of its own. */
const CHANGING_SERVERS: readonly string[] = ['rug-pull', 'late-poisoning'];
const ATTACK_SERVERS: readonly string[] = [...new Set(CATCH_POINTS.map(({ server }) => server)), ...CHANGING_SERVERS];
const FOREIGN = 'foreign-destination';
/** The same server under a policy that stops nothing: what a refusal hides elsewhere is seen here. */
const watched = (server: string) => `${server}-watched`;

let house: TestHouse;
/** What the shipped policy made of each attack, and what there was to catch. */
let enforced: readonly Observed[];
let monitored: readonly Observed[];

const server = (file: string) => fixture(join('../attack-servers', `${file}.mjs`));
const usesOf = ({ calls, ...use }: CatchPoint): readonly Use[] => calls.map((call) => ({ ...use, call }));
const isUseOf = (point: CatchPoint, { use }: Observed): boolean =>
  use.server.replace(/-watched$/, '') === point.server && use.name === point.name && point.calls.includes(use.call);
const without = (attacks: readonly Use[]) => attacks.map((use) => ({ ...use, server: watched(use.server) }));

/** Guardrails alone: nobody is asked because of a name. */
const UNASKED = { policy: { approvals: { ask: 'nothing' } } } as const;

beforeAll(async () => {
  house = await openTestHouse({
    config: UNASKED,
    servers: Object.fromEntries(
      ATTACK_SERVERS.flatMap((name) => [
        [name, server(name)],
        [watched(name), { ...server(name), policy: { mode: 'monitor' } }],
      ]),
    ),
  });
  const uses = [...new Map(CATCH_POINTS.flatMap(usesOf).map((use) => [keyOf(use), use])).values()];
  enforced = await observe(house, uses);
  monitored = await observe(house, without(enforced.filter(isChanged).map(({ use }) => use)));
});

afterAll(() => house.stop());

/**
 * Whether a finding is about the attack. That nobody allowed a destination by name is noted about honest ones too, and
 * tells an attack only where sending anything anywhere is the attack.
 */
function tells({ at, detectors }: CatchPoint, { phase, detector, rule }: ObservedFinding): boolean {
  if (rule === FOREIGN && !detectors.includes('exfiltration')) return false;
  return PHASES[at].includes(phase) && detector !== undefined && detectors.includes(detector);
}

const keyOf = ({ server, offer, name, call }: Use): string => JSON.stringify([server, offer, name, call]);
const isChanged = ({ record, findings }: Observed): boolean =>
  record.outcome === 'blocked' || findings.some(({ action }) => action !== 'allow' && action !== 'flag');

function seenAbout(point: CatchPoint): readonly Observed[] {
  return [...enforced, ...monitored].filter((one) => isUseOf(point, one));
}

describe('an attack is caught where it shows', () => {
  it.each(CATCH_POINTS.map((point) => [`${point.server}: ${point.name}, by its ${point.at}`, point] as const))(
    '%s',
    (_, point) => {
      const seen = seenAbout(point);
      const missed = point.calls.filter((call) => {
        const findings = seen.filter(({ use }) => use.call === call).flatMap((one) => one.findings);
        return !findings.some((finding) => tells(point, finding));
      });
      expect(missed).toEqual([]);
    },
  );
});

it('every tool of every attack server has a catch point', async () => {
  const known = new Set(CATCH_POINTS.map((point) => `${point.server} ${point.name}`));
  const offered = await Promise.all(
    ATTACK_SERVERS.filter((name) => !CHANGING_SERVERS.includes(name)).map(async (name) => {
      return (await toolsOf(house, watched(name))).map((tool) => `${name} ${tool}`);
    }),
  );
  expect(offered.flat().length).toBeGreaterThan(100);
  expect(offered.flat().filter((tool) => !known.has(tool))).toEqual([]);
});

it('a server whose attack is elsewhere has its definitions left alone', () => {
  const accused = new Set(CATCH_POINTS.filter(({ at }) => at === 'definition').map((point) => point.server));
  const findings = enforced.filter(({ use }) => !accused.has(use.server)).flatMap((one) => one.findings);
  expect(findings.filter(({ phase }) => PHASES.definition.includes(phase)).map(said)).toEqual([]);
});

describe('what is blocked stays where it is', () => {
  it('a refused call never reaches its server, and whatever is not refused does', async () => {
    expect(enforced.filter(({ record: { outcome } }) => outcome !== 'ok' && outcome !== 'blocked')).toEqual([]);
    const isReached = ({ findings, record }: Observed): boolean =>
      record.outcome === 'ok' || findings.some(({ phase }) => phase === 'output');
    const tools = enforced.filter(({ use }) => use.offer === 'tool');
    const reached = tools.filter(isReached);
    expect(tools.length - reached.length).toBeGreaterThan(20);
    for (const name of new Set(enforced.map(({ use }) => use.server))) {
      const counted = await callsSeenBy(name);
      const expected: Record<string, number> = {};
      for (const { use } of reached.filter((one) => one.use.server === name)) {
        expected[use.name] = (expected[use.name] ?? 0) + 1;
      }
      // A server that is blocked as a whole answers nobody.
      if (counted !== undefined) expect([name, counted]).toEqual([name, expected]);
      else expect(expected).toEqual({});
    }
  });

  it('a blocked definition is not listed', async () => {
    const blocked = enforced.filter(({ findings }) => findings.some(isBlocking(['listing'])));
    expect(blocked.length).toBeGreaterThan(10);
    const { body, headers } = modernRequest('tools/list', {}, 'after');
    const names = JSON.stringify((await house.post(body, { headers })).body);
    expect(blocked.filter(({ use }) => names.includes(`"${use.server}__${use.name}"`))).toEqual([]);
  });

  it('a blocked result is not in the bytes that the client gets, nor is a replaced secret', () => {
    const told: string[] = [];
    for (const one of enforced.filter(({ findings }) => findings.some(isBlocking(['output'])))) {
      const whole = monitored.find((other) => isSameUse(one, other));
      const lines = stringsOf(whole?.body.result).flatMap((text) => text.split('\n'));
      expect(lines.length).toBeGreaterThan(0);
      told.push(...lines.filter((line) => line.length > 24 && stringsOf(one.body).some((text) => text.includes(line))));
    }
    for (const other of monitored) {
      const one = enforced.find((candidate) => isSameUse(candidate, other));
      const secrets = other.findings.filter(({ detector, phase }) => detector === 'secrets' && phase === 'output');
      const values = secrets.map((finding) => valueAt(other.body.result, finding));
      told.push(...values.filter((value) => stringsOf(one?.body).some((text) => text.includes(value))));
    }
    expect(told).toEqual([]);
  });
});

describe('a server that was honest at first', () => {
  it('loses a tool whose definition changes to an attack', async () => {
    const use: Use = { server: 'rug-pull', offer: 'tool', name: 'add_numbers', call: { a: 2, b: 3 } };
    const [first] = await observe(house, [use]);
    expect(first).toMatchObject({ record: { outcome: 'ok' }, findings: [] });
    let later: Observed | undefined;
    await eventually(async () => {
      [later] = await observe(house, [use]);
      return later!.record.outcome === 'blocked';
    });
    expect(later!.findings).toContainEqual(expect.objectContaining({ phase: 'listing', detector: 'tool-poisoning' }));
  });

  it('is judged by each result anew', async () => {
    const call = { from: 'EUR', to: 'USD' };
    const use: Use = { server: 'late-poisoning', offer: 'tool', name: 'get_exchange_rate', call };
    const calls = await observe(house, [use, use, use, use]);
    expect(calls.map(({ findings }) => findings.some(({ detector }) => detector === 'injection'))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(calls.at(-1)!.record.outcome).toBe('blocked');
  });
});

/** Destinations that an operator of the twins would allow by name. */
const ALLOWED_HOSTS = ['example', 'example.com', 'northwind.net'];
const TWIN_HOUSES = [
  ['as shipped', [], `ssrf: ${FOREIGN} (input, flag)`],
  ['with their hosts allowed by name', [{ name: 'local', use: 'local', options: { allowedHosts: ALLOWED_HOSTS } }], ''],
] as const;

describe.each(TWIN_HOUSES)('honest twins, %s', (_, guardrails, tolerated) => {
  let twins: TestHouse;

  beforeAll(async () => {
    await builtFile('echo-server.js');
    twins = await openTestHouse({
      servers: Object.fromEntries(
        TWINS.map((name) => [name, name === 'echo' ? { bundled: 'echo' } : server(join('benign', name))]),
      ),
      config: guardrails.length === 0 ? UNASKED : { ...UNASKED, guardrails: [...guardrails] },
    });
  });
  afterAll(() => twins.stop());

  it.each(TWINS)('%s: nothing is found and nothing is stopped', async (name) => {
    const uses = (await toolsOf(twins, name)).flatMap((tool): readonly Use[] => {
      const calls = BENIGN_ARGUMENTS[name]?.[tool] ?? [{}];
      return calls.map((call) => ({ server: name, offer: 'tool', name: tool, call }));
    });
    expect(uses.length).toBeGreaterThan(2);
    const alarms = (await observe(twins, uses)).flatMap(({ use, findings, record }) => {
      const spoke = findings.map(said).filter((one) => one !== tolerated);
      return spoke.length === 0 && record.outcome === 'ok' ? [] : [{ ...use, outcome: record.outcome, spoke }];
    });
    expect(alarms).toEqual([]);
  });
});

async function toolsOf({ post }: TestHouse, name: string): Promise<readonly string[]> {
  const { body, headers } = modernRequest('tools/list', {}, `list ${name}`);
  const { result } = (await post(body, { headers, path: `/servers/${name}/mcp` })).body;
  return ((result?.['tools'] ?? []) as readonly { readonly name: string }[]).map((tool) => tool.name);
}

const said = ({ detector, rule, phase, action }: ObservedFinding): string =>
  `${detector}: ${rule} (${phase}, ${action})`;
const isBlocking = (phases: readonly string[]) => (finding: ObservedFinding) =>
  finding.action === 'block' && phases.includes(finding.phase);
const isSameUse = (one: Observed, other: Observed): boolean =>
  one.use.call === other.use.call && one.use.name === other.use.name && watched(one.use.server) === other.use.server;

/** What the server counted; `undefined` where it may not be asked. */
async function callsSeenBy(name: string): Promise<Readonly<Record<string, number>> | undefined> {
  const { body, headers } = modernRequest('resources/read', { uri: 'seen://calls' }, `seen ${name}`);
  const answer = (await house.post(body, { headers, path: `/servers/${name}/mcp` })).body;
  const contents = answer.result?.['contents'] as readonly { readonly text: string }[] | undefined;
  return contents === undefined ? undefined : (JSON.parse(contents[0]!.text) as Record<string, number>);
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

function valueAt(result: unknown, { at = '', start = 0, end = 0 }: ObservedFinding): string {
  const tokens = at.split('/').slice(1);
  const text = tokens.reduce<unknown>((value, token) => (value as Record<string, unknown>)[token], result);
  return String(text).slice(start, end);
}
