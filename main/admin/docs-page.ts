import { type Contract, listOperations, routeOf } from '../../shared/contract/define';
import { API_ROOT } from './contract-routes';

/** A page that lists the operations; without scripts, so that the console’s rules hold for it, too. */
export function renderDocs(contract: Contract, version: string, isOffered: (name: string) => boolean): string {
  const offered = listOperations(contract).filter(([name]) => isOffered(name));
  const groups = [...new Set(offered.map(([name]) => name.split('.')[0] ?? ''))];
  const sections = groups.map((group) => {
    const rows = offered
      .filter(([name]) => name.startsWith(`${group}.`))
      .map(([name, operation]) => {
        const { method, path } = routeOf(operation);
        const cells = [method, API_ROOT + path, operation.summary, operation.scope, name].map((text, column) =>
          column === 2 ? `<td>${escape(text)}</td>` : `<td><code>${escape(text)}</code></td>`,
        );
        return `<tr>${cells.join('')}</tr>`;
      });
    return `<h2>${escape(group)}</h2><table border="1" cellpadding="6"><tr>${HEAD}</tr>${rows.join('')}</table>`;
  });
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Admin API</title></head><body>` +
    `<h1>Secure MCP Gateway ${escape(version)}: admin API</h1>` +
    `<p>Send <code>Authorization: Bearer &lt;admin token&gt;</code>. Answers are ` +
    `<code>{ message, data, timestamp }</code>; refusals hold an error object. ` +
    `<a href="/openapi.json">OpenAPI 3.1</a> has every input and output.</p>${sections.join('')}</body></html>`
  );
}

const HEAD = ['Method', 'Path', 'What it does', 'Scope', 'Name'].map((text) => `<th>${text}</th>`).join('');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
