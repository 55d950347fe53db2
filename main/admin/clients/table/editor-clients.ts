import {
  BY_ITSELF,
  type Candidate,
  type ClientDefinition,
  type Container,
  JSON_MAP,
  NEW_SESSION,
  RESTART,
} from '../client-definition';
import { HTTP, STDIO } from '../entry-dialects';
import type { Places } from '../places';

const SERVERS: Container = { format: 'jsonc', path: ['servers'], shape: 'map' };
const CODE_RESTART = `${BY_ITSELF} It asks you to start and trust the server once.`;

/** Editors that are VS Code under another name keep their files alike. */
const codeLike = (
  id: string,
  title: string,
  more: { readonly directory: string; readonly app?: string; readonly confidence: 'A' | 'B' },
): ClientDefinition => ({
  id,
  title,
  confidence: more.confidence,
  container: SERVERS,
  stdio: STDIO.typed,
  http: HTTP.typed,
  choose: 'every',
  files: (places) => [
    { path: places.settings(more.directory, 'User', 'mcp.json'), always: true },
    { path: places.settings(more.directory, 'User', 'profiles', '*', 'mcp.json') },
  ],
  marks: (places) => places.apps(more.app ?? title),
  restart: CODE_RESTART,
  notes: ['Every profile has a file of its own; those that are there are written, none is made.'],
});

/** The file of an extension, in each editor that has the extension. */
const inEveryEditor = (places: Places, extension: string, file: string): readonly Candidate[] =>
  ['Code', 'Code - Insiders', 'Cursor', 'Windsurf', 'VSCodium'].map((host) => {
    const mark = places.settings(host, 'User', 'globalStorage', extension);
    return { path: places.settings(host, 'User', 'globalStorage', extension, 'settings', file), mark, always: true };
  });

/** Editors, and what runs inside them. */
export const EDITOR_CLIENTS: readonly ClientDefinition[] = [
  {
    id: 'cursor',
    title: 'Cursor',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files: (places) => [{ path: places.home('.cursor', 'mcp.json') }],
    marks: (places) => places.apps('Cursor'),
    restart: `${BY_ITSELF} Then switch the server on in Settings → MCP.`,
  },
  codeLike('vscode', 'VS Code', { directory: 'Code', app: 'Visual Studio Code', confidence: 'A' }),
  codeLike('vscode-insiders', 'VS Code Insiders', {
    directory: 'Code - Insiders',
    app: 'Visual Studio Code - Insiders',
    confidence: 'A',
  }),
  codeLike('vscodium', 'VSCodium', { directory: 'VSCodium', confidence: 'B' }),
  codeLike('code-oss', 'Code - OSS', { directory: 'Code - OSS', confidence: 'B' }),
  {
    id: 'vscode-server',
    title: 'VS Code Server',
    confidence: 'A',
    container: SERVERS,
    stdio: STDIO.typed,
    http: HTTP.typed,
    choose: 'first',
    files: ({ os, home }) => (os === 'linux' ? [{ path: home('.vscode-server', 'data', 'User', 'mcp.json') }] : []),
    restart: 'Reload the window.',
  },
  {
    id: 'visual-studio',
    title: 'Visual Studio',
    confidence: 'B',
    container: { ...SERVERS, format: 'json' },
    stdio: STDIO.typed,
    http: HTTP.typed,
    choose: 'first',
    files: ({ os, home, localAppData }) =>
      os === 'windows' ? [{ path: home('.mcp.json'), mark: localAppData('Microsoft', 'VisualStudio') }] : [],
    restart: 'Open the solution again.',
  },
  {
    id: 'windsurf',
    title: 'Windsurf (Devin Desktop)',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.serverUrl,
    choose: 'every',
    files: (places) => [
      { path: places.home('.codeium', 'windsurf', 'mcp_config.json'), always: true },
      { path: places.home('.codeium', 'windsurf-next', 'mcp_config.json'), always: true },
    ],
    marks: (places) => places.apps('Windsurf'),
    restart: 'Press Refresh in Cascade.',
  },
  {
    id: 'windsurf-jetbrains',
    title: 'Windsurf for JetBrains',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.serverUrl,
    choose: 'first',
    // The directory alone is the editor’s, too.
    files: (places) => [
      { path: places.home('.codeium', 'mcp_config.json'), mark: places.home('.codeium', 'mcp_config.json') },
    ],
    restart: RESTART,
  },
  {
    id: 'zed',
    title: 'Zed',
    confidence: 'A',
    container: { format: 'jsonc', path: ['context_servers'], shape: 'map' },
    stdio: STDIO.zed,
    http: HTTP.plain,
    choose: 'first',
    files(places) {
      const flatpak = places.below('FLATPAK_XDG_CONFIG_HOME', 'zed', 'settings.json');
      const usual =
        places.os === 'windows'
          ? places.settings('Zed', 'settings.json')
          : places.os === 'macos'
            ? places.home('.config', 'zed', 'settings.json')
            : places.settings('zed', 'settings.json');
      return [...(flatpak === undefined ? [] : [{ path: flatpak }]), { path: usual }];
    },
    marks: (places) => places.apps('Zed'),
    restart: BY_ITSELF,
    notes: ['The file holds all settings of the editor.'],
  },
  {
    id: 'cline',
    title: 'Cline',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.cline,
    choose: 'every',
    files: (places) => inEveryEditor(places, 'saoudrizwan.claude-dev', 'cline_mcp_settings.json'),
    restart: BY_ITSELF,
  },
  {
    id: 'roo-code',
    title: 'Roo Code',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.roo,
    choose: 'every',
    files: (places) => inEveryEditor(places, 'rooveterinaryinc.roo-cline', 'mcp_settings.json'),
    restart: BY_ITSELF,
    notes: ['Discontinued in May 2026.'],
  },
  {
    id: 'kilo-code',
    title: 'Kilo Code',
    confidence: 'A',
    container: { format: 'jsonc', path: ['mcp'], shape: 'map' },
    stdio: STDIO.words,
    http: HTTP.remote,
    choose: 'first',
    files: (places) => [{ path: places.home('.config', 'kilo', 'kilo.jsonc') }],
    restart: 'Restart the editor.',
    notes: ['The file holds all settings of the program.'],
  },
  {
    id: 'continue',
    title: 'Continue',
    confidence: 'A',
    container: { format: 'yaml', path: ['mcpServers'], shape: 'list' },
    stdio: STDIO.named,
    http: HTTP.continue,
    choose: 'first',
    files: (places) => [{ path: places.home('.continue', 'config.yaml') }],
    restart: `${BY_ITSELF} Tools are there in agent mode only.`,
  },
  {
    id: 'kiro',
    title: 'Kiro',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files: (places) => [{ path: places.home('.kiro', 'settings', 'mcp.json'), mark: places.home('.kiro') }],
    marks: (places) => places.apps('Kiro'),
    restart: BY_ITSELF,
  },
  {
    id: 'trae',
    title: 'Trae',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files: (places) => [{ path: places.settings('Trae', 'User', 'mcp.json') }],
    restart: RESTART,
  },
  {
    id: 'antigravity',
    title: 'Antigravity',
    confidence: 'C',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.serverUrl,
    choose: 'first',
    files: (places) => [
      { path: places.home('.gemini', 'config', 'mcp_config.json') },
      { path: places.home('.gemini', 'antigravity-ide', 'mcp_config.json') },
      { path: places.home('.gemini', 'antigravity', 'mcp_config.json') },
    ],
    marks: (places) => places.apps('Antigravity'),
    restart: 'Press Refresh in the list of MCP servers.',
    notes: ['It does not always hand the environment on: connect with HTTP if the key is said to be missing.'],
  },
  {
    id: 'copilot-jetbrains',
    title: 'GitHub Copilot for JetBrains',
    confidence: 'B',
    container: { ...SERVERS, format: 'json' },
    stdio: STDIO.typed,
    http: HTTP.typed,
    choose: 'first',
    files: (places) => [
      {
        path:
          places.os === 'windows'
            ? places.localAppData('github-copilot', 'intellij', 'mcp.json')
            : places.home('.config', 'github-copilot', 'intellij', 'mcp.json'),
      },
    ],
    restart: RESTART,
  },
  {
    id: 'junie',
    title: 'JetBrains Junie',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files: (places) => [{ path: places.home('.junie', 'mcp', 'mcp.json'), mark: places.home('.junie') }],
    restart: NEW_SESSION,
  },
];
