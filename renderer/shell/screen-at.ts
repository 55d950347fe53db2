import { type Screen, SCREENS } from '../routes';

/** The screen that an address below `#` belongs to. */
export function screenAt(location: string): Screen | undefined {
  const [, first = ''] = location.split('/');
  return SCREENS.find(({ path }) => path === `/${first}`);
}
