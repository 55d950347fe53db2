export const SCHEMES = ['auto', 'light', 'dark'] as const;
export const CONTRASTS = ['auto', 'normal', 'high'] as const;
export const MOTIONS = ['auto', 'less'] as const;

/** How a person wants to see the console. `auto`: as the system has it. */
export interface Appearance {
  readonly scheme: (typeof SCHEMES)[number];
  readonly contrast: (typeof CONTRASTS)[number];
  readonly motion: (typeof MOTIONS)[number];
}

const AS_THE_SYSTEM: Appearance = { scheme: 'auto', contrast: 'auto', motion: 'auto' };

type Choice = Readonly<Record<string, unknown>>;

/** What was kept, member by member; what is not known any more is as the system has it. */
export function readAppearance(text: string | null): Appearance {
  let kept: Choice = {};
  try {
    const read: unknown = JSON.parse(text ?? '{}');
    if (typeof read === 'object' && read !== null) kept = read as Choice;
  } catch {
    return AS_THE_SYSTEM;
  }
  const known = <T extends string>(values: readonly T[], value: unknown): T =>
    values.find((one) => one === value) ?? values[0]!;
  return {
    scheme: known(SCHEMES, kept['scheme']),
    contrast: known(CONTRASTS, kept['contrast']),
    motion: known(MOTIONS, kept['motion']),
  };
}
