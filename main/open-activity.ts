import type { ActivityAdmin } from './admin/activity-admin';
import { type DataChoice, directoryOf, secretAccess } from './data-choice';
import type { AskPassphrase } from './gateway/ports/secret-store';
import type { Replay, ReplayChoice } from './replay-activity';

/** The record of the gateway that runs, else that of the data directory. */
export async function openActivity(
  choice: DataChoice & { readonly askPassphrase?: AskPassphrase },
): Promise<ActivityAdmin> {
  const [{ readRuntimeFile }, { isAnswering }, directory] = await Promise.all([
    import('./gateway/config/runtime-file'),
    import('./admin-client'),
    directoryOf(choice),
  ]);
  const facts = await readRuntimeFile(directory.runtimeFile);
  if (facts !== undefined && (await isAnswering(facts.addresses.admin))) {
    const { createActivityClient } = await import('./activity-client');
    return createActivityClient({ url: facts.addresses.admin, token: facts.adminToken });
  }
  const [{ createActivityAdmin }, { vaultOfLog }] = await Promise.all([
    import('./admin/activity-admin'),
    import('./vault-of-log'),
  ]);
  const vault = vaultOfLog(directory, await secretAccess(directory, choice));
  const [{ recordedActivity }, { recordedAtCommandLine }] = await Promise.all([
    import('./admin/recorded-changes'),
    import('./record-change'),
  ]);
  const admin = createActivityAdmin({ directory: directory.activity, vault });
  return recordedActivity(admin, recordedAtCommandLine(directory));
}

/** The calls in the record of a data directory, as another policy would judge them. */
export async function openReplay(choice: ReplayChoice): Promise<Replay> {
  const [{ replayActivity }, directory] = await Promise.all([import('./replay-activity'), directoryOf(choice)]);
  const secrets = await secretAccess(directory, choice);
  return replayActivity({ directory, secrets, ...choice });
}
