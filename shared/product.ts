/** How the product names itself, over MCP and to people. The version is that of package.json; a test holds them together. */
export const PRODUCT = { name: 'secure-mcp-gateway', title: 'Secure MCP Gateway', version: '0.1.0' } as const;
