import type { UpstreamServer } from '../../../shared/config/upstream-server';
import type { ServerName } from '../../../shared/model/server';
import type { Panel } from '../guardrails/select-guardrails';
import type { Phase } from '../ports/guardrail';
import type { Runtime } from '../runtime';
import type { Visitor } from './request-states';

/** What a visitor’s request is about, as a policy sees it. */
export interface Subject {
  readonly visitor: Visitor;
  readonly server: ServerName;
  readonly tool?: string | undefined;
}

/** Who judges it in a phase, and under which policy. */
export function panelFor(phase: Phase, { visitor, server, tool }: Subject, runtime: Pick<Runtime, 'panels'>): Panel {
  const { principal, profile } = visitor;
  return runtime.panels(phase, {
    projectId: principal.projectId,
    configId: profile.configId,
    server,
    ...(tool === undefined ? {} : { tool }),
  });
}

/** How a visitor’s config describes a server. */
export function settingsOf(
  { profile }: Visitor,
  server: ServerName,
  { config }: Pick<Runtime, 'config'>,
): UpstreamServer | undefined {
  return config.configs[profile.configId]?.servers[server];
}
