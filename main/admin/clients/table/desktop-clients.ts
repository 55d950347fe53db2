import { BY_ITSELF, type ClientDefinition, JSON_MAP, NEW_SESSION, RESTART } from '../client-definition';
import { HTTP, STDIO } from '../entry-dialects';

/** Programs with a window whose main thing is to talk. */
export const DESKTOP_CLIENTS: readonly ClientDefinition[] = [
  {
    id: 'claude-desktop',
    title: 'Claude Desktop',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    choose: 'every',
    files(places) {
      const name = 'claude_desktop_config.json';
      const plain = { path: places.settings('Claude', name) };
      if (places.os !== 'windows') return [plain];
      // Installed from the store it reads its own copy of AppData, and of two files that one wins.
      const store = places.localAppData('Packages', 'Claude_*');
      return [{ path: `${store}\\LocalCache\\Roaming\\Claude\\${name}`, mark: store }, plain];
    },
    marks: (places) => places.apps('Claude'),
    restart: 'Quit it fully, in the tray or menu bar too, and start it again.',
    notes: [
      'It rewrites this file from memory while it runs and may drop entries: connect while it is closed, and repair if the entry goes.',
      'It takes programs alone from this file; servers with an address are connectors of the account.',
      'The extension (.mcpb) is not touched by that; its key lies in the keychain.',
    ],
  },
  {
    id: 'lm-studio',
    title: 'LM Studio',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.plain,
    choose: 'first',
    files: (places) => [
      { path: places.home('.lmstudio', 'mcp.json') },
      { path: places.home('.cache', 'lm-studio', 'mcp.json') },
    ],
    marks: (places) => places.apps('LM Studio'),
    restart: `${BY_ITSELF} Needs version 0.3.17 or later; it confirms each call itself.`,
  },
  {
    id: 'jan',
    title: 'Jan',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.typed,
    choose: 'first',
    files: (places) => [
      {
        path:
          places.os === 'linux'
            ? places.data('Jan', 'data', 'mcp_config.json')
            : places.settings('Jan', 'data', 'mcp_config.json'),
      },
    ],
    restart: RESTART,
  },
  {
    id: 'anythingllm',
    title: 'AnythingLLM',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.plain,
    http: HTTP.streamable,
    choose: 'first',
    files: (places) => [
      { path: places.settings('anythingllm-desktop', 'storage', 'plugins', 'anythingllm_mcp_servers.json') },
    ],
    restart: RESTART,
  },
  {
    id: 'witsy',
    title: 'Witsy',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    choose: 'first',
    files: (places) => [{ path: places.settings('Witsy', 'settings.json') }],
    restart: 'Close it before connecting; it rewrites its settings while it runs.',
  },
  {
    id: 'boltai',
    title: 'BoltAI',
    confidence: 'A',
    container: JSON_MAP,
    stdio: STDIO.plain,
    choose: 'first',
    files: (places) => [{ path: places.home('.boltai', 'mcp.json') }],
    marks: (places) => places.apps('BoltAI'),
    restart: NEW_SESSION,
  },
  {
    id: '5ire',
    title: '5ire',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.plain,
    choose: 'first',
    files: (places) => [{ path: places.settings('5ire', 'mcp.json') }],
    restart: RESTART,
  },
  {
    id: 'sema4',
    title: 'Sema4.ai Studio',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.transport,
    choose: 'first',
    files: (places) => [
      {
        path:
          places.os === 'windows'
            ? places.localAppData('sema4ai', 'sema4ai-studio', 'mcp_servers.json')
            : places.home('.sema4ai', 'sema4ai-studio', 'mcp_servers.json'),
      },
    ],
    restart: RESTART,
  },
  {
    id: 'jetbrains-ai',
    title: 'JetBrains AI Assistant',
    confidence: 'B',
    container: JSON_MAP,
    stdio: STDIO.plain,
    choose: 'first',
    files: () => [],
    isByHand: true,
    restart: 'Paste the entry: Settings → Tools → AI Assistant → MCP → Add → As JSON.',
  },
];
