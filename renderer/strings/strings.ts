import { activity } from './activity';
import { guardrails } from './guardrails';
import { tools } from './tools';
import { approvals } from './approvals';
import { clients } from './clients';
import { common } from './common';
import { keys } from './keys';
import { overview } from './overview';
import { servers } from './servers';
import { tokens } from './tokens';
import { performance } from './performance';
import { rules } from './rules';
import { secrets } from './secrets';
import { settings } from './settings';
import { shell } from './shell';
import { states } from './states';
import { welcome } from './welcome';

/** Every word on the screen, by screen. Another language is another object of this shape. */
export const strings = {
  common,
  shell,
  states,
  overview,
  approvals,
  servers,
  tools,
  guardrails,
  activity,
  clients,
  keys,
  performance,
  rules,
  secrets,
  settings,
  tokens,
  welcome,
} as const;
