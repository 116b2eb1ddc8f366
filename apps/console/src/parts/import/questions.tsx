import type { Import } from '../../api/client.ts';
import { Act } from '../act.tsx';
import { Section } from '../page.tsx';

interface QuestionsProps {
  readonly imported: Import;
  readonly refusal: string | null;
  readonly busy: boolean;
  readonly onAnswer: (id: string, value: string) => void;
}

/** What can be read in two ways: each with its choices, answered at once. Answered ones can be answered otherwise. */
export function Questions({ imported, refusal, busy, onAnswer }: QuestionsProps) {
  const { manifest, profile, proposal } = imported;
  // Of a manifest that a person or a profile has written, the proposal's questions are no longer asked; those about the
  // keys of a profile are.
  const isProposed = profile === null && JSON.stringify(manifest) === JSON.stringify(proposal.manifest);
  const questions = proposal.questions.filter(({ id }) => (id.startsWith('key ') ? profile !== null : isProposed));
  if (questions.length === 0) return null;
  const open = questions.filter(({ answer }) => answer === null).length;
  return (
    <Section title="Questions" note={open === 0 ? 'all are answered' : `${open} open; it can't be applied before`}>
      <ul className="plain-list questions">
        {questions.map(({ id, text, choices, answer }) => (
          <li key={id}>
            <p id={`question ${id}`}>
              {answer === null && <span className="wait">? </span>}
              {text}
            </p>
            <div role="group" aria-labelledby={`question ${id}`} className="form-row">
              {choices.map(({ value, label }) => (
                <Act
                  key={value}
                  kind={value === answer ? 'main' : 'plain'}
                  refusal={refusal}
                  busy={busy}
                  pressed={value === answer}
                  onClick={() => onAnswer(id, value)}
                >
                  {label}
                </Act>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
