import type { Curation } from '../../../shared/config/curation';
import type { GatewayConfig } from '../../../shared/config/gateway-config';
import { nearestWord } from '../../../shared/text/nearest-word';
import { mergeListCuration } from '../curation/list-curation';
import { curationLevels, type Viewer } from '../curation/profile-curation';
import { formatPath, type ConfigProblem, type PathPart } from './config-problem';

/** Finds curations of servers that are not there, and names that two things of a server would share. */
export function checkCuration(config: GatewayConfig): ConfigProblem[] {
  const { projects, keys, configs } = config;
  const problems: ConfigProblem[] = [];
  for (const [configId, { servers }] of Object.entries(configs)) {
    const viewer = { configId, projectId: '', keyId: '' };
    for (const [name, { curation }] of Object.entries(servers)) {
      const path = ['configs', configId, 'servers', name, 'curation'];
      if (curation !== undefined) problems.push(...collisionsOf(config, name, viewer, path));
    }
  }
  for (const [projectId, { configId = '', curation }] of Object.entries(projects)) {
    const viewer = { configId, projectId, keyId: '' };
    problems.push(...checkNarrowing(config, curation, viewer, ['projects', projectId, 'curation']));
  }
  for (const [keyId, { projectId, curation }] of Object.entries(keys)) {
    const viewer = { configId: projects[projectId]?.configId ?? '', projectId, keyId };
    problems.push(...checkNarrowing(config, curation, viewer, ['keys', keyId, 'curation']));
  }
  return problems;
}

function checkNarrowing(
  config: GatewayConfig,
  curation: Readonly<Record<string, Curation>> | undefined,
  viewer: Viewer,
  path: readonly PathPart[],
): ConfigProblem[] {
  const known = Object.keys(config.configs[viewer.configId]?.servers ?? {});
  return Object.keys(curation ?? {}).flatMap((server) => {
    const at = [...path, server];
    if (known.includes(server)) return collisionsOf(config, server, viewer, at);
    const meant = nearestWord(server, known);
    const message = `names the server "${server}", which the config "${viewer.configId}" does not have`;
    const suggestion = meant === undefined ? `it has: ${known.join(', ') || 'none'}` : `did you mean "${meant}"?`;
    return [{ path: formatPath(at), message, suggestion }];
  });
}

function collisionsOf(
  config: GatewayConfig,
  server: string,
  viewer: Viewer,
  path: readonly PathPart[],
): ConfigProblem[] {
  const levels = curationLevels(config, server, viewer);
  return (['tools', 'prompts'] as const).flatMap((kind) =>
    (mergeListCuration(levels, kind)?.collisions ?? []).map(([shown, first, second]) => ({
      path: formatPath([...path, kind, 'change', second, 'name']),
      message: `is "${shown}", and so is the name of "${first}"`,
      suggestion: 'give each a name of its own',
    })),
  );
}
