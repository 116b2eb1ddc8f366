export { dismissInsight } from './dismiss-insight.ts';
export { runInsights } from './run-insights.ts';
export { type InsightRuleView, runInsightsNow, showInsightRules } from './show-rules.ts';
