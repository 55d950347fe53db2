/** What stands in the place of a value: `<EMAIL_1>`, `<GITHUB_TOKEN_2>`. */
export const PLACEHOLDER = /<[A-Z][A-Z0-9_]{0,60}_[1-9]\d{0,8}>/g;

export function placeholderText(label: string, number: number): string {
  return `<${label}_${number}>`;
}

/** The word in a placeholder for what a rule finds: `github-token` becomes `GITHUB_TOKEN`. */
export function placeholderLabel(rule: string): string {
  const label = rule.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  const bare = label.replace(/^[^A-Z]+|_+$/g, '').slice(0, 60);
  return bare === '' ? 'VALUE' : bare;
}
