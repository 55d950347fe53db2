import type { Limits } from '../../../shared/config/limits';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { Counters } from '../limits/counters';
import { edgesOf, outlineOf, pagesOf, shapeOf } from './outline';
import { type PagedText, pageText } from './paged-text';
import type { ResultOwner, ResultStore } from './result-store';
import { exceedsSize } from './size-of-value';

export interface ShorteningNeeds {
  /** `gateway` for the gateway’s own tools. */
  readonly server: string;
  readonly tool: string;
  readonly owner: ResultOwner;
  /** Clients check structured content against it, so it must stay as it is or not be there at all. */
  readonly hasOutputSchema: boolean;
  /** `resource_link` came with 2025-06-18; older clients refuse a result that has one. */
  readonly knowsLinks: boolean;
  readonly limits: Pick<Limits, 'resultSize' | 'structuredSize' | 'binarySize' | 'results'>;
  readonly results: ResultStore;
  readonly counters: Counters;
}

/** Where something that is no longer in the result can be read. */
interface Kept {
  readonly uri: string | undefined;
  readonly paged: PagedText;
  readonly bytes: number;
  readonly mimeType: string;
}

type Block = Readonly<Record<string, unknown>>;

/**
 * The same result where it is small enough. Else what is too large is kept to be read page by page, and the result says
 * how, with a beginning, an end and an outline.
 */
export async function shortenResult(result: JsonObject, needs: ShorteningNeeds): Promise<JsonObject> {
  const { limits, hasOutputSchema } = needs;
  if (limits.resultSize === 0) return result;
  const content = Array.isArray(result['content']) ? (result['content'] as readonly unknown[]) : [];
  const texts = content.flatMap((block) => textOf(block) ?? []);
  const isLong = texts.reduce((sum, text) => sum + text.length, 0) > limits.resultSize;
  const isHeavy = content.some((block) => (binaryOf(block)?.data.length ?? 0) > limits.binarySize);
  const structured = result['structuredContent'];
  const isBulky = exceedsSize(structured, hasOutputSchema ? limits.structuredSize : limits.resultSize);
  if (!isLong && !isHeavy && !isBulky) return result;

  const whole = texts.length === 1 ? (texts[0] ?? '') : texts.join('\n');
  const kept = isLong ? await keep(whole, 'text/plain', needs) : undefined;
  const others = isLong ? content.filter((block) => textOf(block) === undefined) : content;
  const carried = await Promise.all(others.map((block) => carry(block, needs)));
  const blocks = [...(kept === undefined ? [] : told(kept, noteOf(kept, whole, needs), needs)), ...carried.flat()];
  const shortened = { ...result, content: blocks };
  return isBulky ? withoutBulk(shortened, { structured, whole, kept }, needs) : shortened;
}

/** The text that a block shows to a model. */
function textOf(block: unknown): string | undefined {
  if (!isJsonObject(block)) return undefined;
  const { type, text, resource } = block;
  if (type === 'text') return typeof text === 'string' ? text : undefined;
  if (type !== 'resource' || !isJsonObject(resource)) return undefined;
  return typeof resource['text'] === 'string' ? resource['text'] : undefined;
}

function binaryOf(block: unknown): { readonly data: string; readonly mimeType: string } | undefined {
  if (!isJsonObject(block)) return undefined;
  const { type, resource } = block;
  const holder = type === 'resource' && isJsonObject(resource) ? resource : block;
  const data = type === 'resource' ? holder['blob'] : holder['data'];
  const { mimeType } = holder;
  if (typeof data !== 'string') return undefined;
  return { data, mimeType: typeof mimeType === 'string' ? mimeType : 'application/octet-stream' };
}

async function carry(block: unknown, needs: ShorteningNeeds): Promise<readonly unknown[]> {
  const binary = binaryOf(block);
  if (binary === undefined || binary.data.length <= needs.limits.binarySize) return [block];
  const kept = await keep(binary.data.replace(/\s+/g, ''), binary.mimeType, needs, true);
  const what = `${binary.mimeType}, ${kept.bytes} characters of base64, ${pagesOf(kept.paged.pages.length)}`;
  return told(
    kept,
    `A part of this result of ${nameOf(needs)} is too large to be handed out: ${what}.\n${howToRead(kept, needs)}`,
    needs,
  );
}

async function keep(text: string, mimeType: string, needs: ShorteningNeeds, isBinary = false): Promise<Kept> {
  const { server, tool, owner, limits, results, counters } = needs;
  const paged = await pageText(text);
  const bytes = Buffer.byteLength(text);
  const id = results.keep({ paged, bytes, mimeType, isBinary, server, tool }, owner, limits.results);
  counters.count('result_paged', server);
  return { uri: id === undefined ? undefined : `gateway://result/${id}`, paged, bytes, mimeType };
}

function told(kept: Kept, text: string, needs: ShorteningNeeds): readonly Block[] {
  const note = { type: 'text', text };
  if (kept.uri === undefined || !needs.knowsLinks) return [note];
  const { uri, bytes: size, mimeType, paged } = kept;
  const description = `${pagesOf(paged.pages.length)}; add ?page=N to read one, ?search=words to find lines`;
  return [note, { type: 'resource_link', uri, name: `Whole result of ${nameOf(needs)}`, description, mimeType, size }];
}

function noteOf(kept: Kept, whole: string, needs: ShorteningNeeds): string {
  const { head, tail } = edgesOf(whole, needs.limits.resultSize);
  const outline = outlineOf(kept.paged, kept.bytes);
  const intro = `This result of ${nameOf(needs)} is too large to be handed out at once: ${outline}.`;
  return `${intro}\n${howToRead(kept, needs)}\n\n--- It begins ---\n${head}\n--- and ends ---\n${tail}`;
}

function howToRead({ uri, paged }: Kept, { limits }: ShorteningNeeds): string {
  if (uri === undefined) return 'The rest was not kept: it is larger than limits.results.bytesPerKey allows.';
  return [
    `Read it as a resource within ${Math.round(limits.results.seconds / 60)} minutes:`,
    `  ${uri}?page=1 … ${uri}?page=${paged.pages.length} — joined, the pages are the whole, unchanged`,
    `  ${uri}?search=words — the lines that hold all these words, with their numbers and pages`,
    'If the tool can be asked for less, that is quicker.',
  ].join('\n');
}

const nameOf = ({ server, tool }: ShorteningNeeds): string => `${server} · ${tool}`;

interface Bulk {
  readonly structured: unknown;
  /** The text of the result, which often is the structured content once more. */
  readonly whole: string;
  readonly kept: Kept | undefined;
}

/**
 * Without a schema an outline takes its place. With one nothing that is shorter would fit it, so there is none: such a
 * result must be an error, or the client would miss what the schema promises.
 */
async function withoutBulk(
  { structuredContent: _, ...result }: JsonObject & { readonly content: readonly unknown[] },
  { structured, whole, kept }: Bulk,
  needs: ShorteningNeeds,
): Promise<JsonObject> {
  const json = JSON.stringify(structured);
  const isSame = kept !== undefined && (whole === json || whole === JSON.stringify(structured, undefined, 2));
  const own = isSame ? kept : await keep(json, 'application/json', needs);
  const shape = shapeOf(structured);
  const note = `The structured content of this result of ${nameOf(needs)} is too large to be handed out: ${shape}.`;
  const link = isSame ? [] : told(own, `${note}\n${howToRead(own, needs)}`, needs);
  if (!needs.hasOutputSchema) {
    const outline = { shortened: true, shape, characters: json.length, pages: own.paged.pages.length };
    const structuredContent = { ...outline, ...(own.uri === undefined ? {} : { uri: own.uri }) };
    return { ...result, content: [...result.content, ...link], structuredContent };
  }
  const done = 'The tool was called and has answered; only its answer does not fit into one result.';
  const marked = [{ type: 'text', text: done }, ...result.content, ...link];
  return { ...result, content: marked, isError: true };
}
