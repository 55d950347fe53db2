import { describe, expect, it } from 'vitest';
import { mcpTransport } from '../../../../main/headless/mcp-transport';

describe('mcpTransport', () => {
  it.each([
    [undefined, 'streamable-http'],
    ['', 'streamable-http'],
    ['streamable-http', 'streamable-http'],
    ['stdio', 'stdio'],
  ])('reads %j as %s', (asked, transport) => {
    expect(mcpTransport({ MCP_TRANSPORT: asked })).toBe(transport);
  });

  it.each(['sse', 'STDIO', 'http', ' stdio'])('refuses %j and says what there is', (asked) => {
    expect(() => mcpTransport({ MCP_TRANSPORT: asked })).toThrow(
      `MCP_TRANSPORT is "${asked}": it may be "stdio" or "streamable-http"`,
    );
  });
});
