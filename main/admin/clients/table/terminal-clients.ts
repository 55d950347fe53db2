import {
  type Candidate,
  type ClientDefinition,
  type Container,
  JSON_MAP,
  JSONC_MAP,
  NEW_SESSION,
  RESTART,
} from '../client-definition';
import { HTTP, STDIO } from '../entry-dialects';
import type { Places } from '../places';

const WHOLE_SETTINGS = ['The file holds all settings of the program.'];
const TOML_MAP: Container = { format: 'toml', path: ['mcp_servers'], shape: 'map' };

/** The path below a directory that a variable names, else the usual one. */
const either = (moved: string | undefined, usual: string): readonly Candidate[] => [{ path: moved ?? usual }];

function goosePlaces(places: Places): readonly Candidate[] {
  const moved = places.below('GOOSE_PATH_ROOT', 'config', 'config.yaml');
  if (moved !== undefined) return [{ path: moved }];
  if (places.os === 'windows') return [{ path: places.settings('Block', 'goose', 'config', 'config.yaml') }];
  if (places.os === 'linux') return [{ path: places.settings('goose', 'config.yaml') }];
  // Its documents and its source disagree.
  return [
    { path: places.home('.config', 'goose', 'config.yaml') },
    { path: places.settings('Block', 'goose', 'config.yaml') },
  ];
}

function crushPlaces(places: Places): readonly Candidate[] {
  const moved =
    places.below('CRUSH_GLOBAL_CONFIG', 'crush.json') ?? places.below('XDG_CONFIG_HOME', 'crush', 'crush.json');
  if (moved !== undefined) return [{ path: moved }];
  const usual = { path: places.home('.config', 'crush', 'crush.json') };
  // Before 0.88; used on if it is there.
  return places.os === 'windows' ? [usual, { path: places.localAppData('crush', 'crush.json') }] : [usual];
}

/** Agents that live in a terminal. */
export const TERMINAL_CLIENTS: readonly ClientDefinition[] = [
  {
    id: 'claude-code',
    title: 'Claude Code',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.typed,
    http: HTTP.typed,
    choose: 'first',
    files(places) {
      const moved = places.named('CLAUDE_CONFIG_DIR');
      const path = places.below('CLAUDE_CONFIG_DIR', '.claude.json');
      if (path !== undefined && moved !== undefined) return [{ path, mark: moved }];
      return [{ path: places.home('.claude.json'), mark: places.home('.claude') }];
    },
    restart: NEW_SESSION,
    notes: [
      'The file holds the whole state of the program, and sessions that run rewrite it: connect while none does.',
      'Another profile is another CLAUDE_CONFIG_DIR; give it to this command, too.',
    ],
  },
  {
    id: 'codex',
    title: 'Codex',
    confidence: 'A',
    container: TOML_MAP,
    stdio: STDIO.codex,
    http: HTTP.codex,
    choose: 'first',
    files: (places) => either(places.below('CODEX_HOME', 'config.toml'), places.home('.codex', 'config.toml')),
    restart: NEW_SESSION,
  },
  {
    id: 'gemini-cli',
    title: 'Gemini CLI',
    confidence: 'A',
    container: JSONC_MAP,
    stdio: STDIO.plain,
    http: HTTP.httpUrl,
    choose: 'first',
    files: (places) =>
      either(places.below('GEMINI_CLI_HOME', '.gemini', 'settings.json'), places.home('.gemini', 'settings.json')),
    restart: NEW_SESSION,
    notes: WHOLE_SETTINGS,
  },
  {
    id: 'qwen-code',
    title: 'Qwen Code',
    confidence: 'A',
    container: JSONC_MAP,
    stdio: STDIO.plain,
    http: HTTP.httpUrl,
    choose: 'first',
    files: (places) => either(places.below('QWEN_HOME', 'settings.json'), places.home('.qwen', 'settings.json')),
    restart: NEW_SESSION,
    notes: WHOLE_SETTINGS,
  },
  {
    id: 'cline-cli',
    title: 'Cline CLI',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.cline,
    choose: 'first',
    files(places) {
      const file = ['data', 'settings', 'cline_mcp_settings.json'] as const;
      const moved = places.named('CLINE_MCP_SETTINGS_PATH') ?? places.below('CLINE_DIR', ...file);
      return [
        moved === undefined ? { path: places.home('.cline', ...file), mark: places.home('.cline') } : { path: moved },
      ];
    },
    restart: NEW_SESSION,
  },
  {
    id: 'goose',
    title: 'Goose',
    confidence: 'A',
    container: { format: 'yaml', path: ['extensions'], shape: 'map' },
    stdio: STDIO.goose,
    http: HTTP.goose,
    choose: 'first',
    files: goosePlaces,
    restart: NEW_SESSION,
  },
  {
    id: 'amp',
    title: 'Amp',
    confidence: 'A',
    container: { format: 'jsonc', path: ['amp.mcpServers'], shape: 'map' },
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files(places) {
      const moved = places.named('AMP_SETTINGS_FILE');
      if (moved !== undefined) return [{ path: moved }];
      return ['settings.json', 'settings.jsonc'].map((name) => ({ path: places.home('.config', 'amp', name) }));
    },
    restart: NEW_SESSION,
    notes: WHOLE_SETTINGS,
  },
  {
    id: 'opencode',
    title: 'opencode',
    confidence: 'A',
    container: { format: 'jsonc', path: ['mcp'], shape: 'map' },
    stdio: STDIO.words,
    http: HTTP.remote,
    choose: 'only',
    files: (places) =>
      ['opencode.json', 'opencode.jsonc'].map((name) => ({ path: places.home('.config', 'opencode', name) })),
    restart: NEW_SESSION,
    notes: WHOLE_SETTINGS,
  },
  {
    id: 'crush',
    title: 'Crush',
    confidence: 'A',
    container: { format: 'json', path: ['mcp'], shape: 'map' },
    stdio: STDIO.typed,
    http: HTTP.typed,
    choose: 'first',
    files: crushPlaces,
    restart: NEW_SESSION,
  },
  {
    id: 'copilot-cli',
    title: 'GitHub Copilot CLI',
    confidence: 'A',
    container: JSONC_MAP,
    stdio: STDIO.copilot,
    http: HTTP.copilot,
    choose: 'first',
    files: (places) =>
      either(places.below('COPILOT_HOME', 'mcp-config.json'), places.home('.copilot', 'mcp-config.json')),
    restart: NEW_SESSION,
  },
  {
    id: 'devin-cli',
    title: 'Devin CLI',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files: (places) => [
      {
        path:
          places.os === 'macos'
            ? places.home('.config', 'devin', 'mcp_config.json')
            : places.settings('devin', 'mcp_config.json'),
      },
    ],
    restart: NEW_SESSION,
  },
  {
    id: 'warp',
    title: 'Warp',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files: (places) => [{ path: places.home('.warp', '.mcp.json') }],
    marks: (places) => places.apps('Warp'),
    restart: RESTART,
  },
  {
    id: 'amazon-q',
    title: 'Amazon Q CLI',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.typed,
    choose: 'first',
    files: (places) => [{ path: places.home('.aws', 'amazonq', 'mcp.json') }],
    restart: NEW_SESSION,
  },
  {
    id: 'factory-droid',
    title: 'Factory Droid',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.typed,
    http: HTTP.typed,
    choose: 'first',
    files: (places) => [{ path: places.home('.factory', 'mcp.json') }],
    restart: NEW_SESSION,
  },
  {
    id: 'kimi-code',
    title: 'Kimi Code',
    confidence: 'C',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files(places) {
      const moved = places.below('KIMI_CODE_HOME', 'mcp.json');
      if (moved !== undefined) return [{ path: moved }];
      return ['.kimi-code', '.kimi'].map((directory) => ({ path: places.home(directory, 'mcp.json') }));
    },
    restart: NEW_SESSION,
  },
  {
    id: 'grok-build',
    title: 'Grok Build',
    confidence: 'B',
    container: TOML_MAP,
    stdio: STDIO.codex,
    http: HTTP.grok,
    choose: 'first',
    files: (places) => either(places.below('GROK_HOME', 'config.toml'), places.home('.grok', 'config.toml')),
    restart: NEW_SESSION,
  },
  {
    id: 'mistral-vibe',
    title: 'Mistral Vibe',
    confidence: 'B',
    container: { format: 'toml', path: ['mcp_servers'], shape: 'list' },
    stdio: STDIO.vibe,
    http: HTTP.vibe,
    choose: 'first',
    files: (places) => [{ path: places.home('.vibe', 'config.toml') }],
    restart: NEW_SESSION,
  },
  {
    id: 'qoder',
    title: 'Qoder',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.typed,
    choose: 'first',
    files: (places) => [
      {
        path:
          places.os === 'windows'
            ? places.settings('Qoder', 'SharedClientCache', 'mcp.json')
            : places.home('.qoder', 'mcp.json'),
      },
    ],
    restart: RESTART,
  },
  {
    id: 'hermes',
    title: 'Hermes',
    confidence: 'A',
    container: { format: 'yaml', path: ['mcp_servers'], shape: 'map' },
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files: (places) => [
      { path: places.home('.hermes', 'config.yaml') },
      ...(places.os === 'windows' ? [{ path: places.localAppData('hermes', 'config.yaml') }] : []),
    ],
    restart: NEW_SESSION,
  },
];
