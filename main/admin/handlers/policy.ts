import type { z } from 'zod';
import type { Handlers } from '../../../shared/contract/define';
import type { policy } from '../../../shared/contract/policy';
import type { OwnPolicyAdmin } from '../own-policy-admin';

type Inputs = { readonly [Name in keyof typeof policy]: z.output<(typeof policy)[Name]['input']> };
type Answers = { readonly [Name in keyof typeof policy]: z.input<(typeof policy)[Name]['output']> };

/** Policies: what is in force, and what another would do. */
export interface PolicyAdmin {
  explain(place: Inputs['explain']): Promise<Answers['explain']>;
  test(question: Inputs['test']): Promise<Answers['test']>;
  replay(question: Inputs['replay']): Promise<Answers['replay']>;
}

export function policyHandlers({ explain, test, replay }: PolicyAdmin, own: OwnPolicyAdmin): Handlers<typeof policy> {
  return {
    explain,
    own: async (level) => ({ policy: { ...(await own.read(level)) } }),
    setOwn: async ({ policy, ...level }) => ({ policy: { ...(await own.write(level, policy)) } }),
    test,
    replay,
  };
}
