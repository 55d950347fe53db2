import { describe, expect, it } from 'vitest';
import { CLIENTS, findClient } from '../../../../../main/admin/clients/find-client';
import { type Machine, machineOf, placesOf } from '../../../../../main/admin/clients/places';

const MACHINES = {
  macos: { os: 'macos', home: '/Users/ada', env: {} },
  windows: { os: 'windows', home: 'C:\\Users\\ada', env: {} },
  linux: { os: 'linux', home: '/home/ada', env: {} },
} as const satisfies Record<string, Machine>;

const filesOf = (id: string, machine: Machine): readonly string[] =>
  findClient(id)
    .files(placesOf(machine))
    .map(({ path }) => path);
const withEnv = (os: keyof typeof MACHINES, env: Record<string, string>): Machine => ({ ...MACHINES[os], env });

/** Where each client looks first on macOS, Windows and Linux. */
const FIRST: Readonly<Record<string, readonly [string, string, string]>> = {
  'claude-desktop': [
    '/Users/ada/Library/Application Support/Claude/claude_desktop_config.json',
    'C:\\Users\\ada\\AppData\\Local\\Packages\\Claude_*\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json',
    '/home/ada/.config/Claude/claude_desktop_config.json',
  ],
  'claude-code': ['/Users/ada/.claude.json', 'C:\\Users\\ada\\.claude.json', '/home/ada/.claude.json'],
  cursor: ['/Users/ada/.cursor/mcp.json', 'C:\\Users\\ada\\.cursor\\mcp.json', '/home/ada/.cursor/mcp.json'],
  vscode: [
    '/Users/ada/Library/Application Support/Code/User/mcp.json',
    'C:\\Users\\ada\\AppData\\Roaming\\Code\\User\\mcp.json',
    '/home/ada/.config/Code/User/mcp.json',
  ],
  windsurf: [
    '/Users/ada/.codeium/windsurf/mcp_config.json',
    'C:\\Users\\ada\\.codeium\\windsurf\\mcp_config.json',
    '/home/ada/.codeium/windsurf/mcp_config.json',
  ],
  zed: [
    '/Users/ada/.config/zed/settings.json',
    'C:\\Users\\ada\\AppData\\Roaming\\Zed\\settings.json',
    '/home/ada/.config/zed/settings.json',
  ],
  cline: [
    '/Users/ada/Library/Application Support/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
    'C:\\Users\\ada\\AppData\\Roaming\\Code\\User\\globalStorage\\saoudrizwan.claude-dev\\settings\\cline_mcp_settings.json',
    '/home/ada/.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
  ],
  codex: ['/Users/ada/.codex/config.toml', 'C:\\Users\\ada\\.codex\\config.toml', '/home/ada/.codex/config.toml'],
  'gemini-cli': [
    '/Users/ada/.gemini/settings.json',
    'C:\\Users\\ada\\.gemini\\settings.json',
    '/home/ada/.gemini/settings.json',
  ],
  'lm-studio': ['/Users/ada/.lmstudio/mcp.json', 'C:\\Users\\ada\\.lmstudio\\mcp.json', '/home/ada/.lmstudio/mcp.json'],
  goose: [
    '/Users/ada/.config/goose/config.yaml',
    'C:\\Users\\ada\\AppData\\Roaming\\Block\\goose\\config\\config.yaml',
    '/home/ada/.config/goose/config.yaml',
  ],
  jan: [
    '/Users/ada/Library/Application Support/Jan/data/mcp_config.json',
    'C:\\Users\\ada\\AppData\\Roaming\\Jan\\data\\mcp_config.json',
    '/home/ada/.local/share/Jan/data/mcp_config.json',
  ],
  qoder: [
    '/Users/ada/.qoder/mcp.json',
    'C:\\Users\\ada\\AppData\\Roaming\\Qoder\\SharedClientCache\\mcp.json',
    '/home/ada/.qoder/mcp.json',
  ],
};

describe('where clients keep their servers', () => {
  it.each(Object.entries(FIRST))('%s', (id, [macos, windows, linux]) => {
    const found = Object.values(MACHINES).map((machine) => filesOf(id, machine)[0]);
    expect(found).toEqual([macos, windows, linux]);
  });

  it.each([
    ['claude-code', { CLAUDE_CONFIG_DIR: '/p' }, '/p/.claude.json'],
    ['codex', { CODEX_HOME: '/p' }, '/p/config.toml'],
    ['gemini-cli', { GEMINI_CLI_HOME: '/p' }, '/p/.gemini/settings.json'],
    ['qwen-code', { QWEN_HOME: '~/q' }, '/home/ada/q/settings.json'],
    ['grok-build', { GROK_HOME: '/p' }, '/p/config.toml'],
    ['kimi-code', { KIMI_CODE_HOME: '/p' }, '/p/mcp.json'],
    ['copilot-cli', { COPILOT_HOME: '/p' }, '/p/mcp-config.json'],
    ['amp', { AMP_SETTINGS_FILE: '/p/amp.json' }, '/p/amp.json'],
    ['crush', { CRUSH_GLOBAL_CONFIG: '/p', XDG_CONFIG_HOME: '/x' }, '/p/crush.json'],
    ['crush', { XDG_CONFIG_HOME: '/x' }, '/x/crush/crush.json'],
    ['goose', { GOOSE_PATH_ROOT: '/p' }, '/p/config/config.yaml'],
    ['cline-cli', { CLINE_DIR: '/p' }, '/p/data/settings/cline_mcp_settings.json'],
    ['cline-cli', { CLINE_MCP_SETTINGS_PATH: '/p/x.json', CLINE_DIR: '/d' }, '/p/x.json'],
    ['vscode', { XDG_CONFIG_HOME: '/x' }, '/x/Code/User/mcp.json'],
    ['zed', { FLATPAK_XDG_CONFIG_HOME: '/f' }, '/f/zed/settings.json'],
    ['opencode', { XDG_CONFIG_HOME: '/x' }, '/home/ada/.config/opencode/opencode.json'],
  ] as const)('%s is moved by %j', (id, env, path) => {
    expect(filesOf(id, withEnv('linux', env))[0]).toBe(path);
  });

  it('believes absolute paths alone', () => {
    expect(filesOf('codex', withEnv('linux', { CODEX_HOME: 'here' }))).toEqual(['/home/ada/.codex/config.toml']);
    expect(filesOf('codex', withEnv('linux', { CODEX_HOME: '' }))).toEqual(['/home/ada/.codex/config.toml']);
    expect(filesOf('codex', withEnv('windows', { CODEX_HOME: 'D:\\c' }))).toEqual(['D:\\c\\config.toml']);
    expect(
      filesOf('cursor', machineOf({ platform: 'win32', env: { USERPROFILE: 'E:\\me' }, homedir: 'C:\\x' })),
    ).toEqual(['E:\\me\\.cursor\\mcp.json']);
    expect(filesOf('cursor', machineOf({ platform: 'darwin', env: {}, homedir: '/h' }))).toEqual([
      '/h/.cursor/mcp.json',
    ]);
  });

  it('finds the two files of Claude Desktop on Windows, the one from the store first', () => {
    const machine = withEnv('windows', { LOCALAPPDATA: 'D:\\L', APPDATA: 'D:\\R' });
    const [store, plain] = findClient('claude-desktop').files(placesOf(machine));
    expect(store).toEqual({
      path: 'D:\\L\\Packages\\Claude_*\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json',
      mark: 'D:\\L\\Packages\\Claude_*',
    });
    expect(plain!.path).toBe('D:\\R\\Claude\\claude_desktop_config.json');
  });

  it('knows clients enough, each under a name of its own, with a form for what it can', () => {
    const ids = CLIENTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(CLIENTS.filter(({ confidence }) => confidence === 'A').length).toBeGreaterThanOrEqual(20);
    for (const { id, stdio, http, files, isByHand, container } of CLIENTS) {
      expect(stdio ?? http, id).toBeDefined();
      const everywhere = Object.values(MACHINES).flatMap((machine) => files(placesOf(machine)));
      expect(everywhere.length > 0, id).toBe(isByHand !== true);
      for (const { path } of everywhere) expect(path, id).toMatch(/^(?:[A-Z]:\\|\/)/);
      expect(container.path.length, id).toBeGreaterThan(0);
    }
    expect(findClient('claude').id).toBe('claude-desktop');
    expect(() => findClient('cursr')).toThrow('did you mean "cursor"?');
  });
});
