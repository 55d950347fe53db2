import { z } from 'zod';
import { APPROVAL_SCOPES, type Grant, type Pause } from '../../../shared/model/approval';
import { createSharedTable, type SharedTable, type SharedTableNeeds } from '../shared-state/shared-table';

type Needs<T extends { readonly id: string }> = Pick<SharedTableNeeds<T>, 'shared' | 'state' | 'apply'>;

const Moment = z.number();
const GrantShape = z.looseObject({
  id: z.string(),
  effect: z.enum(['allow', 'deny']),
  scope: z.enum(APPROVAL_SCOPES),
  configId: z.string(),
  server: z.string(),
  method: z.string(),
  name: z.string(),
  keyId: z.string().optional(),
  direction: z.enum(['request', 'response']),
  covers: z.array(z.string()),
  createdAt: Moment,
  expiresAt: Moment.optional(),
  by: z.string(),
  uses: z.number(),
});
const PauseShape = z.strictObject({
  id: z.string(),
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('client'), keyId: z.string() }),
    z.strictObject({ kind: z.literal('server'), server: z.string() }),
  ]),
  since: Moment,
  until: Moment.optional(),
  reason: z.string().optional(),
});

/** What people decided for calls to come, at every gateway. */
export function shareGrants(needs: Needs<Grant>): SharedTable<Grant> {
  return createSharedTable({
    ...needs,
    name: 'grants',
    read(value) {
      const read = GrantShape.safeParse(value);
      // Without a key only a denial holds: for everybody.
      if (!read.success || (read.data.effect === 'allow' && read.data.keyId === undefined)) return undefined;
      return read.data as unknown as Grant;
    },
    // How often each gateway used it is its own affair.
    essence: ({ uses: _, lastUsedAt: __, ...grant }) => grant,
    outlivesStore: ({ effect }) => effect === 'deny',
  });
}

/** The brake: pulled at one gateway, it holds at all of them. */
export function sharePauses(needs: Needs<Pause>): SharedTable<Pause> {
  return createSharedTable({
    ...needs,
    name: 'pauses',
    read: (value) => PauseShape.safeParse(value).data as Pause | undefined,
    essence: (pause) => pause,
    outlivesStore: () => true,
  });
}
