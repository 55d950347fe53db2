import type { ServerDraft } from './server-draft';

/** A server that others publish, and what it is for. */
export interface CatalogueEntry {
  readonly draft: Pick<ServerDraft, 'name' | 'command' | 'args' | 'description'>;
  readonly text: string;
}

const npm = (name: string, text: string, ...more: readonly string[]): CatalogueEntry => ({
  draft: {
    name,
    command: 'npx',
    args: ['-y', `@modelcontextprotocol/server-${name}`, ...more].join('\n'),
    description: text,
  },
  text,
});

const python = (name: string, text: string): CatalogueEntry => ({
  draft: { name, command: 'uvx', args: `mcp-server-${name}`, description: text },
  text,
});

/** The reference servers of the Model Context Protocol. The form is filled with one; nothing is fetched before it runs. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  npm('filesystem', 'Reads and writes files in the folders that you name.', '/path/to/a/folder'),
  npm('memory', 'Remembers facts between conversations.'),
  npm('sequential-thinking', 'Lets a model think in steps.'),
  npm('everything', 'Shows every feature of the protocol; for tests.'),
  python('fetch', 'Reads pages of the web.'),
  python('git', 'Looks at and changes git repositories.'),
  python('time', 'Tells times and converts them between zones.'),
];
