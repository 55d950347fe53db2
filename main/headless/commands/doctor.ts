import type { Command } from 'commander';
import type { Era } from '../../../shared/model/server';
import { asGatewayError } from '../../../shared/errors/gateway-error';
import type { ServerTest } from '../../compose';
import { EXIT } from '../exit-codes';
import { addAnswerOptions, answering, type Answer, type CommandNeeds, type Invocation } from '../leaf-command';

interface DoctorOptions {
  readonly server?: string;
  readonly config?: string;
}

/** One line of the diagnosis. */
interface Check {
  readonly ok: boolean;
  /** It works, and should not stay so. */
  readonly isWarning?: true;
  readonly text: string;
}

type ServerDiagnosis =
  { readonly server: string; readonly test: ServerTest } | { readonly server: string; readonly problem: string };

const CLIENTS: readonly (readonly [Era, string])[] = [
  ['legacy', 'clients up to 2025-11-25'],
  ['modern', 'clients from 2026-07-28 on'],
];

/** `doctor`: what is well, what is not, and what crosses between clients and servers. */
export function addDoctorCommand(program: Command, needs: CommandNeeds): void {
  addAnswerOptions(program.command('doctor').description('say what works, what does not, and what cannot be carried'))
    .option('--server <name>', 'look at this server only')
    .option('--config <id>', 'the config that has the server')
    .action(answering<DoctorOptions>(needs, (invocation) => diagnose(needs, invocation)));
}

async function diagnose({ doors }: CommandNeeds, { options, data, log }: Invocation<DoctorOptions>): Promise<Answer> {
  const administration = await doors.openAdministration(data);
  const { server, config } = options;
  const checks = server === undefined ? await generalChecks(doors, data, administration) : [];
  const listed = server === undefined ? await administration.servers.list() : [{ name: server, enabled: true }];
  const names = listed.filter(({ enabled }) => enabled).map(({ name }) => name);
  const servers: ServerDiagnosis[] = [];
  for (const name of names) {
    try {
      const choice = config === undefined ? {} : { config };
      servers.push({ server: name, test: await doors.testServer({ ...data, log, server: name, ...choice }) });
    } catch (failure) {
      if (server !== undefined) throw failure;
      servers.push({ server: name, problem: asGatewayError(failure).message });
    }
  }
  const isWell = checks.every(({ ok }) => ok) && servers.every((one) => 'test' in one);
  const text = [...checks.map(line), ...servers.flatMap((one) => ['', ...describe(one)])].join('\n').trim();
  return { facts: { ok: isWell, checks, servers }, text, exitCode: isWell ? EXIT.ok : EXIT.serverFailed };
}

async function generalChecks(
  doors: CommandNeeds['doors'],
  data: Invocation<DoctorOptions>['data'],
  administration: Awaited<ReturnType<CommandNeeds['doors']['openAdministration']>>,
): Promise<readonly Check[]> {
  const { path, valid, problems } = await administration.config.validate();
  const status = await doors.readRunningStatus(data);
  const keys = valid ? await administration.keys.list() : [];
  const usable = keys.filter(({ state }) => state === 'active').length;
  return [
    { ok: true, text: `data directory ${administration.dataDirectory}` },
    {
      ok: valid,
      text: valid ? `configuration ${path}` : `${path} has ${problems.length} problems; see config validate`,
    },
    {
      ok: usable > 0,
      text: usable > 0 ? `${usable} usable gateway keys` : 'no usable gateway key; make one with key create',
    },
    ...(valid ? [...(await secretChecks(doors, data)), ...(await plaintextChecks(doors, data))] : []),
    status === undefined
      ? { ok: true, text: 'no gateway is running; clients that start a program run one of their own' }
      : {
          ok: status.configProblems.length === 0,
          text: `a gateway runs at ${status.addresses.mcp} (pid ${status.pid})`,
        },
  ];
}

/** Nothing, where the configuration names no secret: then no keychain is touched either. */
async function secretChecks(
  doors: CommandNeeds['doors'],
  data: Invocation<DoctorOptions>['data'],
): Promise<readonly Check[]> {
  try {
    const secrets = await doors.openSecrets(data);
    const used = (await secrets.list()).filter(({ usedBy }) => usedBy.length > 0);
    if (used.length === 0) return [];
    const { ok, detail = 'unknown cause', fix = '' } = await secrets.status();
    if (!ok) return [{ ok, text: `secrets cannot be read: ${detail}. ${fix}` }];
    const missing = used.filter(({ isSet }) => !isSet).map(({ name }) => name);
    if (missing.length > 0) return [{ ok: false, text: `not set: ${missing.join(', ')}; set them with secret set` }];
    return [{ ok: true, text: `${used.length} secrets that the configuration names` }];
  } catch (failure) {
    return [{ ok: false, text: `secrets: ${asGatewayError(failure).message}` }];
  }
}

async function plaintextChecks(
  doors: CommandNeeds['doors'],
  data: Invocation<DoctorOptions>['data'],
): Promise<readonly Check[]> {
  const found = await (await doors.openSecretAdoption(data)).find();
  if (found.length === 0) return [];
  const places = [...new Set(found.map(({ place }) => place))].join(', ');
  const text = `secrets stand in the configuration as plaintext: ${places}; move them with secret adopt`;
  return [{ ok: true, isWarning: true, text }];
}

const line = ({ ok, isWarning, text }: Check): string => `${!ok ? '!! ' : isWarning === true ? '!  ' : 'ok '} ${text}`;

function describe(diagnosis: ServerDiagnosis): readonly string[] {
  if ('problem' in diagnosis) return [line({ ok: false, text: `${diagnosis.server}: ${diagnosis.problem}` })];
  const { server, test } = diagnosis;
  const { transport, protocolVersion, startMs, share, tools, crossings } = test;
  const head = `${server}: ${transport}, speaks ${protocolVersion}, ready in ${startMs} ms, ${tools.length} tools, shared ${share}`;
  const eras = CLIENTS.flatMap(([era, who]) => {
    const crossing = crossings[era];
    const carried = crossing.filter(({ crosses }) => crosses);
    const lost = crossing.filter(({ crosses }) => !crosses);
    return [
      `    ${who}`,
      ...carried.map(({ feature, note }) => `      carried  ${feature}${note === undefined ? '' : ` — ${note}`}`),
      ...lost.map(({ feature, note }) => `      not      ${feature}${note === undefined ? '' : ` — ${note}`}`),
    ];
  });
  return [line({ ok: true, text: head }), ...eras];
}
