import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Container } from '../../../../../../main/admin/clients/client-definition';
import { ENTRY_NAME, HTTP, STDIO } from '../../../../../../main/admin/clients/entry-dialects';
import { readEntries, withEntry } from '../../../../../../main/admin/clients/text/edit-entries';
import type { JsonObject } from '../../../../../../shared/model/json-rpc';
import { neatJson, oddJson, type OddText, oddToml, oddYaml } from '../../../../../support/odd-texts';

const WIRING = {
  transport: 'stdio',
  command: '/data/bin/smg',
  args: ['--client', 'x y'],
  env: { KEY: 'smg_"\\k' },
} as const;
const ADDRESS = {
  transport: 'http',
  url: 'http://127.0.0.1:8000/mcp',
  headers: { Authorization: 'Bearer k' },
} as const;

interface Case {
  readonly container: Container;
  readonly texts: fc.Arbitrary<OddText>;
  readonly entries: readonly JsonObject[];
}

const map = (format: Container['format'], ...path: readonly string[]): Container => ({ format, path, shape: 'map' });
const plain = [STDIO.plain(WIRING), HTTP.typed(ADDRESS)];

const CASES: Readonly<Record<string, Case>> = {
  'odd JSON': { container: map('json', 'mcpServers'), texts: oddJson('mcpServers', false), entries: plain },
  'neat JSON': { container: map('json', 'mcpServers'), texts: neatJson('mcpServers'), entries: plain },
  'odd JSON with comments': {
    container: map('jsonc', 'amp.mcpServers'),
    texts: oddJson('amp.mcpServers', true),
    entries: plain,
  },
  'neat JSON with comments': { container: map('jsonc', 'mcp'), texts: neatJson('mcp'), entries: [STDIO.words(WIRING)] },
  TOML: { container: map('toml', 'mcp_servers'), texts: oddToml, entries: [STDIO.codex(WIRING), HTTP.codex(ADDRESS)] },
  'YAML mappings': {
    container: map('yaml', 'extensions'),
    texts: oddYaml('extensions', 'map'),
    entries: [STDIO.goose(WIRING)],
  },
  'YAML lists': {
    container: { format: 'yaml', path: ['mcpServers'], shape: 'list' },
    texts: oddYaml('mcpServers', 'list'),
    entries: [STDIO.named(WIRING), HTTP.continue(ADDRESS)],
  },
};

describe.each(Object.entries(CASES))('%s', (_, { container, texts, entries }) => {
  const file = (text: string) => ({ path: '/c', text, container });

  it('takes an entry, gives it back, and has the bytes of before when it is gone', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(...entries), async ({ text, servers }, entry) => {
        const added = await withEntry(file(text), ENTRY_NAME, entry);
        const read = await readEntries(file(added));
        expect(Object.keys(read)).toHaveLength(servers + 1);
        const removed = await withEntry(file(added), ENTRY_NAME, undefined);
        expect(await readEntries(file(removed))).toEqual(await readEntries(file(text)));
        // Only a container that was empty or missing may look otherwise afterwards, and a last line without an end.
        if (servers > 0) expect(removed.trimEnd()).toBe(text.trimEnd());
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing when the same entry is put twice, and finds one that was changed', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async ({ text }) => {
        const [entry = {}] = entries;
        const added = await withEntry(file(text), ENTRY_NAME, entry);
        expect(await withEntry(file(added), ENTRY_NAME, entry)).toBe(added);
        const changed = await withEntry(file(added), ENTRY_NAME, entries.at(-1));
        expect((await readEntries(file(changed)))[ENTRY_NAME]).toEqual(entries.at(-1));
      }),
      { numRuns: 150 },
    );
  });
});
