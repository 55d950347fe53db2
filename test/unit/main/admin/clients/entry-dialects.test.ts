import { describe, expect, it } from 'vitest';
import type { Wiring } from '../../../../../main/admin/clients/entry-dialects';
import { entryFor } from '../../../../../main/admin/clients/entry-state';
import { findClient } from '../../../../../main/admin/clients/find-client';

const STDIO: Wiring = { transport: 'stdio', command: '/c', args: ['--client', 'x'], env: { K: 'k' } };
const HTTP: Wiring = { transport: 'http', url: 'http://u/mcp', headers: { Authorization: 'Bearer k' } };
const program = { command: '/c', args: ['--client', 'x'], env: { K: 'k' } };
const headers = { Authorization: 'Bearer k' };
const address = { url: 'http://u/mcp', headers };

describe('entries in the words of each client', () => {
  it.each([
    ['cursor', program],
    ['claude-code', { type: 'stdio', ...program }],
    ['vscode', { type: 'stdio', ...program }],
    ['copilot-cli', { type: 'local', ...program, tools: ['*'] }],
    ['zed', { source: 'custom', ...program }],
    ['opencode', { type: 'local', command: ['/c', '--client', 'x'], environment: { K: 'k' }, enabled: true }],
    ['continue', { name: 'secure-mcp-gateway', ...program }],
    ['codex', { ...program, startup_timeout_sec: 20, tool_timeout_sec: 300 }],
    ['mistral-vibe', { name: 'secure-mcp-gateway', transport: 'stdio', ...program }],
    ['sema4', { transport: 'stdio', ...program }],
  ])('%s starts a program', (id, entry) => {
    expect(entryFor(findClient(id), STDIO)).toEqual(entry);
  });

  it.each([
    ['cursor', address],
    ['claude-code', { type: 'http', ...address }],
    ['windsurf', { serverUrl: 'http://u/mcp', headers }],
    ['cline', { type: 'streamableHttp', ...address }],
    ['roo-code', { type: 'streamable-http', ...address }],
    ['kilo-code', { type: 'remote', ...address, enabled: true }],
    ['gemini-cli', { httpUrl: 'http://u/mcp', headers }],
    ['copilot-cli', { type: 'http', ...address, tools: ['*'] }],
    ['anythingllm', { type: 'streamable', ...address }],
    ['codex', { url: 'http://u/mcp', tool_timeout_sec: 300, http_headers: headers }],
    ['grok-build', { type: 'http', ...address, enabled: true }],
    [
      'continue',
      { name: 'secure-mcp-gateway', type: 'streamable-http', url: 'http://u/mcp', requestOptions: { headers } },
    ],
    ['claude-desktop', undefined],
    ['witsy', undefined],
  ])('%s asks an address', (id, entry) => {
    expect(entryFor(findClient(id), HTTP)).toEqual(entry);
  });

  it('goose has every member it wants', () => {
    expect(entryFor(findClient('goose'), STDIO)).toMatchObject({
      type: 'stdio',
      cmd: '/c',
      envs: { K: 'k' },
      bundled: null,
    });
    expect(entryFor(findClient('goose'), HTTP)).toMatchObject({
      type: 'streamable_http',
      uri: 'http://u/mcp',
      headers,
    });
  });
});
