import type { Command } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Adoption, AdoptionPlan, FoundSecret } from '../../admin/secret-adoption';
import { formatTable } from '../format-table';
import { addAnswerOptions, answering, type Answer, type CommandNeeds } from '../leaf-command';
import { createLineReader } from '../line-reader';
import { isTerminal, passphraseAsker } from '../read-secret';

interface AdoptOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly purgeBackups?: true;
}

/** `secret adopt`: moves secrets out of the configuration. */
export function addAdoptCommand(group: Command, needs: CommandNeeds): void {
  const { doors, io } = needs;
  addAnswerOptions(group.command('adopt').description('move secrets that stand in the configuration into the vault'))
    .option('--dry-run', 'only show what would be moved')
    .option('--yes', 'do not ask')
    .option('--purge-backups', 'delete earlier states of the file that still hold secrets')
    .action(
      answering<AdoptOptions>(needs, async ({ data, options }) => {
        const { dryRun, yes, purgeBackups = false } = options;
        const adoption = await doors.openSecretAdoption({ ...data, ...passphraseAsker(io) });
        const plan = await adoption.plan();
        if (dryRun === true) return { facts: { dryRun: true, ...plan }, text: describePlan(plan) };
        if (plan.found.length === 0 && plan.backups === 0) {
          return { facts: NOTHING, text: 'No secrets stand in the configuration or in its backups' };
        }
        if (yes !== true && !(await isAgreed(needs, plan))) {
          return { facts: NOTHING, text: 'Nothing was changed' };
        }
        return describeAdoption(await adoption.adopt({ purgeBackups }));
      }),
    );
}

const NOTHING: Adoption = { moved: [], left: [], backups: { rewritten: 0, deleted: 0, left: [] } };

/** Asks whoever is there. */
async function isAgreed({ io }: CommandNeeds, plan: AdoptionPlan): Promise<boolean> {
  if (!isTerminal(io.stdin)) {
    const message = 'Nobody is here to agree: --yes moves the secrets without asking, --dry-run only shows them';
    throw new GatewayError('invalid_params', message);
  }
  io.stderr.write(`${describePlan(plan)}\n\nMove them into the vault? [y/N] `);
  const reader = createLineReader(io.stdin, () => undefined);
  try {
    return /^y(?:es)?$/.test((await reader.next(new AbortController().signal)) ?? '');
  } finally {
    reader.close();
  }
}

function describePlan({ found, backups }: AdoptionPlan): string {
  const moving = found.filter(({ name }) => name !== undefined);
  const inBackups = backups === 0 ? [] : [`Earlier states of the file that hold secrets: ${backups}`];
  if (found.length === 0 && backups === 0) return 'No secrets stand in the configuration or in its backups';
  return [...tableOf(moving), ...adviceOn(found.filter(({ name }) => name === undefined)), ...inBackups].join('\n');
}

function describeAdoption(adoption: Adoption): Answer {
  const { moved, left, backups } = adoption;
  const count = new Set(moved.map(({ name }) => name)).size;
  const notes = [
    ...(backups.rewritten > 0 ? [`Put references into ${backups.rewritten} backups of the file, too`] : []),
    ...(backups.deleted > 0 ? [`Deleted ${backups.deleted} backups that held secrets`] : []),
    ...(backups.left.length > 0
      ? [
          `These backups still hold secrets: ${backups.left.join(', ')}. Delete them: secure-mcp-gateway secret adopt --purge-backups`,
        ]
      : []),
    'Copies that others made of the file, such as an editor or a repository, are not known here',
  ];
  const head = moved.length === 0 ? [] : [`Moved ${count} secrets into the vault:`, ...tableOf(moved)];
  return { facts: adoption, text: [...head, ...adviceOn(left), ...notes].join('\n') };
}

function tableOf(secrets: readonly FoundSecret[]): readonly string[] {
  if (secrets.length === 0) return [];
  const rows = secrets.map(({ place, masked, name = '' }) => [place, masked, `\${secret:${name}}`]);
  return [formatTable(['PLACE', 'HOLDS', 'BECOMES'], rows)];
}

const adviceOn = (secrets: readonly FoundSecret[]): readonly string[] =>
  secrets.map(({ place, masked, advice }) => `Not moved: ${place} (${masked}); ${advice ?? ''}`);
