import type { ApprovalQuestion } from './approval-question';

/** Nobody who looks at their first prompt is hurried. */
const WAIT_MS = 120_000;

const SERVER = 'test-server';
const TOOL = 'write_file';
const ARGUMENTS = { path: 'shopping-list.txt', content: 'Milk, bread, tea' };

/** A sample of a call, made by the gateway itself: no client waits for it, and no server has such a tool. */
export function testQuestion(): ApprovalQuestion {
  const content = { name: TOOL, arguments: ARGUMENTS };
  const about = {
    configId: '',
    keyId: 'test',
    server: SERVER,
    method: 'tools/call',
    name: TOOL,
    definitionHash: '',
    direction: 'request',
    contentHash: '',
    args: ARGUMENTS,
    ruleIds: ['test-prompt'],
  } as const;
  return {
    about,
    raw: content,
    size: JSON.stringify(content).length,
    // Whoever watches the desk sees it; nobody is asked beside them.
    channels: [],
    limits: { waiting: 100, waitingPerClient: 1 },
    waitMs: WAIT_MS,
    shown: {
      isTest: true,
      client: { keyId: about.keyId, keyName: 'Test client', projectId: '', userId: '' },
      server: SERVER,
      method: about.method,
      tool: {
        name: TOOL,
        definitionHash: about.definitionHash,
        firstUse: true,
        changedSinceGrant: false,
        annotations: { readOnlyHint: false },
      },
      reasons: [
        {
          ruleId: 'test-prompt',
          severity: 'low',
          text: 'Somebody wanted to see what a question looks like',
          evidence: [],
        },
      ],
      direction: 'request',
      content,
      masked: [],
    },
  };
}
