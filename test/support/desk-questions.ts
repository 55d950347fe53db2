import type { ApprovalQuestion } from '../../main/gateway/approvals/approval-question';
import { grantQuestion } from './grant-questions';

/** A call that a person is to be asked about. */
export function deskQuestion(over: Partial<ApprovalQuestion> = {}): ApprovalQuestion {
  const about = over.about ?? grantQuestion();
  return {
    about,
    raw: { arguments: about.args },
    size: 100,
    channels: [],
    limits: { waiting: 100, waitingPerClient: 20 },
    waitMs: 45_000,
    shown: {
      client: { keyId: about.keyId, projectId: 'p', userId: 'u' },
      server: about.server,
      method: about.method,
      tool: {
        name: about.name,
        definitionHash: about.definitionHash,
        firstUse: true,
        changedSinceGrant: false,
        annotations: {},
      },
      reasons: [{ ruleId: 'write-tool', severity: 'medium', text: 'It writes', evidence: [] }],
      direction: 'request',
      content: { arguments: about.args },
      masked: [],
    },
    ...over,
  };
}
