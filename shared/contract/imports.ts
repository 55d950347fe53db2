import { z } from 'zod';
import { defineGroup } from './define';

const Found = z.strictObject({
  place: z.string(),
  masked: z.string(),
  name: z.string().exactOptional(),
  advice: z.string().exactOptional(),
});

const Preview = {
  kind: z.enum(['base-product', 'client', 'registry', 'own']),
  format: z.enum(['json', 'jsonc', 'toml', 'yaml']),
  /** Names of what is added, by section. */
  added: z.record(z.string(), z.array(z.string()).readonly()),
  /** Secrets that go into the vault, or cannot. */
  secrets: z.array(Found).readonly(),
  /** What becomes of every member of what is imported. */
  notes: z
    .array(
      z.strictObject({
        place: z.string(),
        outcome: z.enum(['taken', 'changed', 'left']),
        detail: z.string().exactOptional(),
      }),
    )
    .readonly(),
};

const Input = z.strictObject({
  /** The text itself: JSON, with comments or without, TOML or YAML. */
  text: z.string().min(1).max(1_000_000),
  /** The config that servers are put into. */
  config: z.string().min(1).optional(),
  /** Leaves secrets where they stand. */
  keep_secrets: z.boolean().optional(),
});

/** What other products, clients and registries write. */
export const imports = defineGroup({
  preview: {
    http: 'POST /import/preview',
    scope: 'write',
    summary: 'Says what an import would bring and what becomes of every member; changes nothing.',
    input: Input,
    output: z.strictObject(Preview),
    isSecret: true,
    isLarge: true,
  },
  apply: {
    http: 'POST /import',
    scope: 'write',
    summary:
      'Imports the configuration of the base product, of a client, of the registry, or ours; secrets go into the vault.',
    input: Input,
    output: z.strictObject({
      ...Preview,
      /** New gateway keys for those that could not be kept; shown now or never. */
      keys: z
        .array(
          z.strictObject({
            id: z.string(),
            key: z.string(),
            replaces: z.string(),
            projectId: z.string(),
            userId: z.string(),
          }),
        )
        .readonly(),
    }),
    isSecret: true,
    isLarge: true,
  },
});
