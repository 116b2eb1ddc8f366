import { fieldOf } from '../canonical-fields.ts';
import type { ManifestChange, Proposal } from './proposal.ts';
import { recordsOf } from './records-of.ts';

export type AnswerProblem = { readonly question: string; readonly problem: string };

/** Brings answers into the manifest; those that name no question or no choice are returned as problems, and change nothing. */
export function answerQuestions(
  proposal: Proposal,
  answers: Readonly<Record<string, string>>,
): { readonly proposal: Proposal; readonly problems: readonly AnswerProblem[] } {
  const problems: AnswerProblem[] = [];
  const changes: ManifestChange[] = [];
  const questions = proposal.questions.map((question) => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    if (answer === undefined) return question;
    const choice = question.choices.find(({ value }) => value === answer);
    if (choice) changes.push(...choice.changes);
    else
      problems.push({
        question: question.id,
        problem: `Choose one of ${question.choices.map(({ value }) => value).join(', ')}.`,
      });
    return { ...question, answer };
  });
  for (const id of Object.keys(answers))
    if (!proposal.questions.some((question) => question.id === id))
      problems.push({ question: id, problem: 'There is no such question.' });
  if (problems.length > 0) return { proposal, problems };
  const fields = changed(proposal.fields, changes);
  const key = proposal.manifest.records.flatMap((record) => record.key)[0] ?? null;
  const placed = fields.flatMap(({ kind, field, column }) => {
    const known = fieldOf(kind, field);
    return known ? [{ field: known, column }] : [];
  });
  const manifest = { ...proposal.manifest, records: recordsOf(placed, key) };
  return { proposal: { ...proposal, questions, fields, manifest }, problems: [] };
}

function changed(fields: Proposal['fields'], changes: readonly ManifestChange[]): Proposal['fields'] {
  const byPlace = new Map(fields.map((each) => [`${each.kind}.${each.field}`, each]));
  for (const { kind, field, column } of changes) {
    if (column === null) byPlace.delete(`${kind}.${field}`);
    else byPlace.set(`${kind}.${field}`, { kind, field, column });
  }
  return [...byPlace.values()];
}
