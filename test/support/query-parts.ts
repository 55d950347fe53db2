import { parser as promql } from '@prometheus-io/lezer-promql';
import { parser as logql } from '@grafana/lezer-logql';

/** What a query names. */
export interface QueryParts {
  /** Of metrics, with the labels that are asked of each. */
  readonly metrics: readonly { readonly name: string; readonly matchers: readonly Matcher[] }[];
  /** Labels that results are grouped by. */
  readonly grouped: readonly string[];
}

export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** Grafana puts these in before it asks. */
const withVariables = (query: string): string =>
  query.replace(/\[\$__(?:rate_interval|range|auto)\]/g, '[5m]').replace(/"\$[a-z_]+"/g, '".*"');

type Parser = typeof promql | typeof logql;

/** Walks the syntax tree; throws where the grammar does. */
function walk(
  parser: Parser,
  query: string,
  enter: (name: string, text: string, path: readonly string[]) => void,
): void {
  const path: string[] = [];
  parser.parse(query).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`Not a query at ${node.from}: ${query}`);
      enter(node.name, query.slice(node.from, node.to), path);
      path.push(node.name);
    },
    leave: () => void path.pop(),
  });
}

/** Reads a PromQL query with the grammar of Prometheus. */
export function readPromql(given: string): QueryParts {
  const query = withVariables(given);
  const metrics: { name: string; matchers: Matcher[] }[] = [];
  const grouped: string[] = [];
  let isGrouping = false;
  walk(promql, query, (name, text, path) => {
    if (name === 'Identifier' && path.at(-1) === 'VectorSelector') metrics.push({ name: text, matchers: [] });
    if (name === 'UnquotedLabelMatcher') metrics.at(-1)!.matchers.push(matcherOf(text));
    isGrouping = path.includes('GroupingLabels');
    if (name === 'LabelName' && isGrouping) grouped.push(text);
  });
  return { metrics, grouped };
}

/** Reads a LogQL query with the grammar of Grafana. What it names are labels of the lines. */
export function readLogql(given: string): { readonly matchers: readonly Matcher[]; readonly named: readonly string[] } {
  const query = withVariables(given);
  const matchers: Matcher[] = [];
  const named: string[] = [];
  walk(logql, query, (name, text, path) => {
    if (name === 'Matcher') matchers.push(matcherOf(text));
    if (name === 'Identifier' && path.includes('Labels')) named.push(text);
  });
  // `line_format` and legends speak of labels, too.
  named.push(...[...query.matchAll(/\{\{\s*\.(\w+)\s*\}\}/g)].map(([, label]) => label!));
  return { matchers, named: [...named, ...matchers.map(({ label }) => label)] };
}

function matcherOf(text: string): Matcher {
  const [, label, operator, value] = /^(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"$/.exec(text) ?? [];
  if (label === undefined || operator === undefined || value === undefined) throw new Error(`Not a matcher: ${text}`);
  return { label, operator, value };
}
