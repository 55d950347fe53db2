import type { GrantQuestion } from '../../main/gateway/approvals/grants';
import type { StateStore } from '../../main/gateway/ports/state-store';

/** A call as the desk and the grants know it; tests change what they are about. */
export function grantQuestion(over: Partial<GrantQuestion> = {}): GrantQuestion {
  return {
    configId: 'main',
    keyId: 'key-a',
    sessionId: 'session-1',
    server: 'office',
    method: 'tools/call',
    name: 'write_note',
    definitionHash: 'definition-1',
    direction: 'request',
    contentHash: 'content-1',
    args: { path: '/notes/a', text: 'milk' },
    ruleIds: ['write-tool'],
    ...over,
  };
}

/** A state that lives as long as the test. */
export function memoryState(): StateStore {
  const sections = new Map<string, unknown>();
  return {
    read: <T>(section: string) => structuredClone(sections.get(section)) as T | undefined,
    write: (section, value) => void sections.set(section, structuredClone(value)),
  };
}
