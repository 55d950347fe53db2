import { z } from 'zod';

const Texts = z.array(z.string().min(1)).min(1);
const Scalar = z.union([z.string(), z.number(), z.boolean()]);

const RuleId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'use letters, digits, ".", "-" and "_", at most 64');

const ArgumentPath = z.string().min(1).max(500);

const Folder = z
  .string()
  .regex(
    /^(?:\/|~$|~[/\\]|[A-Za-z]:[\\/]|\\\\[^\\?.])/,
    'must be a whole path: "/…", "~/…", "C:\\…" or "\\\\server\\share"',
  );

/** The value is a path, or a `file:` URL, that stays within directories, and so do the links on its way. */
export const PathCondition = z.strictObject({
  within: z.array(Folder).min(1),
  /** Where relative paths begin; absent: the directory that the server starts in. */
  relativeTo: Folder.optional(),
});
export type PathCondition = z.output<typeof PathCondition>;

/** The value is a web address, or a host with or without a port. */
export const UrlCondition = z
  .strictObject({
    /** Only these: `example.org`, `*.example.org` for all below it, `host:8443`, addresses, `10.0.0.0/8`. */
    allow: Texts.optional(),
    deny: Texts.optional(),
    schemes: z
      .array(z.string().regex(/^[a-z][a-z0-9+.-]*$/, 'must be a scheme such as "https"'))
      .min(1)
      .default(['http', 'https']),
  })
  .refine(({ allow, deny }) => allow !== undefined || deny !== undefined, 'needs "allow" or "deny"');
export type UrlCondition = z.output<typeof UrlCondition>;

const Bounds = { min: z.number().optional(), max: z.number().optional() };
const isRange = ({ min, max }: { min?: number | undefined; max?: number | undefined }) =>
  min === undefined || max === undefined || min <= max;

export const NumberCondition = z
  .strictObject({ ...Bounds, integer: z.boolean().optional() })
  .refine(isRange, '"min" must not be more than "max"');
export const LengthCondition = z
  .strictObject({ min: z.number().int().min(0).optional(), max: z.number().int().min(0).optional() })
  .refine(isRange, '"min" must not be more than "max"');

export const CONDITIONS = [
  'path',
  'url',
  'oneOf',
  'noneOf',
  'number',
  'length',
  'matches',
  'matchesNot',
  'present',
] as const;

/** What must be true of an argument; every condition that is named must hold. */
export const ArgumentRule = z
  .strictObject({
    /** A rule replaces those of the same id that less specific levels have. Absent: it has one that no other has. */
    id: RuleId.optional(),
    /** `off` ends a rule of the same id of a less specific level. */
    action: z.enum(['deny', 'ask', 'off']).default('deny'),
    /** Only tools with these names, `*` for any text; absent: all that the level is about. */
    tools: Texts.optional(),
    /** A name, or a JSON Pointer in which a star stands for every element or member. */
    argument: z
      .union([ArgumentPath, z.array(ArgumentPath).min(1)], 'must be a name, a pointer, or a list of them')
      .optional(),
    /** Told to whoever is refused or asked. */
    message: z.string().min(1).max(500).optional(),
    path: PathCondition.optional(),
    url: UrlCondition.optional(),
    oneOf: z.array(Scalar).min(1).optional(),
    noneOf: z.array(Scalar).min(1).optional(),
    number: NumberCondition.optional(),
    /** Of a text in UTF-16 code units, of a list in elements. */
    length: LengthCondition.optional(),
    /** RE2; the whole text must fit. */
    matches: z.string().min(1).max(2_000).optional(),
    /** RE2; no part of the text may fit. */
    matchesNot: z.string().min(1).max(2_000).optional(),
    /** `false`: it must be left out. */
    present: z.boolean().optional(),
  })
  .superRefine((rule, context) => {
    const conditions = CONDITIONS.filter((name) => rule[name] !== undefined);
    const say = (message: string) => context.addIssue({ code: 'custom', message });
    if (rule.action === 'off') {
      if (rule.id === undefined) say('is "off", so it needs the "id" of the rule that it ends');
      return;
    }
    if (rule.argument === undefined) say('needs an "argument"');
    if (conditions.length === 0) say(`needs a condition: ${CONDITIONS.join(', ')}`);
    if (rule.present === false && conditions.length > 1)
      say('says that the argument must be left out; nothing else fits beside that');
  });
export type ArgumentRule = z.output<typeof ArgumentRule>;
