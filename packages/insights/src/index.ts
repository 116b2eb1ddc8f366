export { type Finding, findingOf } from './finding-of.ts';
export { type PackProblem, parsePack } from './parse-pack.ts';
export { type RulePack, readPacks, shippedPack } from './read-packs.ts';
export { type Parameter, type Rule, type Severity, severities } from './rule.ts';
export { bindParameters } from './sql/bind-parameters.ts';
export { checkSql } from './sql/check-sql.ts';
