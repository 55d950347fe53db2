import type { AskAbout } from '../../../shared/config/approvals';
import type { ApprovalReason } from '../../../shared/model/approval';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { Finding } from '../../../shared/model/verdict';
import { evidenceOf } from './hold-content';

/** Words at the beginning of a tool’s name that promise to change nothing. */
const READING = new Set(
  'get list read search find fetch query show describe count check view lookup look browse status ping echo'.split(' '),
);
/** Words anywhere else in it that say that something will be different afterwards. */
const WRITING = new Set(
  (
    'write create update delete remove insert set put post patch send push publish merge commit move rename copy ' +
    'upload deploy drop truncate wipe erase destroy purge kill stop start restart shutdown execute exec run install ' +
    'uninstall grant revoke invite transfer pay buy order book cancel approve reject close archive edit modify replace ' +
    'append save overwrite reset clear enable disable submit reply comment assign fork import migrate rotate'
  ).split(' '),
);

const JOINING = new Set(['and', 'or', 'then']);

/** Why a person is to be asked about a call because of the tool alone, before anybody looks at its arguments. */
export function reasonToAsk(definition: JsonObject, ask: AskAbout): ApprovalReason | undefined {
  if (ask === 'nothing') return undefined;
  const { readOnlyHint, destructiveHint } = annotationsOf(definition);
  if (destructiveHint === true && readOnlyHint !== true) {
    return reason('destructive-tool', 'high', 'The tool says that it may destroy something');
  }
  const word = writingWord(String(definition['name']));
  if (word !== undefined && readOnlyHint !== true && (destructiveHint !== false || ask !== 'writes')) {
    return reason('write-tool', 'medium', `The tool’s name says that it changes something (“${word}”)`);
  }
  if (word !== undefined && ask !== 'writes') {
    return reason('write-tool', 'medium', `The tool says that it only reads, but its name says otherwise (“${word}”)`);
  }
  if (ask === 'everything') return reason('every-tool', 'low', 'The policy asks about every tool');
  if (ask === 'all-but-reads' && readOnlyHint !== true) {
    return reason('not-read-only', 'low', 'The tool does not say that it only reads');
  }
  return undefined;
}

/** The reasons that lie in what was found; several findings of one rule are one reason. */
export function reasonsFound(findings: readonly Finding[]): readonly ApprovalReason[] {
  const byRule = new Map<string, ApprovalReason>();
  for (const finding of findings) {
    const { rule, severity, message, detector } = finding;
    const known = byRule.get(rule);
    const evidence = [...(known?.evidence ?? []), ...evidenceOf(finding)];
    byRule.set(rule, {
      ruleId: rule,
      severity,
      text: message,
      ...(detector === undefined ? {} : { detector }),
      evidence,
    });
  }
  return [...byRule.values()];
}

/** What a server claims about its tool. */
export function annotationsOf(definition: JsonObject | undefined): JsonObject {
  const annotations = definition?.['annotations'];
  return isJsonObject(annotations) ? annotations : {};
}

function writingWord(name: string): string | undefined {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  // `get_or_create` reads first and then does not; `list_deleted_items` only reads.
  return parts(words).reduce<string | undefined>((found, part) => {
    return found ?? (READING.has(part[0] ?? '') ? undefined : part.find((word) => WRITING.has(word)));
  }, undefined);
}

/** The words between `and` and `or`, each of which may be a verb. */
function parts(words: readonly string[]): readonly (readonly string[])[] {
  const split = words.findIndex((word) => JOINING.has(word));
  return split < 0 ? [words] : [words.slice(0, split), ...parts(words.slice(split + 1))];
}

function reason(ruleId: string, severity: ApprovalReason['severity'], text: string): ApprovalReason {
  return { ruleId, severity, text, evidence: [] };
}
