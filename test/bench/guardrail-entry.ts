export { local } from '../../main/plugins/guardrail/local';
export { createRegistry } from '../../main/plugins/registry';
