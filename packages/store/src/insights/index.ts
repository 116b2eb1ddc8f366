export * from './findings.ts';
export * from './rule-states.ts';
export { FIRST_PLACEHOLDER, type RuleAnswer, type RuleQuery, runRule } from './run-rule.ts';
