import type { ParseError } from 'jsonc-parser';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';

export type ImportFormat = 'json' | 'jsonc' | 'toml' | 'yaml';

export interface ImportedText {
  readonly format: ImportFormat;
  readonly value: JsonObject;
}

/** Far more than any configuration needs. */
const MAX_LENGTH = 8 * 1024 * 1024;
/** An alias may stand for much; a hundred of them for too much (YAML 1.2, “billion laughs”). */
const MAX_ALIASES = 100;

/**
 * Reads what people paste: JSON, JSON with comments and trailing commas, TOML or YAML; also without the braces around
 * it. Throws `config_invalid` with what each reading found wrong, never repeating the text.
 */
export async function readImportText(text: string): Promise<ImportedText> {
  if (text.length > MAX_LENGTH) throw unreadable(['it is larger than 8 MiB']);
  if (text.trim() === '') throw unreadable(['it is empty']);
  const problems: string[] = [];
  for (const candidate of candidates(text)) {
    for (const [format, read] of READERS) {
      const found = await read(candidate).catch((failure: unknown) => {
        problems.push(`as ${format.toUpperCase()}: ${reasonOf(failure)}`);
      });
      if (isJsonObject(found)) return { format, value: found };
    }
  }
  throw unreadable([...new Set(problems)].slice(0, READERS.length));
}

/** A snippet is often the inside of an object: `"github": { … }`. */
function candidates(text: string): readonly string[] {
  const trimmed = text.trim();
  return /^"[^"\n]+"\s*:/.test(trimmed) ? [trimmed, `{${trimmed.replace(/,\s*$/, '')}}`] : [trimmed];
}

type Read = (text: string) => Promise<unknown>;

const READERS: readonly (readonly [ImportFormat, Read])[] = [
  ['json', async (text) => JSON.parse(text) as unknown],
  ['jsonc', readJsonc],
  ['toml', async (text) => (await import('smol-toml')).parse(text)],
  ['yaml', readYaml],
];

async function readJsonc(text: string): Promise<unknown> {
  const { parse, printParseErrorCode } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first === undefined) return value;
  const line = text.slice(0, first.offset).split('\n').length;
  throw new SyntaxError(`${printParseErrorCode(first.error)} in line ${line}`);
}

async function readYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  const value: unknown = parse(text, { maxAliasCount: MAX_ALIASES, prettyErrors: false });
  // Almost any text is YAML: a plain one is not meant.
  if (typeof value === 'string') throw new SyntaxError('it is plain text');
  return value;
}

/** The libraries quote the text, which may hold secrets; what stands before the quotation suffices. */
function reasonOf(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure);
  const [first = ''] = message.split('\n');
  return first.replace(/["'`].*$/s, '…').slice(0, 120);
}

function unreadable(problems: readonly string[]): GatewayError {
  return new GatewayError('config_invalid', `This cannot be read: ${problems.join('; ')}`);
}
