import type { Runtime } from '../runtime';
import type { OnAsked } from '../stages/authenticate';
import type { Admission, AskedProvider } from './span-recorder';

/** Notes when the door looked at who asks; `undefined` where nobody wants to know. */
export function timeAdmission({ clock, tracers }: Pick<Runtime, 'clock' | 'tracers'>) {
  if (tracers.length === 0) return undefined;
  const beganAt = clock();
  const asked: AskedProvider[] = [];
  const onAsked: OnAsked = (provider, at) => void asked.push({ provider, beganAt: at, endedAt: clock() });
  const end = (): Admission => ({
    beganAt,
    asked,
    authenticatedAt: asked.at(-1)?.endedAt ?? beganAt,
    endedAt: clock(),
  });
  return { onAsked, end };
}
