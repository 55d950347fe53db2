import { approvals } from './approvals';
import { common } from './common';
import { overview } from './overview';
import { shell } from './shell';
import { states } from './states';

/** Every word on the screen, by screen. Another language is another object of this shape. */
export const strings = { common, shell, states, overview, approvals } as const;
