import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS, type MetricName } from '../../main/gateway/metrics/metric-table';
import { prometheusName } from '../../main/plugins/telemetry/lib/exposition';
import { deploymentFiles, type Loose, readDeployment, readYaml } from '../support/deployment';
import { readExposition, type Sample, scrape } from '../support/metrics-page';
import { attributesOf, type Collector, startHttpCollector } from '../support/otlp-collector';
import { readLogql, readPromql } from '../support/query-parts';
import { eventually, fixture, openTestHouse, type TestHouse } from '../support/test-house';

interface Query {
  readonly place: string;
  readonly text: string;
  readonly legend: string;
}

const dashboards = deploymentFiles('.json')
  .filter((path) => path.includes('/dashboards/'))
  .map((path) => ({ path, board: JSON.parse(readDeployment(path)) as Loose }));
const rules = [...readYaml('compose/alerts.yaml')[0]!['groups']!].flatMap((group) => [...group['rules']!]);
const panels = dashboards.flatMap(({ path, board }) =>
  [...board['panels']!].map((panel) => ({ panel, place: `${path}: ${panel['title']}` })),
);
const targets = panels.flatMap(({ panel, place }) =>
  [...panel['targets']!].map((target) => ({ target, panel, place })),
);
const queriesOf = (type: string): readonly Query[] =>
  targets
    .filter(({ target }) => target['datasource']!['type'] === type)
    .map(({ target, place }) => ({ place, text: target['expr']!, legend: target['legendFormat'] ?? '' }));
const alerts = rules.map((rule): Query => ({ place: rule['alert']!, text: rule['expr']!, legend: '' }));
const promql = [...queriesOf('prometheus'), ...alerts];

/** What scraping adds, and what a histogram has. */
const SCRAPED = ['instance', 'job'];
const spokenOf = (legend: string): readonly string[] =>
  [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label]) => label!);

let house: TestHouse;
let collector: Collector;
let samples: readonly Sample[];
/** The labels of each series that is exposed, by its name. */
const exposed = new Map<string, ReadonlySet<string>>();
const logged = new Map<string, Set<unknown>>();

beforeAll(async () => {
  collector = await startHttpCollector();
  house = await openTestHouse({
    servers: { friendly: { ...fixture('friendly.mjs'), toolTimeout: 0.4 } },
    config: {
      telemetry: [{ use: 'prometheus' }, { use: 'opentelemetry', options: { url: collector.url, signals: ['logs'] } }],
      guardrails: [{ name: 'words', use: 'custom-keyword', options: { words: ['forbidden'] } }],
      policy: { approvals: { ask: 'nothing' } },
    },
  });
  const client = await house.legacyClient();
  const call = (name: string, args: object) => client.callTool({ name, arguments: { ...args } });
  await call('friendly__echo', { text: 'hello' });
  await call('friendly__echo', { text: 'forbidden' });
  await call('friendly__slow', { steps: 9, stepMs: 100 });
  await house.house.gateway.current().telemetry.at(-1)!.flush();
  await eventually(() => collector.logs().length > 3);
  for (const log of collector.logs()) {
    const all = { ...attributesOf(log), severity_text: log.severityText };
    for (const [name, value] of Object.entries(all)) logged.set(name, (logged.get(name) ?? new Set()).add(value));
  }
  const page = readExposition(await scrape(house.house.addresses.admin, house.directory));
  samples = page.samples;
  for (const [name, kind] of page.types) {
    const found = (Object.keys(METRICS) as MetricName[]).find(
      (one) => prometheusName({ name: one, kind: METRICS[one].kind }) === name,
    );
    const labels = new Set<string>(found === undefined ? [] : METRICS[found].labels);
    if (kind === 'histogram') {
      exposed.set(`${name}_bucket`, new Set([...labels, 'le']));
      exposed.set(`${name}_sum`, labels).set(`${name}_count`, labels);
    } else exposed.set(name, labels);
  }
  exposed.set('up', new Set());
});
afterAll(async () => {
  await house.stop();
  await collector.stop();
});

const labelsOf = (name: string): ReadonlySet<string> => new Set([...(exposed.get(name) ?? []), ...SCRAPED]);

/** Values that are words of ours; the others are names that people give. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  outcome: ['ok', 'tool-error', 'blocked', 'denied', 'refused', 'failed', 'timed-out', 'cancelled'],
  action: ['allow', 'flag', 'report', 'redact', 'ask', 'block', 'failed-closed', 'failed-open'],
  escalation: ['warn', 'timeout', 'fail'],
  severity_text: ['DEBUG', 'INFO', 'WARN', 'ERROR'],
  job: ['secure-mcp-gateway'],
  service_name: ['secure-mcp-gateway'],
};

function expectKnownValue(label: string, value: string): void {
  if (value === '.*') return;
  const seen = samples.map(({ labels }) => labels[label]).filter((one) => one !== undefined);
  for (const one of value.split('|')) expect([...seen, ...(WORDS[label] ?? [])], `${label}="${one}"`).toContain(one);
}

describe('PromQL', () => {
  it('is there', () => expect([promql.length > 80, alerts.length > 10]).toEqual([true, true]));

  it.each(promql)('asks for what /metrics has: $place: $text', ({ text, legend }) => {
    const { metrics, grouped } = readPromql(text);
    expect(metrics.length).toBeGreaterThan(0);
    for (const { name, matchers } of metrics) {
      expect([...exposed.keys()]).toContain(name);
      for (const { label, value } of matchers) {
        expect([...labelsOf(name)], name).toContain(label);
        expectKnownValue(label, value);
      }
    }
    const known = metrics.flatMap(({ name }) => [...labelsOf(name)]);
    for (const label of [...grouped, ...spokenOf(legend)]) expect(known).toContain(label);
  });

  it('would notice what is not so', () => {
    expect([...exposed.keys()]).not.toContain('enkrypt_servers_discovered');
    expect([...exposed.keys()]).not.toContain('enkrypt_request_duration_seconds');
    expect(() => readPromql('sum by (')).toThrow('Not a query at');
    expect(() => expectKnownValue('outcome', 'failed|timedout')).toThrow('outcome="timedout"');
    expect(readPromql('sum by (a, le) (rate(x_bucket{b=~"$b"}[$__rate_interval])) / y')).toEqual({
      metrics: [
        { name: 'x_bucket', matchers: [{ label: 'b', operator: '=~', value: '.*' }] },
        { name: 'y', matchers: [] },
      ],
      grouped: ['a', 'le'],
    });
  });

  it('leaves no metric out', () => {
    const asked = new Set(promql.flatMap(({ text }) => readPromql(text).metrics.map(({ name }) => name)));
    const unasked = (Object.keys(METRICS) as MetricName[]).filter((name) => {
      const shown = prometheusName({ name, kind: METRICS[name].kind });
      return ![shown, `${shown}_bucket`, `${shown}_count`, `${shown}_sum`].some((one) => asked.has(one));
    });
    expect(unasked).toEqual([]);
  });
});

describe('LogQL', () => {
  it.each(queriesOf('loki'))('asks for what lines have: $place', ({ text, legend }) => {
    const { matchers, named } = readLogql(text);
    // Loki makes the one from the resource of the lines, and gives a line the id of its trace.
    const known = [...logged.keys(), 'service_name', 'trace_id', 'findings'];
    for (const label of [...named, ...spokenOf(legend)]) expect(known).toContain(label);
    for (const { label, value } of matchers) {
      if (value !== '.*') for (const one of value.split('|')) expect(WORDS[label]).toContain(one);
    }
    expect(matchers[0]).toEqual({ label: 'service_name', operator: '=', value: 'secure-mcp-gateway' });
  });

  it('finds lines of each kind', () => {
    const values = (name: string) => [...(logged.get(name) ?? [])];
    expect(values('outcome')).toEqual(expect.arrayContaining(['ok', 'blocked', 'timed-out']));
    expect(values('escalation')).toEqual(expect.arrayContaining(['warn', 'timeout']));
    expect(values('severity_text')).toEqual(expect.arrayContaining(['INFO', 'WARN', 'ERROR']));
    expect(() => readLogql('{service_name="x"} | ')).toThrow('Not a query at');
  });
});

describe('the dashboards', () => {
  it.each(dashboards)('$path stand on their own and do not overlap', ({ board }) => {
    const places = [...board['panels']!].map(
      (panel) => panel['gridPos'] as unknown as Record<'x' | 'y' | 'w' | 'h', number>,
    );
    places.forEach((one, index) => {
      expect(one.x + one.w).toBeLessThanOrEqual(24);
      for (const other of places.slice(index + 1)) {
        const isApart =
          one.x + one.w <= other.x ||
          other.x + other.w <= one.x ||
          one.y + one.h <= other.y ||
          other.y + other.h <= one.y;
        expect(isApart).toBe(true);
      }
    });
    expect(new Set([...board['panels']!].map(({ id }) => id)).size).toBe(places.length);
    expect(board['editable']).toBe(false);
  });

  it.each(dashboards)('$path choose by labels that there are, and use each choice', ({ path, board }) => {
    for (const { name, query } of [...board['templating']!['list']!] as unknown as { name: string; query: Loose }[]) {
      const [, metric = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(query['query']!) ?? [];
      expect([...labelsOf(metric)]).toContain(label);
      expect([...exposed.keys()]).toContain(metric);
      expect(readDeployment(path)).toContain(`=~\\"$${name}\\"`);
    }
    const known = new Set([...board['templating']!['list']!].map(({ name }) => `"$${name}"`));
    const used = new Set(
      targets
        .filter(({ place }) => place.startsWith(path))
        .flatMap(({ target }) => String(target['expr']).match(/"\$\w+"/g) ?? []),
    );
    expect([...used].filter((one) => !known.has(one))).toEqual([]);
  });

  it('ask data sources that are provisioned', () => {
    const sources = [...readYaml('compose/grafana/provisioning/datasources/datasources.yaml')[0]!['datasources']!];
    const known = new Map(sources.map(({ uid, type }) => [String(uid), String(type)]));
    for (const { target, panel } of targets) {
      expect(known.get(target['datasource']!['uid']!)).toBe(target['datasource']!['type']);
      expect(panel['datasource']).toEqual(target['datasource']);
    }
    expect(known.get('jaeger')).toBe('jaeger');
  });
});

describe('alerts', () => {
  it('say how bad it is and what happened, by labels that their result has', () => {
    for (const rule of rules) {
      expect(['critical', 'warning']).toContain(rule['labels']!['severity']);
      const { metrics, grouped } = readPromql(rule['expr']!);
      const left = grouped.length > 0 ? grouped : metrics.flatMap(({ name }) => [...labelsOf(name)]);
      const spoken = [...String(rule['annotations']!['summary']).matchAll(/\$labels\.(\w+)/g)].map(
        ([, label]) => label!,
      );
      for (const label of spoken) expect(left, rule['alert']).toContain(label);
    }
  });
});
