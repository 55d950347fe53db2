import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ApprovalScope, ArgumentForm, Grant, Hold } from '../../../shared/model/approval';
import { APPROVAL_SCOPES } from '../../../shared/model/approval';
import { describeHold, headlineOf } from '../../../shared/text/describe-hold';
import { plainName, plainText } from '../../../shared/text/plain-name';
import { formatTable } from '../format-table';
import { addAnswerOptions, addDataOptions, answering, type CommandNeeds, invocationOf } from '../leaf-command';
import { awaitStopSignal } from '../signals';
import { watchApprovals } from '../watch-approvals';

/** The gateway takes no decision that comes sooner after a call was shown. */
const READING_MS = 350;
const MAX_VALUE = 20_000;

/** `approvals`: calls that wait for a person, and what people decided. */
export function addApprovalsCommands(program: Command, needs: CommandNeeds): void {
  const approvals = program.command('approvals').description('decide about calls that wait for a person');
  addList(approvals, needs);
  addShow(approvals, needs);
  addDecide(approvals, needs);
  addWatch(approvals, needs);
  addGrants(approvals, needs);
}

function addList(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(group.command('list').description('calls that wait, and those that waited in vain a moment ago'))
    .option('--all', 'also those that were decided within the last minutes')
    .action(
      answering<{ readonly all?: true }>(needs, async ({ data, options }) => {
        const holds = await (await needs.doors.openApprovals(data)).list();
        const shown = options.all === true ? holds : holds.filter(({ state }) => state !== 'resolved');
        return { facts: shown, text: describeList(shown, needs.io.now()) };
      }),
    );
}

function describeList(holds: readonly Hold[], now: number): string {
  if (holds.length === 0) return 'No call waits for a person.';
  const rows = holds.map((hold) => [
    hold.id,
    hold.state === 'pending' ? `waits, ${Math.max(0, Math.ceil((hold.deadline - now) / 1_000))} s` : stateOf(hold),
    headlineOf(hold),
    hold.reasons.map(({ ruleId }) => ruleId).join(', '),
  ]);
  return formatTable(['ID', 'STATE', 'CALL', 'WHY'], rows);
}

const stateOf = ({ state, outcome }: Hold): string => (state === 'expired' ? 'too late' : (outcome ?? ''));

function addShow(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(group.command('show <id>').description('everything there is to know about one'))
    .option('--reveal <pointer>', 'also the text behind a mask, such as /arguments/text; this is logged')
    .action(
      answering<{ readonly reveal?: string }>(needs, async ({ data, options }, id = '') => {
        const door = await needs.doors.openApprovals(data);
        const hold = await door.show(id);
        const lines = describeHold(hold, { maxValue: MAX_VALUE, now: needs.io.now() });
        if (options.reveal === undefined) return { facts: hold, text: lines.join('\n') };
        const text = await door.reveal(id, { path: options.reveal, at: 'terminal' });
        const facts = { ...hold, revealed: { [options.reveal]: text } };
        return { facts, text: [...lines, `${plainText(options.reveal)}: ${plainText(text)}`].join('\n') };
      }),
    );
}

interface DecideOptions {
  readonly scope: ApprovalScope;
  readonly note?: string;
  readonly tellAgent?: true;
  readonly argument?: Readonly<Record<string, ArgumentForm>>;
}

function addDecide(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(group.command('decide <id> <allow|deny>').description('allow or deny one; shows what it is first'))
    .addOption(new Option('--scope <scope>', 'how far it reaches').choices(APPROVAL_SCOPES).default('once'))
    .option('--note <text>', 'why, for the record')
    .option('--tell-agent', 'tell the note to the model, too')
    .option(
      '--argument <name=form>',
      'with --scope always-these-arguments: exact, any, or prefix:TEXT; may be repeated',
      gatherForms,
    )
    .action(
      answering<DecideOptions>(needs, async ({ data, options }, id = '', verdict = '') => {
        if (verdict !== 'allow' && verdict !== 'deny') throw new InvalidArgumentError('Say "allow" or "deny".');
        const door = await needs.doors.openApprovals(data);
        const { seq, ...hold } = await door.show(id);
        await new Promise((resolve) => setTimeout(resolve, READING_MS));
        const { scope, note, tellAgent, argument } = options;
        const decided = await door.decide(id, {
          verdict,
          scope,
          shownSeq: seq,
          at: 'terminal',
          ...(note === undefined ? {} : { note }),
          ...(tellAgent === undefined ? {} : { tellAgent }),
          ...(argument === undefined ? {} : { arguments: argument }),
        });
        return { facts: decided, text: `${headlineOf({ seq, ...hold })}\n${id}: ${decided.outcome ?? ''}` };
      }),
    );
}

function gatherForms(text: string, before: Readonly<Record<string, ArgumentForm>> = {}): Record<string, ArgumentForm> {
  const split = text.indexOf('=');
  const [name, form] = [text.slice(0, split), text.slice(split + 1)];
  if (split < 1) throw new InvalidArgumentError('Use NAME=exact, NAME=any or NAME=prefix:TEXT.');
  if (form === 'exact' || form === 'any') return { ...before, [name]: form };
  if (!form.startsWith('prefix:')) throw new InvalidArgumentError('A form is exact, any or prefix:TEXT.');
  return { ...before, [name]: { prefix: form.slice('prefix:'.length) } };
}

function addWatch(group: Command, needs: CommandNeeds): void {
  addDataOptions(group.command('watch').description('be asked here about each call that waits')).action(async function (
    this: Command,
  ) {
    const { data } = invocationOf(needs, this);
    const { io } = needs;
    const approvals = await needs.doors.openApprovals(data);
    const stop = awaitStopSignal(io);
    const controller = new AbortController();
    void stop.asked.then(() => controller.abort());
    try {
      await watchApprovals({ approvals, input: io.stdin, output: io.stdout, now: io.now, signal: controller.signal });
    } finally {
      stop.release();
    }
  });
}

function addGrants(group: Command, needs: CommandNeeds): void {
  const grants = group.command('grants').description('decisions that are remembered');
  addAnswerOptions(grants.command('list').description('all of them')).action(
    answering(needs, async ({ data }) => {
      const all = await (await needs.doors.openApprovals(data)).grants();
      return { facts: all, text: describeGrants(all) };
    }),
  );
  addAnswerOptions(grants.command('revoke <id>').description('forget one')).action(
    answering(needs, async ({ data }, id = '') => {
      await (await needs.doors.openApprovals(data)).revokeGrant(id);
      return { facts: { revoked: id }, text: `Revoked ${id}.` };
    }),
  );
}

function describeGrants(grants: readonly Grant[]): string {
  if (grants.length === 0) return 'Nothing is remembered.';
  const rows = grants.map(({ id, effect, scope, server, name, keyId, expiresAt, uses, lastUsedAt }) => [
    id,
    effect === 'deny' ? 'deny' : `allow, ${scope}`,
    `${server} · ${plainName(name)}`,
    keyId ?? 'everybody',
    expiresAt === undefined ? '' : new Date(expiresAt).toISOString(),
    uses === 0 ? 'never' : `${uses} × , last ${new Date(lastUsedAt ?? 0).toISOString()}`,
  ]);
  return formatTable(['ID', 'DECISION', 'TOOL', 'KEY', 'UNTIL', 'USED'], rows);
}
