import { describe, expect, it } from 'vitest';
import { GatewayConfig } from '../../../../../../shared/config/gateway-config';
import { planImport } from '../../../../../../main/gateway/config/import/plan-import';

const notesOf = async (text: string) =>
  Object.fromEntries((await planImport(text)).notes.map(({ place, outcome, detail }) => [place, detail ?? outcome]));

const fits = (servers: unknown): boolean =>
  GatewayConfig.safeParse({ version: 1, configs: { main: { name: 'Main', servers } } }).success;

const SERVER = { command: 'npx', args: ['-y', '@scope/pkg', '--flag,with,commas'], env: { TOKEN: 'x' } };

describe('the servers of clients', () => {
  it.each([
    ['Claude, Cursor and most others', { mcpServers: { files: SERVER } }],
    ['VS Code', { servers: { files: { type: 'stdio', ...SERVER } }, inputs: [] }],
    ['the settings of VS Code', { mcp: { servers: { files: SERVER } } }],
    [
      'Zed',
      {
        context_servers: { files: { source: 'custom', command: { path: 'npx', args: SERVER.args, env: SERVER.env } } },
      },
    ],
    ['a list of words', { mcpServers: { files: { command: ['npx', ...SERVER.args], environment: SERVER.env } } }],
    ['a map alone', { files: SERVER }],
  ])('are found as %s writes them', async (_who, value) => {
    const { kind, servers } = await planImport(JSON.stringify(value));
    expect(kind).toBe('client');
    expect(servers).toEqual({ files: SERVER });
    expect(fits(servers)).toBe(true);
  });

  it('are read with comments, as TOML, as YAML, and without their braces', async () => {
    const expected = { files: { command: 'npx', args: ['-y', 'pkg'] } };
    const jsonc = '{ // mine\n "mcpServers": { "files": { "command": "npx", "args": ["-y", "pkg"], }, } }';
    const toml = '[mcp_servers.files]\ncommand = "npx"\nargs = ["-y", "pkg"]\n';
    const yaml = 'extensions:\n  files:\n    cmd: npx\n    args: [-y, pkg]\n';
    const snippet = '"files": { "command": "npx", "args": ["-y", "pkg"] },';
    const formats = [];
    for (const text of [jsonc, toml, yaml, snippet]) {
      const { format, servers } = await planImport(text);
      formats.push(format);
      expect(servers).toEqual(expected);
    }
    expect(formats).toEqual(['jsonc', 'toml', 'yaml', 'json']);
  });

  it('at an address keep it, their headers and how they speak', async () => {
    const { servers } = await planImport(
      JSON.stringify({
        mcpServers: {
          a: { url: 'https://a.example/mcp', headers: { 'X-Key': '${API_KEY}' } },
          b: { type: 'sse', serverUrl: 'https://b.example/sse' },
          c: { httpUrl: 'https://c.example/mcp', bearer_token_env_var: 'C_TOKEN' },
        },
      }),
    );
    expect(servers).toEqual({
      a: { url: 'https://a.example/mcp', headers: { 'X-Key': '${env:API_KEY}' } },
      b: { url: 'https://b.example/sse', transport: 'sse' },
      c: { url: 'https://c.example/mcp', headers: { Authorization: 'Bearer ${env:C_TOKEN}' } },
    });
    expect(fits(servers)).toBe(true);
  });

  it('get names that fit, and nothing of them is dropped silently', async () => {
    const text = JSON.stringify({
      mcpServers: {
        'my files__here!': { ...SERVER, alwaysAllow: ['read'], madeUp: 1, timeout: 60_000, disabled: true },
        'my-files_here': { command: 'x' },
        broken: { args: [] },
        asks: { command: 'x', env: { KEY: '${input:api key}' } },
      },
    });
    const { servers } = await planImport(text);
    expect(Object.keys(servers ?? {})).toEqual(['my-files_here', 'my-files_here-2', 'asks']);
    expect(servers?.['my-files_here']).toMatchObject({ enabled: false, toolTimeout: 60 });
    expect(servers?.['asks']).toMatchObject({ env: { KEY: '${secret:api-key}' } });
    const notes = await notesOf(text);
    expect(notes['mcpServers.my files__here!.alwaysAllow']).toMatch(/client alone/);
    expect(notes['mcpServers.my files__here!.madeUp']).toBe('is not known');
    expect(notes['mcpServers.broken']).toMatch(/neither a program nor an address/);
    expect(notes['mcpServers.asks.env.KEY']).toMatch(/secret set api-key/);
  });
});

describe('a server.json of the registry', () => {
  const base = { $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json' };

  it('becomes the program that runs its package', async () => {
    const { kind, servers } = await planImport(
      JSON.stringify({
        ...base,
        name: 'io.github.ada/weather',
        description: 'Tells the weather',
        version: '1.2.0',
        packages: [
          { registryType: 'mcpb', identifier: 'https://x.example/a.mcpb' },
          {
            registryType: 'npm',
            identifier: '@ada/weather',
            version: '1.2.0',
            transport: { type: 'stdio' },
            packageArguments: [
              { type: 'named', name: '--units', default: 'metric' },
              { type: 'positional', value: 'run' },
            ],
            environmentVariables: [
              { name: 'API_KEY', isSecret: true, isRequired: true },
              { name: 'MODE', default: 'fast' },
            ],
          },
        ],
      }),
    );
    expect(kind).toBe('registry');
    expect(servers).toEqual({
      weather: {
        description: 'Tells the weather',
        command: 'npx',
        args: ['-y', '@ada/weather@1.2.0', '--units', 'metric', 'run'],
        env: { API_KEY: '${secret:API_KEY}', MODE: 'fast' },
      },
    });
    expect(fits(servers)).toBe(true);
  });

  it('becomes its address where it has one', async () => {
    const { servers } = await planImport(
      JSON.stringify({
        ...base,
        name: 'com.example/notes',
        remotes: [
          {
            type: 'streamable-http',
            url: 'https://{tenant}.example.com/mcp',
            variables: { tenant: { default: 'main' } },
            headers: [{ name: 'Authorization', value: 'Bearer {token}', isSecret: true }],
          },
        ],
      }),
    );
    expect(servers).toEqual({
      notes: { url: 'https://main.example.com/mcp', headers: { Authorization: 'Bearer ${secret:Authorization}' } },
    });
  });

  it('is refused when nothing in it can be run', async () => {
    const text = JSON.stringify({ name: 'a/b', packages: [{ registryType: 'mcpb', identifier: 'x' }] });
    await expect(planImport(text)).rejects.toThrow(/can be run/);
  });
});

const PRODUCT = {
  admin_apikey: 'a'.repeat(256),
  common_mcp_gateway_config: {
    enkrypt_log_level: 'INFO',
    enkrypt_tool_cache_expiration: 4,
    enkrypt_gateway_cache_expiration: 24,
    enkrypt_mcp_use_external_cache: false,
    timeout_settings: {
      default_timeout: 30,
      tool_execution_timeout: 60,
      made_up: 1,
      escalation_policies: { warn_threshold: 0.8, timeout_threshold: 1, fail_threshold: 1.2 },
    },
  },
  plugins: {
    auth: { provider: 'local_apikey', config: {} },
    guardrails: {
      provider: 'enkrypt',
      config: { api_key: 'ek-real-key-0123456789', base_url: 'https://api.enkryptai.com' },
    },
    telemetry: { provider: 'opentelemetry', config: { enabled: true, url: 'http://localhost:4317' } },
  },
  mcp_configs: {
    'fcbd4508-1432-4f13-abb9-c495c946f638': {
      mcp_config_name: 'default_config',
      mcp_config: [
        {
          server_name: 'echo__server',
          description: 'Echoes',
          config: { command: 'python', args: ['echo.py', 'a,b'], env: { TOKEN: 't', N: 1 } },
          tools: { echo: 'says it again' },
          enable_server_info_validation: false,
          enable_tool_guardrails: true,
          input_guardrails_policy: { enabled: false },
          output_guardrails_policy: { enabled: true, policy_name: '', block: ['pii'] },
          oauth_config: {
            enabled: true,
            OAUTH_TOKEN_URL: 'https://as.example/token',
            OAUTH_CLIENT_ID: 'c',
            OAUTH_CLIENT_SECRET: 's',
          },
        },
        { server_name: 'empty' },
      ],
    },
  },
  projects: {
    p1: {
      project_name: 'Default',
      mcp_config_id: 'fcbd4508-1432-4f13-abb9-c495c946f638',
      users: ['u1', 'gone'],
      created_at: 'x',
    },
    p2: { project_name: 'Lost', mcp_config_id: 'nowhere', users: [] },
  },
  users: { u1: { email: 'default@example.com', created_at: 'x' }, u2: { email: 'not an address' } },
  apikeys: {
    OLDKEYOLDKEYOLDKEYOLDKEYOLDKEYOLDKEYOLDKEYOLDKEY: {
      project_id: 'p1',
      user_id: 'u1',
      created_at: 'x',
      rotated_from: 'secret',
    },
    DISABLEDKEYDISABLEDKEYDISABLEDKEYDISABLEDKEY0123: { project_id: 'p1', user_id: 'u1', disabled: true },
    STRAYKEYSTRAYKEYSTRAYKEYSTRAYKEYSTRAYKEY01234567: { project_id: 'gone', user_id: 'u1' },
  },
  surprise: true,
};

describe('a configuration of the base product', () => {
  it('becomes a valid one of ours', async () => {
    const { kind, config, keys } = await planImport(JSON.stringify(PRODUCT));
    expect(kind).toBe('base-product');
    const parsed = GatewayConfig.safeParse({ version: 1, ...config });
    expect(parsed.error?.issues).toBeUndefined();
    expect(parsed.data).toMatchObject({
      cache: { toolSeconds: 14_400, configSeconds: 86_400 },
      timeouts: { default: 30, tool_execution: 60, escalation: { warn: 0.8, fail: 1.2 } },
      telemetry: [
        { use: 'prometheus', enabled: true },
        {
          use: 'opentelemetry',
          enabled: true,
          options: { url: 'http://localhost:4317', protocol: 'grpc', insecure: true },
        },
      ],
      users: { u1: { name: 'default@example.com', email: 'default@example.com' } },
      projects: { p1: { name: 'Default', configId: 'fcbd4508-1432-4f13-abb9-c495c946f638', userIds: ['u1'] } },
    });
    const servers = parsed.data?.configs['fcbd4508-1432-4f13-abb9-c495c946f638']?.servers ?? {};
    expect(Object.keys(servers)).toEqual(['echo_server']);
    expect(servers['echo_server']).toMatchObject({
      command: 'python',
      args: ['echo.py', 'a,b'],
      env: { TOKEN: 't', N: '1' },
      tools: ['echo'],
      policy: { detectors: { pii: { action: { output: 'block' } } } },
      oauth: { grant: 'client_credentials', clientAuthentication: 'client_secret_basic' },
    });
    expect(keys.map(({ projectId, userId }) => [projectId, userId])).toEqual([
      ['p1', 'u1'],
      ['p1', 'u1'],
    ]);
    expect(Object.values(parsed.data?.keys ?? {}).map(({ disabledAt }) => disabledAt !== undefined)).toEqual([
      false,
      true,
    ]);
  });

  it('is reported on key by key, and no key of it is repeated', async () => {
    const text = JSON.stringify(PRODUCT);
    const notes = await notesOf(text);
    expect(notes['surprise']).toBe('is not known');
    expect(notes['admin_apikey']).toMatch(/keys of its own/);
    expect(notes['common_mcp_gateway_config.enkrypt_log_level']).toMatch(/--log-level/);
    expect(notes['common_mcp_gateway_config.timeout_settings.made_up']).toBe('is not known');
    expect(notes['plugins.telemetry']).toMatch(/opentelemetry/);
    expect(notes['projects.p1.users']).toMatch(/gone/);
    expect(notes['projects.p2.mcp_config_id']).toMatch(/not there/);
    expect(notes['users.u2.email']).toMatch(/became the name/);
    expect(Object.keys(notes).some((place) => place.endsWith('.mcp_config[1]'))).toBe(true);
    const said = JSON.stringify(notes);
    for (const key of Object.keys(PRODUCT.apikeys)) expect(said).not.toContain(key);
    expect(said).not.toContain('ek-real-key');
  });
});

describe('what cannot be imported', () => {
  it.each(['', '   ', 'hello', '{"a": 1}', '[1, 2]', '{"mcpServers": {}}', 'secret: [unclosed', '{"a": "s3cr3t'])(
    'is refused with a clear error: %j',
    async (text) => {
      const failure = await planImport(text).catch((thrown: unknown) => thrown as Error);
      expect(failure).toMatchObject({ code: 'config_invalid' });
      expect((failure as Error).message).not.toContain('s3cr3t');
    },
  );

  it('does not blow up: a YAML of aliases of aliases', async () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level++) {
      const before = `*a${level - 1}`;
      lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => before).join(', ')}]`);
    }
    await expect(planImport(lines.join('\n'))).rejects.toMatchObject({ code: 'config_invalid' });
  });
});
