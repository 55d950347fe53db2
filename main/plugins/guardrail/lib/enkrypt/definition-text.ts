import { walkStrings } from '../walk-strings';

const SPOKEN_FIRST: ReadonlySet<string> = new Set(['/name', '/description']);

/** A definition as the vendor is used to reading one: name and description first, then everything else that it says. */
export function definitionText(phase: 'server' | 'listing' | 'input' | 'output', content: unknown): string {
  const definition = typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
  const { serverInfo, instructions, annotations } = definition;
  const named = phase === 'server' && typeof serverInfo === 'object' && serverInfo !== null ? serverInfo : definition;
  const { name, description } = named as Record<string, unknown>;
  const head = `${phase === 'server' ? 'MCP Server' : 'Tool'}: ${text(name)} - ${text(description ?? instructions)}`;
  const rest = [...walkStrings(content)]
    .filter(({ at, isKey }) => !isKey && !SPOKEN_FIRST.has(at))
    .map((one) => one.text);
  return [`${head}${hints(annotations)}`, ...rest].join('\n');
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function hints(annotations: unknown): string {
  if (typeof annotations !== 'object' || annotations === null) return '';
  const { destructiveHint, readOnlyHint } = annotations as Record<string, unknown>;
  return `${destructiveHint === true ? ' [DESTRUCTIVE]' : ''}${readOnlyHint === true ? ' [READ-ONLY]' : ''}`;
}
