import { describe, expect, it } from 'vitest';
import { ParamHeaders } from '../../../../../main/gateway/upstream/param-headers';
import { answerJson, listen, readJson } from './http-server-under-test';
import { callTool, poolUnderTest } from './pool-under-test';

const inputSchema = {
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    nested: { type: 'object', properties: { dry: { type: 'boolean', 'x-mcp-header': 'Dry-Run' } } },
    count: { type: 'integer', 'x-mcp-header': 'Count' },
    bad: { type: 'string', 'x-mcp-header': 'not a header\r\nX: y' },
  },
};

describe('arguments in headers', () => {
  it.each([
    [
      { region: 'eu', nested: { dry: false }, count: 0 },
      { Region: 'eu', 'Dry-Run': 'false', Count: '0' },
    ],
    [{ region: null }, {}],
    [{ region: '' }, { Region: '=?base64??=' }],
    [{ region: ' eu' }, { Region: `=?base64?${btoa(' eu')}?=` }],
    [{ region: 'a\r\nX: y' }, { Region: `=?base64?${btoa('a\r\nX: y')}?=` }],
    [{ region: '=?base64?eA==?=' }, { Region: `=?base64?${btoa('=?base64?eA==?=')}?=` }],
    [{ count: 2 ** 60 }, {}],
    [{ bad: 'x' }, {}],
  ])('%j', (given, expected) => {
    const headers = new ParamHeaders();
    headers.learn({ tools: [{ name: 'deploy', inputSchema }, null, { name: 7 }] });
    const prefixed = Object.fromEntries(Object.entries(expected).map(([name, value]) => [`Mcp-Param-${name}`, value]));
    expect(headers.headersFor({ name: 'deploy', arguments: given })).toEqual(prefixed);
  });

  it('are learnt from the tool list when a server insists on them', async () => {
    const { start } = poolUnderTest();
    const methods: string[] = [];
    const { url } = await listen((request, response) => {
      void readJson(request).then(({ id, method = '' }) => {
        methods.push(method);
        const result = (given: object) => answerJson(response, 200, { jsonrpc: '2.0', id, result: given });
        if (method === 'server/discover') return result({ supportedVersions: ['2026-07-28'], capabilities: {} });
        if (method === 'tools/list') return result({ tools: [{ name: 'deploy', inputSchema }] });
        const region = request.headers['mcp-param-region'];
        if (region !== undefined) return result({ content: [{ type: 'text', text: region }] });
        const error = { code: -32020, message: 'Mcp-Param-Region is missing' };
        answerJson(response, 400, { jsonrpc: '2.0', id, error });
      });
    });
    const server = start({ url });
    expect(await callTool(server, 'deploy', { region: 'eu' })).toBe('eu');
    expect(await callTool(server, 'deploy', { region: 'us' })).toBe('us');
    expect(methods).toEqual(['server/discover', 'tools/call', 'tools/list', 'tools/call', 'tools/call']);
    await expect(callTool(server, 'deploy', {})).rejects.toMatchObject({ error: { code: -32020 } });
  });
});
