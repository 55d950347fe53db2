import type { GatewayConfig } from '../shared/config/gateway-config';
import { isJsonObject } from '../shared/model/json-rpc';
import type { PolicyAdmin } from './admin/handlers/policy';
import type { DataDirectory } from './gateway/config/data-directory';
import type { Logger } from './gateway/ports/logger';
import type { Inspector } from './inspector';
import { openInspector } from './open-inspector';
import { type SpokenRules, spokenOf } from './spoken-rules';
import { replayRecords } from './replay-activity';
import type { SecretAccess } from './secret-access';

export interface PolicyAdminNeeds {
  readonly directory: DataDirectory;
  readonly secrets: SecretAccess;
  /** What is in force. */
  readonly config: () => GatewayConfig;
  /** Resolves when everything that was recorded lies on the disk. */
  readonly written: () => Promise<void>;
  readonly log: Logger;
}

interface Place {
  readonly project: string;
  readonly config: string;
  readonly server: string;
  readonly tool?: string | undefined;
}

/** Answers about policies beside the gateway: what is asked here holds up no call. */
export function createPolicyAdmin({ directory, secrets, config, written, log }: PolicyAdminNeeds): PolicyAdmin {
  const choice = () => ({ dataDirectory: directory.root, secrets, config: config(), log });

  async function inspecting<T>(policy: unknown, work: (inspector: Inspector) => Promise<T>): Promise<T> {
    const inspector = await openInspector({ ...choice(), ...(policy === undefined ? {} : { policy }) });
    try {
      return await work(inspector);
    } finally {
      await inspector.dispose();
    }
  }

  return {
    explain: (asked) =>
      inspecting(undefined, async (inspector) => {
        const place = placeOf(asked);
        const { levels, argumentRules, detectors, guardrails, ...explained } = inspector.explain(place);
        return {
          place,
          ...explained,
          levels: [...levels],
          guardrails: Object.fromEntries(Object.entries(guardrails).map(([phase, names]) => [phase, [...names]])),
          detectors: detectors.map((one) => ({ ...one, decisions: { ...one.decisions } })),
          argumentRules: argumentRules.map((one) => ({ ...one, rule: { ...one.rule } })),
        };
      }),
    test: ({ phase, content, policy, ...asked }) =>
      inspecting(policy, async (inspector) => {
        const place = placeOf(asked);
        const { tool = '' } = place;
        const inspection = { phase, method: METHOD_OF[phase], name: tool, content } as const;
        const { findings, score, ms } = await inspector.inspect(place, inspection);
        const judgement = await inspector.judge(place, inspection);
        const isSentOn = judgement.action !== 'block' && judgement.action !== 'ask';
        const args = phase === 'input' && tool !== '' ? argumentsIn(content) : undefined;
        const ruled = args === undefined ? undefined : await inspector.judgeArguments({ ...place, tool }, args);
        return {
          action: judgement.action,
          findings: findings.map((finding) => ({ ...finding })),
          score,
          ms,
          ...(isSentOn ? { content: judgement.content } : {}),
          ...(ruled === undefined ? {} : { arguments: answerOf(spokenOf(ruled)) }),
        };
      }),
    async replay({ policy, filter }) {
      await written();
      const { different, ...counts } = await replayRecords(choice(), { policy }, { directory, filter });
      return { ...counts, different: different.map((one) => ({ ...one })) };
    },
  };
}

const answerOf = ({ action, objections }: SpokenRules) => ({
  action,
  objections: objections.map((one) => ({ ...one })),
});

const METHOD_OF = { server: 'initialize', listing: 'tools/list', input: 'tools/call', output: 'tools/call' } as const;

function placeOf({ project, config, server, tool }: Place) {
  return { projectId: project, configId: config, server, ...(tool === undefined ? {} : { tool }) };
}

/** The arguments alone, or as a call carries them. */
function argumentsIn(content: unknown) {
  if (!isJsonObject(content)) return undefined;
  const { arguments: inside } = content;
  return isJsonObject(inside) ? inside : content;
}
